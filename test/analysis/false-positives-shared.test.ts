/** The error rates of arms that share a process, from their rounds and chunks to verdicts. The run's alpha is 1 %. */
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { type RandomSource, randomSource } from '../statistics/random-source.ts';
import { comparisonOf, headerOf, MIB, planOf } from './fixture.ts';
import { readingsEach, sharedDesigns, sharedTrial } from './shared-trial.ts';

/** Standard deviations of the logarithm of a time. */
type Noise = {
  /** Of a process, for all its arms together. */
  readonly process: number;
  /** Of an arm in a process: where its memory came to lie. */
  readonly place: number;
  /** Of a single round or chunk. */
  readonly within: number;
};

const runs = 400;
/** 1 % of 400 runs is 4; a share above 3 % would come by chance once in a thousand. */
const mostOften = 0.03;
const mostBlocks = 80;
const kinds = ['in-process', 'interleaved'] as const;

function simulate(
  kind: (typeof kinds)[number],
  source: RandomSource,
  noise: Noise,
  factors: readonly number[],
): Finding[] {
  const design = sharedDesigns[kind];
  const arms = [1, ...factors].map((_, index) => makeArm('mmap-private', { name: `arm ${index}` }));
  const plan = planOf(comparisonOf({ cells: [{ sizeBytes: MIB, arms, design }] }));
  const analysis = new Analysis(headerOf(plan, { equivalence: 0.01 }));
  for (let block = 0; block < mostBlocks && !analysis.isDecided(0, 0); block++) {
    const processNs = 1e5 * Math.exp(noise.process * source.normal());
    const measured = [1, ...factors, 1].map((factor) => {
      const placeNs = processNs * factor * Math.exp(noise.place * source.normal());
      const touchNs = Array.from(
        { length: readingsEach },
        () => placeNs * Math.exp(noise.within * source.normal()),
      );
      return { touchNs, faults: 256 };
    });
    analysis.add(sharedTrial(design, measured, { block }));
  }
  if (analysis.refusedTrials > 0) throw new Error('the simulation is not faithful: trials were refused');
  return computeFindings(analysis);
}

/** The share of runs whose findings are so; all runs draw from one stream. */
function shareOfRuns(
  kind: (typeof kinds)[number],
  noise: Noise,
  factors: readonly number[],
  happens: (findings: readonly Finding[]) => boolean,
): number {
  const source = randomSource(20_261_125);
  let count = 0;
  for (let run = 0; run < runs; run++) if (happens(simulate(kind, source, noise, factors))) count++;
  return count / runs;
}

const isWrong = (findings: readonly Finding[]): boolean =>
  findings.some(
    ({ kind, verdict }) => verdict === 'void' || (kind === 'comparison' && verdict === 'different'),
  );

const noises: readonly (readonly [string, Noise])[] = [
  ['noise of rounds alone', { process: 0, place: 0, within: 0.03 }],
  ['more noise between processes than within', { process: 0.2, place: 0, within: 0.01 }],
  ['more noise between places in a process than within', { process: 0.1, place: 0.05, within: 0.005 }],
];

describe.each(kinds)('identical arms that meet %s', (kind) => {
  test.each(noises)('are rarely called different, and their run rarely void, under %s', (_, noise) => {
    expect(shareOfRuns(kind, noise, [1, 1], isWrong)).toBeLessThanOrEqual(mostOften);
  });
});

describe.each(kinds)('arms that meet %s', (kind) => {
  test.each([1.02, 1 / 1.02])('and differ by the factor %f are told apart, the right way round', (factor) => {
    const noise = { process: 0.2, place: 0.002, within: 0.01 };
    const found = shareOfRuns(kind, noise, [factor], (findings) =>
      findings.some(
        ({ kind: what, verdict, ratio }) =>
          what === 'comparison' && verdict === 'different' && ((ratio ?? 1) - 1) * (factor - 1) > 0,
      ),
    );
    expect(found).toBeGreaterThanOrEqual(0.95);
  });
});

test('the noise of a process is not in the ratio of its arms: it is as narrow as that of the rounds', () => {
  const widthOf = (noise: Noise): number => {
    const control = simulate('in-process', randomSource(7), noise, [1]).find(
      ({ kind }) => kind === 'control',
    );
    return (control?.interval?.high ?? 9) - (control?.interval?.low ?? 0);
  };
  const [quiet, loud] = [0, 0.3].map((process) => widthOf({ process, place: 0, within: 0.01 }));
  expect(loud).toBeCloseTo(quiet ?? 0, 3);
});
