import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { waysIn } from '../../src/experiments/ways-in.ts';
import { type Finding, findingSchema } from '../../src/model/finding.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { quantileOfSorted, sorted } from '../../src/statistics/index.ts';
import { outcomeOf } from '../replay-probe.ts';
import { BlockCountJudge, ReplayedRun } from '../runner/replayed-run.ts';
import { describedProbe, headerOf } from './fixture.ts';
import { noisyAnswer, type PostRun, postPlan, replayPost, unsayable } from './replayed-post.ts';

let run: PostRun;
beforeAll(async () => {
  run = await replayPost(noisyAnswer(1, 0.03, 1.1), { budgetSeconds: 1000 });
});

/** The same, recomputed from the records alone: ln times of arm and reference by block. */
function logRatios(records: PostRun['records'], stage: number, cell: number, arm: number): number[] {
  const timed = records.filter(
    (record): record is TrialRecord => record.kind === 'trial' && record.role === 'timed',
  );
  const sumNs = (trial: TrialRecord | undefined): number =>
    (trial?.steps.at(-1)?.samples[0]?.[0] ?? Number.NaN) +
    (trial?.steps.at(-1)?.samples[1]?.[0] ?? Number.NaN);
  const here = timed.filter((trial) => trial.stage === stage && trial.cell === cell);
  const blocks = [...new Set(here.map((trial) => trial.block))];
  if (here.some((trial) => trial.series)) return here.map((trial) => sharedLogRatio(trial, arm));
  return blocks.map((block) => {
    const of = (wanted: number): number =>
      Math.log(sumNs(here.find((trial) => trial.block === block && trial.arm === wanted)));
    return of(arm) - of(0);
  });
}

/** The lower quartiles over the chunks of a process that the arms share. */
function sharedLogRatio({ series }: TrialRecord, arm: number): number {
  const quartile = (index: number): number => quantileOfSorted(sorted(series?.[index]?.ns[1] ?? []), 0.25);
  return Math.log(quartile(arm)) - Math.log(quartile(0));
}

function middle(values: readonly number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const half = ascending.length / 2;
  const [low, high] = [ascending[Math.ceil(half) - 1] ?? 0, ascending[Math.floor(half)] ?? 0];
  return (low + high) / 2;
}

function checkForm(findings: readonly Finding[]): void {
  expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  for (const finding of findings) {
    expect(v.safeParse(findingSchema, finding).success).toBe(true);
    expect(finding.sentence).not.toMatch(unsayable);
  }
}

describe('the findings of the post’s experiment', () => {
  test('have every kind that its stages lead to', () => {
    const kinds = new Set(run.findings.map((finding) => finding.kind));
    const wanted = [
      'comparison',
      'control',
      'dispersion',
      'dispersion-trend',
      'scaling',
      'repetition',
      'conclusion',
    ];
    for (const kind of [...wanted, 'cold-memory', 'estimate']) expect(kinds).toContain(kind);
    expect(run.findings[0]?.kind).toBe('conclusion');
    expect(kinds).not.toContain('refused');
  });

  test('follow the schema, and JSON gives them back as they are', () => {
    checkForm(run.findings);
  });

  test('agree with the records: ratio, interval around it, and number of blocks', () => {
    let compared = 0;
    for (const kind of ['comparison', 'control'] as const) {
      for (const finding of run.findings.filter((one) => one.kind === kind)) {
        const stage = postPlan.stages.findIndex((one) => one.name === finding.stage);
        const definition = postPlan.stages[stage];
        const cells = definition?.kind === 'comparison' ? definition.cells : [];
        const cell = cells.findIndex((one) => one.sizeBytes === finding.sizeBytes);
        const logs = logRatios(run.records, stage, cell, kind === 'control' ? 2 : 1);
        expect(finding.n).toBe(logs.length);
        expect(finding.ratio).toBeCloseTo(Math.exp(middle(logs)), 10);
        const [low, high] = [finding.interval?.low ?? 0, finding.interval?.high ?? 99];
        expect(low).toBeLessThanOrEqual((finding.ratio ?? 0) + 1e-12);
        expect(high).toBeGreaterThanOrEqual((finding.ratio ?? 0) - 1e-12);
        expect(
          logs.filter((log) => log >= Math.log(low) - 1e-12 && log <= Math.log(high) + 1e-12).length,
        ).toBeGreaterThan(0);
        compared++;
      }
    }
    expect(compared).toBe(14);
  });

  test('tell a difference of 10 %, in the right direction, and conclude it first', () => {
    const comparison = run.findings.find((finding) => finding.kind === 'comparison');
    expect(comparison).toMatchObject({ verdict: 'different', arm: 'mmap-private', reference: 'malloc' });
    expect(run.findings[0]?.sentence).toMatch(/malloc is faster/);
  });

  test('do not depend on whether the run is judged as it grows or read back', () => {
    const again = new Analysis(headerOf(postPlan, { budgetSeconds: 1000 }));
    for (const record of run.records) again.add(record);
    expect(computeFindings(again)).toEqual(run.findings);
  });
});

