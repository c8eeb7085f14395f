/** A run on a machine whose costs are known, because they were put there: what a decomposition must find again. */
import { Analysis } from '../../src/analysis/index.ts';
import { calibrate } from '../../src/experiments/calibration.ts';
import type { Arm, Capabilities, Cell, Stage } from '../../src/model/experiment.ts';
import type { CallCount, Sample, StepResult } from '../../src/model/probe.ts';
import { measured } from '../../src/model/reading.ts';
import type { TrialRecord } from '../../src/model/run.ts';
import { randomSource } from '../statistics/random-source.ts';
import { comparisonOf, describedProbe, headerOf, MIB, planOf, trialOf } from './fixture.ts';

/** In nanoseconds, by the names of the laboratory's costs. */
export const planted = {
  call: 100,
  map: 3000,
  unmap: 2500,
  advise: 1500,
  populateCall: 800,
  exception: 400,
  basePage: 1200,
  zeroedByte: 0.05,
  freshByte: 0.06,
  hugeByte: 0.08,
  presentByte: 0.03,
  visit: 10,
  releasedPage: 250,
  releasedHugePage: 6000,
};

export const plantedMachine: Capabilities = {
  strategies: ['mmap-private', 'mmap-nohuge', 'mmap-populate', 'mmap-thp'],
  patterns: ['none', 'write-page', 'write-all'],
  calibrators: ['null-call'],
  hugePageSizeBytes: 2 * MIB,
  hugeStrategies: ['mmap-thp'],
  statefulStrategies: ['malloc'],
  notInterleaved: {},
  largestFaultBytes: 4096,
  pageSizeBytes: 4096,
  allocators: [],
};

const pageBytes = 4096;
const hugeBytes = 2 * MIB;

/** Nanoseconds that the first touch of an arm takes beyond its costs, by the arm's name. */
export type Unexplained = Readonly<Record<string, number>>;

function samplesOf(arm: Arm, sizeBytes: number, factor: number, extraNs: number): Sample[] {
  const [step] = arm.steps as [Arm['steps'][0]];
  const about = describedProbe.strategies.find((one) => one.name === step.strategy);
  const sample = (ns: number, faults = 0): Sample => [ns * factor, faults, 0, 0, 0, 0, 0];
  if (about?.backing === 'none')
    return [sample(planted.call * (about.calibrates ?? 0)), sample(0), sample(0), sample(0)];
  const pages = sizeBytes / pageBytes;
  const huge = about?.pages === 'huge' && sizeBytes >= hugeBytes ? sizeBytes / hugeBytes : 0;
  const touches = step.pattern !== 'none';
  const touched = (pages * step.fractionPpm) / 1e6;
  const populated = about?.populates ?? false;
  const allocateNs =
    planted.map +
    (about?.pages === 'base' || about?.pages === 'huge' ? planted.advise : 0) +
    (populated ? planted.populateCall + pages * planted.basePage : 0);
  const presentNs = step.pattern === 'write-all' ? sizeBytes * planted.presentByte : touched * planted.visit;
  const storedNs =
    step.pattern === 'write-all' ? sizeBytes * (huge ? planted.hugeByte : planted.freshByte) : 0;
  const faultsNs = huge
    ? huge * (planted.exception + hugeBytes * planted.zeroedByte)
    : touched * (planted.exception + planted.basePage);
  const firstNs = !touches ? 0 : (populated ? presentNs : faultsNs + storedNs) + extraNs;
  const taken = huge || touched;
  const released = huge ? huge * planted.releasedHugePage : pages * planted.releasedPage;
  return [
    sample(allocateNs, populated ? pages : 0),
    sample(firstNs, touches && !populated ? taken : 0),
    sample(touches ? presentNs : 0),
    sample(planted.unmap + (touches || populated ? released : 0)),
  ];
}

/** A witness trial sees the same faults, the calls and the resident memory. */
function witnessOf(arm: Arm, sizeBytes: number): Partial<TrialRecord> {
  const { strategy = '', fractionPpm = 0 } = arm.steps[0] ?? {};
  const touchedBytes = (sizeBytes * fractionPpm) / 1e6;
  const about = describedProbe.strategies.find((one) => one.name === strategy);
  const calls: CallCount[] = [{ name: 'mmap', count: 1, bytes: sizeBytes }];
  if (about?.pages === 'base' || about?.pages === 'huge')
    calls.push({ name: 'madvise', count: 1, bytes: sizeBytes });
  const reading = (bytes: number) => ({
    rssBytes: MIB + bytes,
    pssBytes: null,
    anonHugeBytes: about?.pages === 'huge' ? bytes : 0,
    peakRssBytes: null,
  });
  const memory = [
    reading(about?.populates ? sizeBytes : 0),
    reading(touchedBytes),
    reading(touchedBytes),
    reading(0),
  ];
  const step: StepResult = { address: 0x7f0000000000, samples: samplesOf(arm, sizeBytes, 1, 0), memory };
  const steps = arm.discardFirst ? [step, step] : [step];
  return { role: 'witness', steps, calls: measured([[calls, [], [], []]]) };
}

export type PlantedRun = {
  readonly arms: readonly Arm[];
  readonly sizesBytes: readonly number[];
  /** Where not the sizes that are compared. */
  readonly calibratedBytes?: readonly number[];
  readonly unexplained?: Unexplained;
  /** Standard deviation of the logarithm of a trial's time. */
  readonly sigma?: number;
  readonly blocks?: number;
};

/** Compares the arms at the sizes, and calibrates, on the planted machine. */
export function plantedRun(shape: PlantedRun): Analysis {
  const { arms, sizesBytes, calibratedBytes = sizesBytes, unexplained = {}, sigma = 0, blocks = 30 } = shape;
  const cells = sizesBytes.map((sizeBytes) => ({ sizeBytes, arms, design: { kind: 'fresh' } as const }));
  const stages: Stage[] = [comparisonOf({ cells }), ...calibrate(calibratedBytes, plantedMachine, 1)];
  const analysis = new Analysis(headerOf(planOf(...stages)));
  const source = randomSource(20_261_123);
  const run = (stage: number, cell: number, { arms: own, sizeBytes }: Cell, block: number): void => {
    for (const [arm, definition] of [...own, ...own.slice(0, 1)].entries()) {
      const extraNs = stage === 0 ? (unexplained[definition.name] ?? 0) : 0;
      const samples = samplesOf(definition, sizeBytes, Math.exp(sigma * source.normal()), extraNs);
      const discarded = definition.discardFirst ? [{ address: 0x7f0000000000, samples }] : [];
      const steps = [...discarded, { address: 0x7f0000000000, samples }];
      analysis.add(trialOf({ stage, cell, block, arm, steps }));
    }
  };
  for (const [stage, definition] of stages.entries()) {
    if (definition.kind !== 'comparison' && definition.kind !== 'calibration') continue;
    for (const [cell, one] of definition.cells.entries()) {
      const most = definition.kind === 'calibration' ? definition.blocks : blocks;
      for (let block = 0; block < most; block++) run(stage, cell, one, block);
      if (stage > 0) continue;
      for (const [arm, own] of one.arms.entries())
        analysis.add(trialOf({ stage, cell, arm, ...witnessOf(own, one.sizeBytes) }));
    }
  }
  if (analysis.refusedTrials > 0) throw new Error([...analysis.refused.values()][0]?.example);
  return analysis;
}
