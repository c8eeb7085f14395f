/** A whole run without a machine: simulated times in the real block orders, stopped by the real rule, judged by the findings. */
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { blockOrder } from '../../src/runner/order.ts';
import { type RandomSource, randomSource } from '../statistics/random-source.ts';
import { comparisonOf, headerOf, planOf, trialOf } from './fixture.ts';

/** Natural logarithm of the time of the next trial, given its place in its block and the block's number. */
export type LogNoise = (position: number, block: number) => number;

/** Starts one run's noise. */
export type NoiseModel = (source: RandomSource) => LogNoise;

const mostBlocks = 120;
const typicalNs = 1e6;

/** The order of a block's arms. */
export type Order = typeof blockOrder;

/** What the laboratory must not do: the same order in every block. */
export const fixedOrder: Order = (_, armCount) => Array.from({ length: armCount }, (__, arm) => arm);

/** One run of arms that differ from the reference by these factors; every arm meets the same noise. */
function simulateRun(
  source: RandomSource,
  model: NoiseModel,
  factors: readonly number[],
  orderOf: Order,
): Finding[] {
  const arms = [1, ...factors].map((_, index) => makeArm('malloc', { name: `arm ${index}` }));
  const analysis = new Analysis(headerOf(planOf(comparisonOf({ arms }))));
  const seed = Math.floor(source.uniform() * 2 ** 31);
  const noise = model(source);
  for (let block = 0; block < mostBlocks && !analysis.isDecided(0, 0); block++) {
    const order = orderOf({ seed, stage: 0, cell: 0, block }, arms.length + 1);
    for (const [position, arm] of order.entries()) {
      const factor = arm === 0 ? 1 : (factors[arm - 1] ?? 1);
      const touchNs = typicalNs * factor * Math.exp(noise(position, block));
      analysis.add(trialOf({ block, position, arm, touchNs }));
    }
  }
  return computeFindings(analysis);
}

/** How often each thing happened, as shares of the runs. */
export type Shares = {
  readonly different: number;
  readonly void: number;
  readonly equivalent: number;
  /** `different` with a ratio on the other side of 1 than the factor. */
  readonly wrongWay: number;
  readonly meanBlocks: number;
};

/** All runs draw from one stream. A run counts as `different` when any of its arms is called so. */
export function sharesOf(
  runs: number,
  model: NoiseModel,
  factors: readonly number[],
  orderOf: Order = blockOrder,
): Shares {
  const source = randomSource(20_261_123);
  const counts = { different: 0, void: 0, equivalent: 0, wrongWay: 0, blocks: 0 };
  for (let run = 0; run < runs; run++) {
    const findings = simulateRun(source, model, factors, orderOf);
    const comparisons = findings.filter((finding) => finding.kind === 'comparison');
    const different = comparisons.filter((finding) => finding.verdict === 'different');
    if (different.length > 0) counts.different++;
    if (findings.some((finding) => finding.verdict === 'void')) counts.void++;
    if (comparisons.every((finding) => finding.verdict === 'equivalent')) counts.equivalent++;
    const truth = (finding: Finding): number => factors[Number(finding.arm?.slice(4)) - 1] ?? 1;
    if (different.some((finding) => ((finding.ratio ?? 1) - 1) * (truth(finding) - 1) < 0)) counts.wrongWay++;
    counts.blocks += comparisons[0]?.n ?? 0;
  }
  const { blocks, ...shares } = counts;
  return {
    different: shares.different / runs,
    void: shares.void / runs,
    equivalent: shares.equivalent / runs,
    wrongWay: shares.wrongWay / runs,
    meanBlocks: blocks / runs,
  };
}

export const independent =
  (sigma: number): NoiseModel =>
  (source) =>
  () =>
    sigma * source.normal();

/** Every trial takes longer than the one before it: `total` over the longest run. */
export const drifting =
  (sigma: number, total: number): NoiseModel =>
  (source) => {
    let trial = 0;
    return () => (total * trial++) / (mostBlocks * 4) + sigma * source.normal();
  };

/** First-order autoregression from trial to trial, of stationary standard deviation `sigma`. */
export const autoregressive =
  (sigma: number, coefficient: number): NoiseModel =>
  (source) => {
    let previous = source.normal();
    const innovation = Math.sqrt(1 - coefficient ** 2);
    return () => sigma * (previous = coefficient * previous + innovation * source.normal());
  };

/** Half Cauchy, cut where a time would overflow. */
export const heavyTailed =
  (scale: number): NoiseModel =>
  (source) =>
  () =>
    Math.max(-8, Math.min(8, scale * source.heavyTailed()));

export const bimodal =
  (scale: number): NoiseModel =>
  (source) =>
  () =>
    scale * source.bimodal();

/** The first trial of each block pays for what lay before the block. */
export const firstPlaceSlower =
  (sigma: number, extra: number): NoiseModel =>
  (source) =>
  (position) =>
    (position === 0 ? Math.log1p(extra) : 0) + sigma * source.normal();
