/** The section of traces. */
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import type { Timeline, TraceView } from '../../src/model/trace-view.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { byteTicks } from '../../src/report/charts/timeline/byte-ticks.ts';
import { placeTimeline } from '../../src/report/charts/timeline/timeline-panels.ts';
import { fileView } from '../../src/report/figure/file-view.ts';
import { systemCallsAndFaults } from '../../src/report/sections/system-calls-and-faults.tsx';
import { viewOf } from '../exporters/traced-view.ts';
import { emptyReport } from './empty-report.ts';
import { chartMarkup, sectionMarkup } from './recorded-report.tsx';

const story = viewOf('malloc-story-tracepoints');
const pipeline = viewOf('pipeline-unprivileged');
const reportOf = (...traces: TraceView[]): Report => ({ ...emptyReport, traces });
const timelineOf = (change: Partial<Timeline>): Timeline => ({
  bucketNs: 1e6,
  mappedBytes: [2 ** 30, 2 ** 30],
  heapBytes: [null, null],
  touchedBytes: [4096, 2 ** 20],
  residentBytes: [null, null],
  calls: [1, 0],
  minorFaults: [1, 255],
  majorFaults: [0, 0],
  ...change,
});

describe('the timeline', () => {
  test('gives what is mapped a scale of its own where it would flatten the rest', () => {
    const apart = placeTimeline(timelineOf({}), 2e6, 800).panels;
    expect(apart.map(({ gauges }) => gauges.map(({ name }) => name))).toEqual([['mapped'], ['touched']]);
    const near = placeTimeline(timelineOf({ touchedBytes: [0, 2 ** 29] }), 2e6, 800).panels;
    expect(near.map(({ gauges }) => gauges.map(({ name }) => name))).toEqual([['mapped', 'touched']]);
  });

  test('leaves out what was not recorded or never happened', () => {
    const { counts } = placeTimeline(timelineOf({}), 2e6, 800);
    expect(counts.map(({ name }) => name)).toEqual(['calls', 'minor faults']);
    const nothing = timelineOf({ mappedBytes: [], touchedBytes: [], calls: [], minorFaults: [] });
    expect(placeTimeline(nothing, 0, 320)).toMatchObject({ panels: [], counts: [] });
  });

  test('has ticks of round sizes', () => {
    expect(byteTicks(107_257_856, 5).map(({ label }) => label)).toEqual(['0', '32 MiB', '64 MiB', '96 MiB']);
    expect(byteTicks(0, 5)).toEqual([{ value: 0, label: '0' }]);
  });

  test('and the raster show the same moments', () => {
    const [timeline, raster] = systemCallsAndFaults.charts(reportOf(story));
    const view = fileView(armStyles([]));
    const keys = new Set(timeline?.stops?.(view).map(({ key }) => key));
    const shared = raster?.stops?.(view) ?? [];
    expect(shared.length).toBeGreaterThan(10);
    expect(shared.every(({ key }) => keys.has(key))).toBe(true);
    expect(raster?.link).toBe(timeline?.link);
  });
});

describe('system calls and faults', () => {
  test('are told in findings, tables and witnesses', () => {
    const markup = sectionMarkup(systemCallsAndFaults, reportOf(story));
    for (const { sentence } of story.witnesses) expect(markup).toContain(sentence.replaceAll('&', '&amp;'));
    expect(markup).toContain('57 memory calls, by name');
    expect(markup).toContain('Page faults by what the address belonged to');
    expect(markup).toContain('Page faults of malloc-story (25839)');
    expect(markup).not.toMatch(/undefined|NaN/);
  });

  test('of callers have a column for each of them', () => {
    const calls = [{ ...story.calls[0]!, callers: { malloc: 20, loader: 2 }, durationNs: 5000 }];
    const markup = sectionMarkup(systemCallsAndFaults, reportOf({ ...story, calls }));
    expect(markup).toMatch(/by malloc<\/th>\s*<th[^>]*>by loader<\/th>/);
    expect(markup).toContain('times are under observation');
  });

  test('without faults say how to record them', () => {
    const bare = { ...story, faults: null, rasters: [], findings: [], calls: [], processes: [] };
    const markup = sectionMarkup(systemCallsAndFaults, reportOf(bare));
    expect(markup).toContain('Page faults were not recorded');
    expect(systemCallsAndFaults.charts(reportOf(bare))).toHaveLength(1);
  });

  test('of several commands stand under their commands, with charts of names of their own', () => {
    const report = reportOf(story, pipeline);
    const names = systemCallsAndFaults.charts(report).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(sectionMarkup(systemCallsAndFaults, report)).toContain('<h3>./malloc-story</h3>');
  });

  test('show no markup of names from elsewhere', () => {
    const hostile = '</script><img src=x onerror=alert(1)>';
    const trace = { ...story.trace, command: [hostile] };
    const markup = sectionMarkup(systemCallsAndFaults, reportOf({ ...story, trace, events: [hostile] }));
    expect(markup).not.toContain('<img');
  });

  test('are as they were', async () => {
    const report = reportOf(story);
    const [timeline] = systemCallsAndFaults.charts(report);
    await expect(chartMarkup(timeline!, report)).toMatchFileSnapshot('../golden/report/timeline.svg');
    const text = sectionMarkup(systemCallsAndFaults, report).replace(/<figure[\s\S]*?<\/figure>/g, '');
    await expect(text).toMatchFileSnapshot('../golden/report/system-calls-and-faults.html');
  });
});
