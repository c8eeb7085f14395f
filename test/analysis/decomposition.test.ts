/** Why two arms differ: on a machine whose costs were planted, the decomposition finds them, and admits what it cannot find. */
import { describe, expect, test } from 'vitest';
import { amountOf, calibratedSizes, predictArm } from '../../src/analysis/decomposition/index.ts';
import { type Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { contains } from '../../src/statistics/index.ts';
import { describedProbe, MIB } from './fixture.ts';
import { type PlantedRun, planted, plantedRun } from './planted-run.ts';
import { unsayable } from './replayed-post.ts';

const size = 16 * MIB;
const plain = makeArm('mmap-private');
const populate = makeArm('mmap-populate');
const huge = makeArm('mmap-thp', { discardFirst: true });

function whyOf(analysis: Analysis): Finding[] {
  const findings = computeFindings(analysis);
  for (const { sentence } of findings) expect(sentence).not.toMatch(unsayable);
  return findings.filter((finding) => finding.kind === 'decomposition');
}

/** The one decomposition of two arms, with its figures as numbers. */
function why(shape: Partial<PlantedRun>): {
  sentence: string;
  outcome: unknown;
  ns: (name: string) => number;
} {
  const [finding] = whyOf(plantedRun({ arms: [plain, populate], sizesBytes: [size], ...shape }));
  if (!finding) throw new Error('no decomposition');
  const { sentence, figures = {} } = finding;
  return { sentence, outcome: figures.outcome, ns: (name) => Number(figures[`${name}Ns`]) };
}

describe('the calibration', () => {
  test('finds every planted cost', () => {
    const [{ costs } = { costs: undefined }] = calibratedSizes(
      plantedRun({ arms: [plain, populate], sizesBytes: [size] }),
    );
    for (const [name, ns] of Object.entries(planted)) {
      const found = amountOf(costs?.[name as keyof typeof planted] ?? new Float64Array(), 0.01);
      expect(found.ns, name).toBeCloseTo(ns, 6);
    }
  });

  test('has each in its interval where times scatter', () => {
    const shape = { arms: [plain, populate], sizesBytes: [size], sigma: 0.03 };
    const [{ costs } = { costs: undefined }] = calibratedSizes(plantedRun(shape));
    for (const name of ['call', 'map', 'exception', 'basePage', 'presentByte', 'releasedPage'] as const) {
      expect(
        contains(amountOf(costs?.[name] ?? new Float64Array(), 0.01).interval, planted[name]),
        name,
      ).toBe(true);
    }
  });

  test('says that zeroing cannot be told from page set-up where no huge page fits', () => {
    const analysis = plantedRun({ arms: [plain, populate], sizesBytes: [MIB] });
    const said = computeFindings(analysis).find((finding) => finding.kind === 'calibration');
    expect(said?.sentence).toContain('Zeroing cannot be told from page set-up');
    expect(whyOf(analysis)[0]?.figures).not.toHaveProperty('zeroingNs');
  });

  test('has no contrast and no verdict', () => {
    const analysis = plantedRun({ arms: [plain, populate], sizesBytes: [size] });
    const stages = computeFindings(analysis).filter((finding) => finding.stage === 'calibration');
    expect(stages).toEqual([]);
    expect(analysis.alphaEach).toBe(analysis.header.settings.alpha / 2);
  });
});

describe('a difference', () => {
  const pages = size / 4096;

  test('is what the counts cost, and leaves nothing', () => {
    const { ns, sentence, outcome } = why({});
    expect(outcome).toBe('explained');
    expect(ns('systemCalls')).toBeCloseTo(planted.populateCall, 3);
    expect(ns('exceptions')).toBeCloseTo(-pages * planted.exception, 3);
    expect(ns('stores')).toBeCloseTo(size * (planted.presentByte - planted.freshByte), 3);
    expect(ns('residual')).toBeCloseTo(0, 3);
    expect(sentence).toContain(
      'mmap-populate takes 2.14 ms less than mmap-private at 16 MiB: 4,096 exceptions that it does not take',
    );
  });

  test('names the touch pattern where that is not every byte', () => {
    const arms = ['mmap-private', 'mmap-populate'].map((name) => makeArm(name, { pattern: 'write-page' }));
    const { sentence, ns } = why({ arms });
    expect(sentence).toContain('than mmap-private at 16 MiB, write-page: 4,096 exceptions');
    expect(ns('stores')).toBeCloseTo(pages * planted.visit, 3);
  });

  test('to huge pages is set-up, zeroing and stores, each by its own count', () => {
    const { ns, outcome } = why({ arms: [plain, huge] });
    expect(outcome).toBe('explained');
    expect(ns('systemCalls')).toBeCloseTo(planted.advise, 3);
    expect(ns('exceptions')).toBeCloseTo((8 - pages) * planted.exception, 3);
    expect(ns('pageSetUp')).toBeCloseTo(-pages * (planted.basePage - 4096 * planted.zeroedByte), 3);
    expect(ns('zeroing')).toBeCloseTo(0, 3);
    expect(ns('residual')).toBeCloseTo(0, 3);
  });

  test('has what was planted beside the counts as its residual', () => {
    const { ns, sentence } = why({ unexplained: { 'mmap-populate': 300_000 } });
    expect(ns('residual')).toBeCloseTo(300_000, 3);
    expect(sentence).toContain('residual +300 us');
  });

  test('is refused where the residual is larger than what is explained', () => {
    const { sentence, outcome } = why({ unexplained: { 'mmap-populate': 9e6 } });
    expect(outcome).toBe('refused');
    expect(sentence).toContain('the counts do not explain it');
  });

  test('has its residual within the interval where times scatter', () => {
    const { ns } = why({ sigma: 0.03, unexplained: { 'mmap-populate': 500_000 } });
    expect(ns('residualLow')).toBeLessThan(500_000);
    expect(ns('residualHigh')).toBeGreaterThan(500_000);
    expect(ns('residualLow')).toBeLessThan(ns('residual'));
  });

  test('of release is told beside it, where release differs', () => {
    expect(why({ arms: [plain, huge] }).sentence).toContain('Release, not part of that time: -976 us');
    expect(why({}).sentence).not.toContain('Release');
  });

  test('that is none has nothing to explain, and the shares of the time of both', () => {
    const { sentence, outcome } = why({
      arms: [plain, makeArm('mmap-private', { name: 'the same' })],
      sigma: 0.01,
    });
    expect(outcome).toBe('nothing');
    expect(sentence).toContain('there is nothing to explain');
    expect(sentence).toMatch(/page set-up 5[2-5] %, exceptions/);
  });
});

describe('the model', () => {
  test('is not applied to memory that is not private anonymous: that is said', () => {
    const { sentence, outcome } = why({
      arms: [plain, makeArm('mmap-shared')],
      unexplained: { 'mmap-shared': 5e6 },
    });
    expect(outcome).toBe('outside');
    expect(sentence).toContain(
      'mmap-shared is outside the model, its memory is not private anonymous (shmem)',
    );
  });

  test('claims no completeness for a pattern that skips about', () => {
    const arms = [makeArm('mmap-private', { pattern: 'write-fraction' }), populate];
    expect(why({ arms, unexplained: { 'mmap-private': 100 } }).sentence).toContain(
      'does not claim to be complete',
    );
  });

  test('says nothing of sizes far from those that were calibrated', () => {
    expect(
      whyOf(plantedRun({ arms: [plain, populate], sizesBytes: [size], calibratedBytes: [MIB] })),
    ).toEqual([]);
  });

  test('predicts a size that was not calibrated', () => {
    const shape = { arms: [plain, huge], sizesBytes: [size], calibratedBytes: [4 * MIB, 64 * MIB] };
    const analysis = plantedRun(shape);
    for (const arm of [0, 1]) {
      const witness = analysis.witnesses.find((one) => one.arm === arm);
      const series = analysis.cells[0]?.[0]?.series[arm];
      if (!witness || !series) throw new Error('no witness');
      const sizes = calibratedSizes(analysis);
      const predicted = predictArm(
        series.arm,
        size,
        witness,
        ['allocate', 'first-touch'],
        sizes,
        describedProbe,
        0.01,
      );
      if ('outside' in predicted) throw new Error(predicted.outside);
      expect(predicted.explained.ns).toBeCloseTo(series.measureNs.at(0), 3);
    }
  });
});
