/** The error rates of the whole way from trials to verdicts, stopping included. The run's alpha is 1 %. */
import { describe, expect, test } from 'vitest';
import {
  autoregressive,
  bimodal,
  drifting,
  firstPlaceSlower,
  fixedOrder,
  heavyTailed,
  independent,
  type NoiseModel,
  sharesOf,
} from './simulated-run.ts';

const runs = 400;
/** 1 % of 400 runs is 4; a share above 3 % would come by chance once in a thousand. */
const mostOften = 0.03;

const models: readonly (readonly [string, NoiseModel])[] = [
  ['independent lognormal noise of 3 %', independent(0.03)],
  ['a drift of 30 % over the run', drifting(0.02, 0.3)],
  ['a drift of 30 % without any noise beside it', drifting(1e-4, 0.3)],
  ['noise that depends on the trial before it (0.9)', autoregressive(0.03, 0.9)],
  ['noise that wanders slowly (0.995)', autoregressive(0.1, 0.995)],
  ['noise that returns at once (-0.8)', autoregressive(0.03, -0.8)],
  ['noise without a mean', heavyTailed(0.03)],
  ['two modes', bimodal(0.05)],
  ['a first place in the block that takes 3 % more', firstPlaceSlower(0.01, 0.03)],
  ['a first place in the block that takes 30 % more', firstPlaceSlower(0.02, 0.3)],
];

describe('identical arms', () => {
  test.each(models)('are rarely called different, and their run rarely void, under %s', (_, model) => {
    const shares = sharesOf(runs, model, [1, 1]);
    expect(shares.different).toBeLessThanOrEqual(mostOften);
    expect(shares.void).toBeLessThanOrEqual(mostOften);
  });

  test('are mostly called equivalent within 3 % when the noise is 2 %', () => {
    const shares = sharesOf(runs, independent(0.02), [1]);
    expect(shares.equivalent).toBeGreaterThan(0.8);
    expect(shares.different + shares.void).toBeLessThanOrEqual(mostOften);
  });
});

test('the same identical arms in a fixed order are called different or void: these simulations can fail', () => {
  const shares = sharesOf(50, firstPlaceSlower(0.01, 0.03), [1, 1], fixedOrder);
  expect(shares.different + shares.void).toBeGreaterThan(0.9);
});

describe('arms that differ', () => {
  test.each([1.1, 1 / 1.1])('by 10 % (factor %f) are told apart under noise of 3 %', (factor) => {
    const shares = sharesOf(runs, independent(0.03), [factor]);
    expect(shares.different).toBeGreaterThanOrEqual(0.95);
    expect(shares.wrongWay).toBe(0);
    expect(shares.meanBlocks).toBeLessThan(100);
  });

  test('by 10 % are told apart under drift and under a costly first place', () => {
    for (const model of [drifting(0.02, 0.3), firstPlaceSlower(0.02, 0.03)]) {
      const shares = sharesOf(200, model, [1.1]);
      expect(shares.different).toBeGreaterThanOrEqual(0.95);
      expect(shares.wrongWay).toBe(0);
    }
  });

  test.each([1.01, 1 / 1.01])('by 1 % (factor %f) are never told apart the wrong way round', (factor) => {
    for (const model of [independent(0.005), independent(0.03), autoregressive(0.03, 0.9)]) {
      expect(sharesOf(200, model, [factor]).wrongWay).toBe(0);
    }
  });

  test.each(models)('by just more than the margin are rarely called equivalent under %s', (_, model) => {
    for (const factor of [1.031, 1 / 1.031]) {
      expect(sharesOf(runs / 2, model, [factor]).equivalent).toBeLessThanOrEqual(mostOften);
    }
  });
});
