/** Lines whose single readings of a shared process are damaged: refused by their number, and never crashed on. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import type { StepSeries } from '../../src/model/probe.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { serializeRunLine } from '../../src/model/run-line.ts';
import { comparisonOf, headerOf, MIB, planOf } from '../analysis/fixture.ts';
import { readingsEach, sharedDesigns, sharedTrial } from '../analysis/shared-trial.ts';
import { readAll, temporaryFolder } from './run-file.ts';

const path = join(temporaryFolder(), 'run.jsonl');
const kinds = ['in-process', 'interleaved'] as const;

const headerFor = (kind: (typeof kinds)[number]) => {
  const [cell] = comparisonOf().cells;
  const cells = [{ sizeBytes: MIB, arms: cell?.arms ?? [], design: sharedDesigns[kind] }];
  return headerOf(planOf(comparisonOf({ cells })));
};

const touchNs = Array.from({ length: readingsEach }, (_, index) => 1e5 + index);
const trialFor = (kind: (typeof kinds)[number]): TrialRecord =>
  sharedTrial(
    sharedDesigns[kind],
    [0, 1, 2].map(() => ({ touchNs, faults: 256 })),
  );

/** Writes a file of the header and this trial. */
function write(kind: (typeof kinds)[number], trial: unknown): void {
  writeFileSync(path, serializeRunLine(headerFor(kind)) + serializeRunLine(trial as TrialRecord));
}

/** What the first arm's readings are damaged to; the others are whole. */
function withFirst(kind: (typeof kinds)[number], damage: object | null): unknown {
  const trial = trialFor(kind);
  const [first, ...others] = trial.series as readonly [StepSeries, ...StepSeries[]];
  return { ...trial, series: [damage === null ? null : { ...first, ...damage }, ...others] };
}

const none = [null, null, null, null];
const quiet = [[], [], [], []];

test.each(kinds)('whole readings are read (%s)', (kind) => {
  write(kind, trialFor(kind));
  expect(readAll(path)).toMatchObject({ reading: { records: 1 } });
});

describe.each(kinds)('of a cell that is %s', (kind) => {
  test.each<[string, object | null]>([
    ['an arm of null', null],
    ['no times', { ns: undefined }],
    ['times in words', { ns: 'many' }],
    ['times of three phases', { ns: none.slice(1) }],
    ['times of five phases', { ns: [...none, null] }],
    ['a phase that is a number', { ns: [1, null, null, null] }],
    ['a time below zero', { ns: [null, [-1], null, null] }],
    ['a time of null', { ns: [null, [null], null, null] }],
    ['a time in words', { ns: [null, ['1'], null, null] }],
    ['no faults', { minorFaults: undefined }],
    ['faults below zero', { minorFaults: [null, [-256], null, null] }],
    ['no preemptions', { preempted: undefined }],
    ['preemptions that are numbers', { preempted: [[], [3], [], []] }],
    ['a preemption without its time', { preempted: [[], [[3]], [], []] }],
    ['a preemption of three numbers', { preempted: [[], [[3, 4, 5]], [], []] }],
    ['a preemption at -1', { preempted: [[], [[-1, 4]], [], []] }],
    ['a preemption in words', { preempted: [[], [['3', 4]], [], []] }],
    ['a phase of preemptions that is null', { preempted: [[], null, [], []] }],
    ['preemptions of null', { preempted: null }],
    ['preemptions of three phases', { preempted: quiet.slice(1) }],
    ['a preemption at half a round', { preempted: [[], [[0.5, 4]], [], []] }],
    ['a preemption of a round that was not', { preempted: [[], [[99, 4]], [], []] }],
  ])('%s is refused by its line', (_, damage) => {
    write(kind, withFirst(kind, damage));
    const read = readAll(path);
    if (!('problem' in read)) throw new Error('it was read');
    expect(read.problem).toMatchObject({ code: 'not-a-run', exitCode: 2 });
    expect(read.problem.message).toContain('line 2: it is not a record of a run');
  });

  test.each<[string, unknown]>([
    ['series that are missing', undefined],
    ['series of no arm', []],
    ['series of two arms', trialFor(kind).series?.slice(1)],
    [
      'series of no phase',
      trialFor(kind).series?.map(() => ({ ns: none, minorFaults: none, preempted: quiet })),
    ],
    [
      'rounds or chunks too few',
      trialFor(kind).series?.map((one) => ({ ...one, ns: [null, [1], null, null] })),
    ],
    [
      'faults of fewer rounds or chunks than times',
      trialFor(kind).series?.map((one) => ({ ...one, minorFaults: [null, [256], null, null] })),
    ],
    [
      'preemptions of a phase that was not',
      trialFor(kind).series?.map((one) => ({ ...one, preempted: [[], [], [[0, 4]], []] })),
    ],
    ['no faults at all', trialFor(kind).series?.map((one) => ({ ...one, minorFaults: none }))],
    [
      'releases of fewer rounds than touches',
      trialFor(kind).series?.map((one) => ({ ...one, ns: [null, one.ns[1], null, [7]] })),
    ],
  ])('%s are no crash: a trial that could not be, or a refused one', (_, series) => {
    write(kind, { ...trialFor(kind), series });
    const read = readAll(path);
    if ('problem' in read) {
      expect(read.problem.message).toContain('line 2: ');
      return;
    }
    const analysis = new Analysis(headerFor(kind));
    for (const record of read.records) analysis.add(record);
    expect(computeFindings(analysis).length).toBeGreaterThan(0);
    const [cell] = analysis.cells[0] ?? [];
    if (analysis.refusedTrials === 0) expect(cell?.contrast(1).values.every(Number.isFinite)).toBe(true);
  });
});
