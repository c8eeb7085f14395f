/** A comparison stage of several sizes without a machine, its cells in turn as the runner takes them. */
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { blockOrder } from '../../src/runner/order.ts';
import { type RandomSource, randomSource } from '../statistics/random-source.ts';
import { comparisonOf, headerOf, planOf, trialOf } from './fixture.ts';

/** Where a trial stands; `trial` counts all of them, and the control arm has the number of the reference. */
export type Place = {
  readonly trial: number;
  readonly cell: number;
  readonly position: number;
  readonly arm: number;
};

/** Natural logarithm of a trial's time, but for a constant. */
export type LogTime = (place: Place, source: RandomSource) => number;

export type StageShape = {
  readonly sizesBytes: readonly number[];
  readonly arms: number;
  readonly dispersion: boolean;
  readonly blocks: number;
  /** Ends a cell as soon as it is decided, as the runner does; else every cell has all its blocks. */
  readonly stops: boolean;
};

const typicalNs = 1e6;
const pageBytes = 4096;

/** One run of the stage. */
export function simulateStage(shape: StageShape, source: RandomSource, logTime: LogTime): Finding[] {
  const arms = Array.from({ length: shape.arms }, (_, arm) => makeArm('malloc', { name: `arm ${arm}` }));
  const cells = shape.sizesBytes.map((sizeBytes) => ({
    sizeBytes,
    arms,
    design: { kind: 'fresh' } as const,
  }));
  const plan = planOf(comparisonOf({ cells, dispersion: shape.dispersion }));
  const analysis = new Analysis(headerOf(plan));
  const seed = Math.floor(source.uniform() * 2 ** 31);
  let trial = 0;
  for (let block = 0; block < shape.blocks; block++) {
    for (const [cell, sizeBytes] of shape.sizesBytes.entries()) {
      if (shape.stops && analysis.isDecided(0, cell)) continue;
      const order = blockOrder({ seed, stage: 0, cell, block }, shape.arms + 1);
      for (const [position, arm] of order.entries()) {
        const place = { trial: trial++, cell, position, arm: arm % shape.arms };
        const touchNs = typicalNs * Math.exp(logTime(place, source));
        const samples = [
          [1000, 0, 0, 0, 0, 0, 0],
          [touchNs, sizeBytes / pageBytes, 0, 0, 0, 0, 0],
          [touchNs / 4, 0, 0, 0, 0, 0, 0],
          [1000, 0, 0, 0, 0, 0, 0],
        ];
        const steps = [{ address: 0x7f0000000000, samples }];
        analysis.add(trialOf({ cell, block, position, arm, steps }));
      }
    }
  }
  if (analysis.refusedTrials > 0) throw new Error('the simulation is not faithful: trials were refused');
  return computeFindings(analysis);
}

/** The share of runs whose findings are so; all runs draw from one stream. */
export function shareOfStages(
  runs: number,
  shape: StageShape,
  logTime: LogTime,
  happens: (findings: readonly Finding[]) => boolean,
): number {
  const source = randomSource(20_261_124);
  let count = 0;
  for (let run = 0; run < runs; run++) if (happens(simulateStage(shape, source, logTime))) count++;
  return count / runs;
}
