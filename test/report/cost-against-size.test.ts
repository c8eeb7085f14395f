/** Cost against size: which arm is cheapest where, what a byte and a fault cost, and the limit of the machine. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import type { Report, ReportRun } from '../../src/model/report.ts';
import { armStyles } from '../../src/report/charts/arms.ts';
import { fileView } from '../../src/report/figure/file-view.ts';
import { sizesInWords } from '../../src/report/sections/cost/cheapest.ts';
import { labelPlace } from '../../src/report/sections/cost/limit-line.tsx';
import { costAgainstSize } from '../../src/report/sections/cost-against-size.tsx';
import { chartMarkup, recordedReport } from './recorded-report.tsx';

const sizes = await recordedReport('sizes.jsonl');
const post = await recordedReport('post.jsonl');
const [run] = sizes.runs as [ReportRun];
const [time, byte, fault] = costAgainstSize.charts(sizes);

function titleWith(change: (finding: Finding) => Finding, report: Report = sizes): string | undefined {
  const [first] = report.runs as [ReportRun];
  const runs = [{ ...first, findings: first.findings.map(change) }];
  return costAgainstSize.charts({ ...report, runs })[0]?.title;
}

describe('the charts', () => {
  test.each(costAgainstSize.charts(sizes).map((chart) => [chart.name, chart] as const))(
    '%s',
    async (name, chart) => {
      await expect(chartMarkup(chart, sizes)).toMatchFileSnapshot(`../golden/report/${name}.svg`);
    },
  );

  test('share the place pointed at', () => {
    const keys = [time, byte, fault].map((chart) =>
      chart?.stops?.(fileView(armStyles(sizes.arms))).map(({ key }) => key),
    );
    expect(keys[0]).toEqual(['65536', '262144', '1048576', '4194304', '16777216']);
    expect(keys[1]).toEqual(keys[0]);
    expect(new Set([time, byte, fault].map((chart) => chart?.link)).size).toBe(1);
  });

  test('leave out of the readings an arm that is switched off, and keep the scale', () => {
    const view = fileView(armStyles(sizes.arms));
    const hidden = { ...view, hidden: new Set(['mmap-thp']) };
    const [all, fewer] = [time?.stops?.(view), time?.stops?.(hidden)];
    expect(all?.[4]?.lines).toHaveLength(5);
    expect(fewer?.[4]?.lines).toHaveLength(4);
    expect(fewer?.[4]?.dots?.[0]).toEqual(all?.[4]?.dots?.[0]);
  });

  test('have no cost of a fault where an arm takes hardly any', () => {
    const thp = fault?.table.rows.filter(([, arm]) => arm === 'mmap-thp').map(([size]) => size);
    expect(thp).toEqual([65_536, 262_144, 1_048_576]);
  });
});

describe('the title', () => {
  test('says which arm is cheapest where', () => {
    expect(time?.title).toBe(
      'mmap-populate is cheapest from 256 KiB to 1 MiB; mmap-thp from 4 MiB to 16 MiB; the two cheapest are not told apart at 64 KiB',
    );
  });

  test('says that arms coincide, and where that is not known', () => {
    const asEquivalent = (finding: Finding): Finding =>
      finding.kind === 'comparison' ? { ...finding, verdict: 'equivalent' } : finding;
    expect(titleWith((finding) => finding, post)).toBe(
      'malloc and mmap-private are not told apart at every size',
    );
    expect(titleWith(asEquivalent, post)).toBe(
      'malloc and mmap-private cost the same within 3 % at every size',
    );
  });

  test('of the cost of a byte names an arm only where the run told it from the others', () => {
    expect(byte?.title).toBe(
      'At 16 MiB a byte costs 0.0243 ns with mmap-thp, up to 0.388 ns without it; at 64 KiB 0.391 ns to 0.523 ns',
    );
    expect(fault?.title).toBe('At 16 MiB a real fault costs 1.27 us to 1.59 us; at 64 KiB 1.6 us to 2.02 us');
  });

  test('claims nothing where identical arms differ', () => {
    expect(titleWith((finding) => ({ ...finding, verdict: 'void' }))).toBe(
      'Identical arms differ at every size',
    );
  });

  test('joins neighbouring sizes', () => {
    expect(sizesInWords([0, 1, 3], [2 ** 20, 2 ** 21, 2 ** 22, 2 ** 23])).toBe(
      'from 1 MiB to 2 MiB and at 8 MiB',
    );
  });
});

describe('the limit of memory bandwidth', () => {
  test('is none of a pattern that does not store every byte', () => {
    const cells = run.cells.map((cell) => ({ ...cell, pattern: 'read-page' }));
    const [chart, ...others] = costAgainstSize.charts({ ...sizes, runs: [{ ...run, cells }] });
    expect(time?.caption).toContain('Storing into memory that is already there');
    for (const one of [chart, ...others]) expect(one?.caption).not.toMatch(/Storing into|memory bandwidth/);
    expect(chart && chartMarkup(chart, sizes)).not.toContain('memory bandwidth');
  });

  test('is the fastest reading at every size, so that no arm falls below it', () => {
    const limits = new Map(run.bandwidth?.bySize.map(({ sizeBytes, nsPerByte }) => [sizeBytes, nsPerByte]));
    for (const [size, , , , low] of time?.table.rows ?? []) {
      expect(Number(low)).toBeGreaterThan((limits.get(Number(size)) ?? Number.NaN) * Number(size));
    }
  });

  test('has its name below the line, or above it where the plot ends', () => {
    const points = [
      { x: 0, y: 100 },
      { x: 200, y: 60 },
      { x: 400, y: 50 },
    ];
    const below = labelPlace(points, 250, 400);
    expect(below.y).toBeGreaterThan(60);
    expect(labelPlace(points, 250, 80).y).toBeLessThan(50);
  });
});

test('a size alone makes no line', () => {
  const runs = [{ ...run, cells: run.cells.slice(0, 1) }];
  expect(costAgainstSize.appliesTo({ ...sizes, runs })).toBe(false);
});