describe('findings can be said and written', () => {
  test('of a run without a record', () => {
    const findings = computeFindings(new Analysis(headerOf(postPlan)));
    checkForm(findings);
    expect(findings.filter((finding) => finding.kind === 'comparison')).toEqual([]);
  });

  test('of a run at every moment of its first blocks', () => {
    const analysis = new Analysis(headerOf(postPlan));
    for (const record of run.records.slice(0, 120)) {
      analysis.add(record);
      checkForm(computeFindings(analysis));
    }
  });

  test.each([1, 2, 3])('of a run with %i blocks in each cell', async (maxBlocks) => {
    checkForm((await replayPost(noisyAnswer(2, 0.03), { maxBlocks, budgetSeconds: 1000 })).findings);
  });

  test('of a run with refused trials only', async () => {
    const { findings, analysis } = await replayPost(() => ({
      end: { how: 'signal', signal: 11 },
      wallNs: 1,
      steps: [],
    }));
    expect(analysis.refusedTrials).toBeGreaterThan(0);
    expect(findings.some((finding) => finding.kind === 'refused')).toBe(true);
    expect(findings.some((finding) => finding.verdict === 'different')).toBe(false);
    checkForm(findings);
  });

  test('of a run in which one arm is always refused', async () => {
    const good = noisyAnswer(3, 0.03);
    const { findings } = await replayPost((request, number) =>
      request.steps[0]?.strategy === 'malloc'
        ? good(request, number)
        : { end: { how: 'deadline', deadlineMs: 9 }, wallNs: 1, steps: [] },
    );
    checkForm(findings);
    expect(findings.filter((finding) => finding.verdict === 'different')).toEqual([]);
  });

  test('of a clock that stands still', async () => {
    const still = await replayPost(
      (request) => {
        const outcome = outcomeOf(request, 0);
        const steps = outcome.steps.map((step) => ({
          ...step,
          samples: step.samples.map(
            (sample) => sample?.map((value, column) => (column === 0 ? 0 : value)) ?? null,
          ),
        }));
        return { ...outcome, steps };
      },
      { maxBlocks: 50, budgetSeconds: 1000 },
    );
    checkForm(still.findings);
  });

  test('of times that never vary, and of times that vary without a mean', async () => {
    for (const answer of [noisyAnswer(4, 0), noisyAnswer(5, 3)]) {
      checkForm((await replayPost(answer, { maxBlocks: 45, budgetSeconds: 1000 })).findings);
    }
  });

  test.each([1, 12])('of the whole matrix after %i blocks', async (blocks) => {
    const strategies = describedProbe.strategies
      .map((one) => one.name)
      .filter((name) => name !== 'null-call');
    const patterns = describedProbe.patterns.map((one) => one.name);
    const plan = waysIn.plan(
      {},
      {
        strategies,
        calibrators: ['null-call'],
        hugePageSizeBytes: 2 ** 21,
        patterns,
        hugeStrategies: ['mmap-thp'],
        statefulStrategies: ['malloc'],
        notInterleaved: {},
        largestFaultBytes: 4096,
        pageSizeBytes: 4096,
        allocators: [],
      },
    );
    const analysis = new Analysis(headerOf(plan));
    const matrix = new ReplayedRun(plan, { judge: new BlockCountJudge(blocks), answer: noisyAnswer(6, 0.1) });
    await matrix.run();
    for (const record of matrix.records) analysis.add(record);
    const findings = computeFindings(analysis);
    expect(findings.some((finding) => finding.kind === 'ranking')).toBe(true);
    checkForm(findings);
  });
});
