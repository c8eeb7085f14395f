/** Arms that share a process: what is counted of them, whose a refusal is, and what is said where designs are compared. */
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { CellDesign } from '../../src/model/design.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { StepSeries } from '../../src/model/probe.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { comparisonOf, headerOf, MIB, planOf, trialOf } from './fixture.ts';

const rounds = 6;
const arms = [makeArm('mmap-private'), makeArm('mmap-shared')];
const stageOf = (design: CellDesign) =>
  comparisonOf({ name: design.kind, cells: [{ sizeBytes: MIB, arms, design }] });

type Shared = {
  readonly ns?: number;
  readonly faults?: number;
  readonly preempted?: StepSeries['preempted'];
};

/** One process of all arms and the control arm, every round alike. */
function sharedTrial(block: number, steps: readonly Shared[], parts: Partial<TrialRecord> = {}): TrialRecord {
  const each = (value: number): number[] => Array.from({ length: rounds }, () => value);
  const none: StepSeries['preempted'] = [[], [], [], []];
  const series = steps.map(({ ns = 1000, faults = 256, preempted = none }) => ({
    ns: [each(10), each(ns), null, each(10)],
    minorFaults: [each(0), each(faults), null, each(0)],
    preempted,
  }));
  const [step] = trialOf().steps;
  return { ...trialOf({ block }), steps: steps.flatMap(() => step ?? []), series, ...parts };
}

const sentences = (findings: readonly Finding[], kind: Finding['kind']): string =>
  findings.flatMap((one) => (one.kind === kind ? [one.sentence] : [])).join('\n');

function findingsOf(stages: readonly CellDesign[], trials: readonly TrialRecord[]): Finding[] {
  const analysis = new Analysis(headerOf(planOf(...stages.map(stageOf))));
  for (const trial of trials) analysis.add(trial);
  return computeFindings(analysis);
}

const inProcess = { kind: 'in-process', rounds } as const;

describe('a shared process that is refused', () => {
  test('names the arm whose rounds took other faults than its pages mean', () => {
    const findings = findingsOf([inProcess], [sharedTrial(0, [{}, { faults: 3 }, {}])]);
    expect(sentences(findings, 'refused')).toContain('1 trial of mmap-shared at 1 MiB refused');
  });

  test('names the arm whose call failed', () => {
    const trial = sharedTrial(0, [{}, {}, {}]);
    const failed = { phase: 'allocate', call: 'mmap', errno: 12, message: 'no memory' } as const;
    const steps = trial.steps.map((step, index) => (index === 1 ? { ...step, failed } : step));
    expect(sentences(findingsOf([inProcess], [{ ...trial, steps }]), 'refused')).toContain(
      '1 trial of mmap-shared at 1 MiB refused (mmap failed)',
    );
  });

  test('names all arms where the process itself ended badly', () => {
    const trial = sharedTrial(0, [{}, {}, {}], { end: { how: 'oom-kill', signal: 9 } });
    expect(sentences(findingsOf([inProcess], [trial]), 'refused')).toContain(
      'of mmap-private and mmap-shared',
    );
  });
});

describe('time that other programs had', () => {
  test('is told as phases of timed phases, the burn-in rounds left out', () => {
    const preempted = [[], [0, 1, 2, 3].map((round) => [round, 900] as const), [], []];
    const findings = findingsOf([inProcess], [sharedTrial(0, [{ preempted }, {}, {}])]);
    // Three arms, three phases, four rounds after the burn-in.
    expect(sentences(findings, 'machine')).toContain('took the CPU from 2 of 36 timed phases');
  });

  test('is not worth a sentence in one phase of very many', () => {
    const one = sharedTrial(0, [{ preempted: [[], [[3, 900]], [], []] }, {}, {}]);
    const more = Array.from({ length: 9 }, (_, block) => sharedTrial(block + 1, [{}, {}, {}]));
    expect(sentences(findingsOf([inProcess], [one, ...more]), 'machine')).toBe('');
  });
});

describe('the same arms in two designs', () => {
  const both = [{ kind: 'fresh' }, inProcess] as const;
  const blocks = (count: number, freshNs: number, controlNs = 1000): TrialRecord[] =>
    Array.from({ length: count }, (_, block) => [
      ...[1000, freshNs, controlNs].map((touchNs, arm) => trialOf({ block, arm, touchNs })),
      sharedTrial(block, [{}, { ns: 1500 }, {}], { stage: 1 }),
    ]).flat();

  test('are not said to agree before there is any interval', () => {
    const said = sentences(findingsOf(both, blocks(2, 3000)), 'designs');
    expect(said).toContain('too few blocks to tell whether they agree');
  });

  test('disagree where their intervals have no point in common', () => {
    expect(sentences(findingsOf(both, blocks(40, 30_000)), 'designs')).toContain('they disagree');
  });

  test('are not judged where identical arms differ in one of them', () => {
    const said = sentences(findingsOf(both, blocks(40, 30_000, 9000)), 'designs');
    expect(said).toContain('two identical arms differ in one of them, so nothing is said');
  });
});
