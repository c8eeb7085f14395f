/** The head of the page: what was asked, by which runs, how they ended. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import type { Report, ReportRun } from '../../src/model/report.ts';
import { harmless } from '../../src/report/harmless.ts';
import { Heading } from '../../src/report/head/heading.tsx';
import { machineInWords } from '../../src/report/head/machine-in-words.ts';
import { momentInWords } from '../../src/report/head/moment.ts';
import { reportTitle } from '../../src/report/head/report-title.ts';
import { renderPage } from '../../src/report/render-page.tsx';
import { recordedReport } from './recorded-report.tsx';

/** What is read, without its markup. */
function headText(report: Report): string {
  return renderToString(h(Heading, { report, sections: [] }))
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/\s+/g, ' ');
}

function withRun(report: Report, change: (run: ReportRun) => ReportRun): Report {
  return { ...report, runs: report.runs.map(change) };
}

const parts = { script: { text: '', sha256: '' }, style: '', attachments: [], leftOut: [] };

test('one run: its question, its trials, its machine, when, and how long', async () => {
  const text = headText(await recordedReport('post.jsonl'));
  expect(text).toContain('malloc or mmap for a large zeroed buffer?');
  expect(text).toContain(
    'post: 504 trials on AMD EPYC, 2 CPUs, a virtual machine, Linux 6.18.44-fc-v509, 23.5 GiB, huge pages madvise; 2026-11-23 12:40 UTC, 26.4 s',
  );
  expect(text).toContain('written 2026-11-23 12:00 UTC');
});

test('several runs have letters; what they ask is named where it differs, their machine once where it is the same', async () => {
  const report = await recordedReport('post.jsonl', 'commands.jsonl', 'sharing.jsonl');
  const text = headText(report);
  expect(reportTitle(report)).toBe('3 runs side by side: post, compare and sharing');
  expect(text).toMatch(/A post: 504 trials; .*B compare: 102 trials; .*C sharing:.*All on AMD EPYC/);
  const [one] = report.runs;
  const same = { ...report, runs: one ? [one, { ...one, letter: 'B' }] : [] };
  expect(reportTitle(same)).toBe('malloc or mmap for a large zeroed buffer?');
});

describe('how a run ended is said where it bears on what it says', () => {
  const ended = async (change: (run: ReportRun) => ReportRun): Promise<string> =>
    headText(withRun(await recordedReport('post.jsonl'), change));

  test('not where it ended by itself', async () => {
    expect(await ended((run) => run)).not.toMatch(/killed|interrupted|failed|cut off/);
  });

  test('killed, and its last line cut off', async () => {
    const text = await ended((run) => ({ ...run, end: null, truncated: true }));
    expect(text).toContain('killed before its end');
    expect(text).toContain('cut off and is left out');
  });

  test.each(['interrupted', 'failed'] as const)('%s', async (reason) => {
    const text = await ended((run) => ({
      ...run,
      end: run.end && { ...run.end, reason, sentence: 'the disk is full' },
    }));
    expect(text).toContain(`${reason} after 26.4 s`);
    expect(text.includes('the disk is full')).toBe(reason === 'failed');
  });

  test('with refused trials', async () => {
    expect(await ended((run) => ({ ...run, refused: 504 }))).toContain('504 trials, 504 of them refused, on');
  });
});

test('a trace or a layout alone is named by its command', async () => {
  const report = await recordedReport('post.jsonl');
  const trace = { trace: { command: ['./prog', 'x'.repeat(10_000)] } } as unknown as Report['traces'][number];
  const layout = { layout: { name: 'node' } } as unknown as Report['layouts'][number];
  const none = { ...report, runs: [], pairs: [] };
  expect(reportTitle({ ...none, traces: [trace] })).toMatch(/^What \.\/prog x+… did to its memory$/);
  expect(reportTitle({ ...none, layouts: [layout, layout] })).toBe('The address space of node');
  expect(reportTitle(none)).toBe('A report of nothing');
});

test('names of ten kilobytes, marks and tags do not leave the title', async () => {
  const name = `</title><script>alert(1)</script>\u202e"'${'x'.repeat(10_000)}`;
  const report = withRun(await recordedReport('commands.jsonl'), (run) => ({
    ...run,
    header: { ...run.header, plan: { ...run.header.plan, name, question: name } },
  }));
  expect(reportTitle(report).length).toBeLessThanOrEqual(160);
  const html = renderPage(report, parts);
  expect(html.match(/<title>[^<]*<\/title>/g)?.[0]).toContain('&lt;script&gt;');
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('\u202e');
});

test('the title of the window is that of the page', async () => {
  const report = await recordedReport('post.jsonl');
  expect(renderPage(report, parts)).toContain(
    '<title>malloc or mmap for a large zeroed buffer? · firsttouch</title>',
  );
});

test('a machine of which little is known is said to be unknown', async () => {
  const [run] = (await recordedReport('post.jsonl')).runs;
  const bare = { kernel: {}, processor: {} } as unknown as Parameters<typeof machineInWords>[0];
  expect(machineInWords(bare)).toBe('an unknown CPU, Linux unknown');
  const reason = { state: 'unavailable', reason: 'x' } as const;
  const machine = run?.header.machine as Parameters<typeof machineInWords>[0];
  expect(machineInWords({ ...machine, memory: { ...machine.memory, totalBytes: reason } })).not.toContain(
    'GiB',
  );
});

test('moments are told to the minute; what is none stands as it is, cut', () => {
  expect(momentInWords('2026-11-23T12:40:59.123Z')).toBe('2026-11-23 12:40 UTC');
  expect(momentInWords('yesterday')).toBe('yesterday');
  expect(momentInWords('y'.repeat(999))).toHaveLength(40);
  expect(harmless(momentInWords('\u202e'))).toBe('\ufffd');
});
