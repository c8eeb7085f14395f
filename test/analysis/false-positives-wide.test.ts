/** The error rates of runs of many contrasts: a matrix that is ranked, and a sweep whose dispersions are compared. */
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/model/finding.ts';
import { MIB } from './fixture.ts';
import { type LogTime, type StageShape, shareOfStages } from './simulated-stage.ts';

const runs = 300;
/** 1 % of 300 runs is 3; a share above 3 % would come by chance less than once in a thousand. */
const mostOften = 0.03;

const matrix: StageShape = {
  sizesBytes: [1, 2, 4, 8].map((size) => size * MIB),
  arms: 6,
  dispersion: false,
  blocks: 120,
  stops: true,
};

const sweep: StageShape = {
  sizesBytes: [1, 4, 16, 64, 128].map((size) => size * MIB),
  arms: 2,
  dispersion: true,
  blocks: 40,
  stops: false,
};

function anyDifferent(...kinds: readonly Finding['kind'][]): (findings: readonly Finding[]) => boolean {
  return (findings) => {
    const asked = findings.filter((finding) => kinds.includes(finding.kind));
    if (kinds.some((kind) => asked.every((finding) => finding.kind !== kind)))
      throw new Error(`there is not one finding of each of ${kinds.join(', ')}`);
    return asked.some((finding) => finding.verdict === 'different');
  };
}

/** What all arms meet alike: noise, and a drift from trial to trial. */
function alike(sigma: number, driftPerTrial = 0): LogTime {
  return ({ trial }, source) => driftPerTrial * trial + sigma * source.normal();
}

/** The first arm of each block takes longer. */
const firstPlaceSlower: LogTime = ({ position }, source) =>
  (position === 0 ? Math.log1p(0.1) : 0) + 0.01 * source.normal();

describe('in a matrix of four cells, six identical arms', () => {
  test.each<[string, LogTime]>([
    ['independent lognormal noise of 3 %', alike(0.03)],
    ['noise of 30 %', alike(0.3)],
    ['a drift of 30 % over the run', alike(0.02, 0.3 / (4 * 7 * 120))],
    ['a first place in the block that takes 10 % more', firstPlaceSlower],
  ])('are rarely called different or ranked apart under %s', (_, logTime) => {
    const share = shareOfStages(runs, matrix, logTime, anyDifferent('comparison', 'ranking'));
    expect(share).toBeLessThanOrEqual(mostOften);
  });
});

describe('in a sweep of five sizes, two identical arms', () => {
  const kinds = ['dispersion', 'dispersion-trend', 'scaling'] as const;

  test.each<[string, LogTime]>([
    ['independent lognormal noise of 3 %', alike(0.03)],
    ['independent lognormal noise of 50 %', alike(0.5)],
    ['a drift of 30 % that they have in common', alike(0.02, 0.3 / (5 * 3 * 40))],
    ['a drift and hardly any noise beside it', alike(1e-3, 0.3 / (5 * 3 * 40))],
    ['noise that grows with the size for both', ({ cell }, source) => 0.01 * (cell + 1) * source.normal()],
  ])('are rarely said to vary or to scale differently under %s', (_, logTime) => {
    const share = shareOfStages(runs, sweep, logTime, anyDifferent(...kinds));
    expect(share).toBeLessThanOrEqual(mostOften);
  });
});

describe('what is there is found', () => {
  const powerRuns = 100;

  function found(kind: Finding['kind'], isRight: (finding: Finding) => boolean) {
    return (findings: readonly Finding[]): boolean =>
      findings.some((one) => one.kind === kind && one.verdict === 'different' && isRight(one));
  }

  test('three times the noise of one arm, by all sizes together', () => {
    const shape = { ...sweep, blocks: 80 };
    const noisier: LogTime = ({ arm }, source) => (arm === 0 ? 0.03 : 0.01) * source.normal();
    const isPooled = (finding: Finding): boolean =>
      finding.sizeBytes === null && finding.arm === 'arm 0' && (finding.ratio ?? 0) > 2;
    const share = shareOfStages(powerRuns, shape, noisier, found('dispersion', isPooled));
    expect(share).toBeGreaterThanOrEqual(0.9);
  });

  test.each([1.05, 1 / 1.05])('a ratio that changes by a factor of %f with each doubling', (factor) => {
    const doublings = sweep.sizesBytes.map((size) => Math.log2(size / MIB));
    const growing: LogTime = ({ arm, cell }, source) =>
      (arm === 0 ? Math.log(factor) * (doublings[cell] ?? 0) : 0) + 0.02 * source.normal();
    const isNear = (finding: Finding): boolean => Math.abs((finding.ratio ?? 0) / factor - 1) < 0.01;
    const share = shareOfStages(powerRuns, sweep, growing, found('scaling', isNear));
    expect(share).toBeGreaterThanOrEqual(0.9);
  });

  test('an arm of a matrix that is 10 % faster than all others, first in its ranking', () => {
    const faster: LogTime = ({ arm }, source) => (arm === 3 ? Math.log(0.9) : 0) + 0.03 * source.normal();
    const isFastest = (finding: Finding): boolean => finding.arm === 'arm 3';
    const share = shareOfStages(powerRuns, matrix, faster, found('ranking', isFastest));
    expect(share).toBeGreaterThanOrEqual(0.9);
  });
});
