/** What a report draws of a run agrees with what the findings say of it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { Analysis, computeFindings, reportRun } from '../../../src/analysis/index.ts';
import type { Finding } from '../../../src/model/finding.ts';
import { phases } from '../../../src/model/probe.ts';
import type { ReportRun } from '../../../src/model/report.ts';
import type { RunHeader } from '../../../src/model/run.ts';
import { readRun } from '../../../src/runner/index.ts';
import { recordedPath } from '../../report/recorded-report.tsx';

const file = { name: 'run.jsonl', sizeBytes: 0, sha256: '', left: null };

function analysisOf(name: string): Analysis {
  let analysis: Analysis | undefined;
  readRun(
    recordedPath(name),
    (header: RunHeader) => {
      analysis = new Analysis(header);
    },
    (record) => analysis?.add(record),
  );
  return analysis as Analysis;
}

function reportOf(name: string): { run: ReportRun; findings: Finding[] } {
  const analysis = analysisOf(name);
  const run = reportRun(analysis, { letter: '', file, truncated: false });
  return { run, findings: computeFindings(analysis) };
}

/** Drawn with five digits. */
function near(value: number): unknown {
  return expect.closeTo(value, 6 - Math.ceil(Math.log10(Math.abs(value) + 1e-12)) - 2);
}

describe.each(['post.jsonl', 'sizes.jsonl'])('the cells of %s', (name) => {
  let run: ReportRun;
  let findings: Finding[];
  beforeAll(() => {
    ({ run, findings } = reportOf(name));
  });

  test('have the medians and intervals of the estimates', () => {
    const estimates = findings.filter(({ kind }) => kind === 'estimate');
    expect(estimates.length).toBeGreaterThan(4);
    for (const { stage, arm, sizeBytes, design, figures } of estimates) {
      const cell = run.cells.find(
        (one) => one.stage === stage && one.sizeBytes === sizeBytes && one.design === design,
      );
      const own = cell?.arms.find((one) => one.name === arm && !one.isControl);
      expect(own).toMatchObject({
        medianNs: near(Number(figures?.medianNs)),
        lowNs: near(Number(figures?.lowNs)),
        highNs: near(Number(figures?.highNs)),
      });
      expect(own?.phaseNs).toEqual(phases.map((phase) => figures?.[`${phase}Ns`] ?? null));
    }
  });

  test('have the ratios of the comparisons and of the controls', () => {
    const said = findings.filter(({ kind }) => kind === 'comparison' || kind === 'control');
    for (const { kind, stage, arm, sizeBytes, design, ratio, interval, n } of said) {
      const cell = run.cells.find(
        (one) => one.stage === stage && one.sizeBytes === sizeBytes && one.design === design,
      );
      const own = cell?.contrasts.find((one) => one.isControl === (kind === 'control') && one.arm === arm);
      expect(own).toMatchObject({ n, ratio: near(ratio ?? 0) });
      // Unbounded below is null in a report, and no ratio at all in a finding.
      expect(own?.low).toEqual(interval?.low ? near(interval.low) : null);
      expect(own?.high).toEqual(interval?.high == null ? null : near(interval.high));
    }
  });

  test('show an interval that never widens as the run goes on, and ends at the last pair', () => {
    for (const { running, n, points } of run.cells.flatMap((cell) => cell.contrasts)) {
      expect(running.n.at(-1)).toBe(n);
      expect(points.thinned).toEqual({ drawn: n, of: n });
      for (const [index, low] of running.low.entries()) {
        const before = running.low[index - 1];
        if (before != null && low != null) expect(low).toBeGreaterThanOrEqual(before);
      }
    }
  });

  test('have distributions that end at one', () => {
    for (const { distribution, n } of run.cells.flatMap((cell) => cell.arms)) {
      expect(distribution.share.at(-1)).toBe(1);
      expect(distribution.thinned.of).toBe(n);
      expect([...distribution.value].sort((one, other) => one - other)).toEqual(distribution.value);
    }
  });
});

test('the bandwidth of memory is the fastest that was read at the largest size', () => {
  const { run, findings } = reportOf('post.jsonl');
  const calibrated = findings.flatMap(({ figures }) => figures?.presentByteNs ?? []);
  expect(calibrated).toHaveLength(2);
  const sizes = run.bandwidth?.bySize.map(({ sizeBytes }) => sizeBytes) ?? [];
  expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
  expect(run.bandwidth?.sizeBytes).toBe(Math.max(...run.cells.map(({ sizeBytes }) => sizeBytes ?? 0)));
  const largest = run.cells.filter(({ sizeBytes }) => sizeBytes === run.bandwidth?.sizeBytes);
  const second = phases.indexOf('second-touch');
  const touched = largest.flatMap(({ arms }) => arms.map(({ phaseNs }) => phaseNs[second] ?? 0));
  expect(run.bandwidth?.nsPerByte).toBe(Math.min(...touched) / (run.bandwidth?.sizeBytes ?? 0));
});

test('commands are one cell without a size, compared by their wall time', () => {
  const { run, findings } = reportOf('commands.jsonl');
  expect(run.cells).toHaveLength(1);
  const [cell] = run.cells;
  expect(cell).toMatchObject({ kind: 'commands', sizeBytes: null, pattern: null });
  const wall = findings.find(({ kind, phase }) => kind === 'comparison' && phase === 'wall');
  expect(cell?.contrasts[0]).toMatchObject({ ratio: near(wall?.ratio ?? 0), n: wall?.n });
});

test('claims come with their verdicts and reasoning', () => {
  const { run } = reportOf('claims.jsonl');
  expect(run.claims.map(({ id }) => id)).toEqual(['A16', 'A20', 'B07', 'B33', 'B55', 'B61']);
  for (const claim of run.claims) {
    expect(claim.sentence).not.toBe('');
    expect(claim.topic).toMatch(/^[a-z-]+$/);
  }
});
