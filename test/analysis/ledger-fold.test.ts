/** From runs to the ledger's entries, and from entries to what they say of the promise. */
import { describe, expect, test } from 'vitest';
import { Analysis, ledgerEntries, summariseLedger } from '../../src/analysis/index.ts';
import { type LedgerEntry, parseLedgerLine } from '../../src/model/ledger.ts';
import { commandStage, quietUsage } from '../runner/replayed-commands.ts';
import { comparisonOf, headerOf, MIB, planOf, trialOf } from './fixture.ts';

function analysisOf(blocks: number, controlFactor = 1): Analysis {
  const analysis = new Analysis(headerOf(planOf(comparisonOf())));
  for (let block = 0; block < blocks; block++) {
    for (let arm = 0; arm < 3; arm++) {
      const jitter = 1 + (((block * 7 + arm * 3) % 11) - 5) / 1000;
      const touchNs = 1e6 * jitter * (arm === 2 ? controlFactor : 1);
      analysis.add(trialOf({ block, arm, position: arm, touchNs }));
    }
  }
  return analysis;
}

/** Two commands and the copy of the first, whose wall times are so many times the first's. */
function commandAnalysis(blocks: number, controlFactor: number, minBlocks = 0): Analysis {
  const stage = commandStage(['a', 'b'], { minBlocks, maxBlocks: minBlocks || 1000 });
  const analysis = new Analysis(headerOf(planOf(stage)));
  for (let block = 0; block < blocks; block++) {
    for (const [arm, factor] of [1, 2, controlFactor].entries()) {
      const wallNs = 1e6 * factor * (1 + (((block * 7 + arm * 3) % 11) - 5) / 1000);
      analysis.add({ ...trialOf({ block, arm, position: arm, steps: [] }), wallNs, usage: quietUsage });
    }
  }
  return analysis;
}

const entry: LedgerEntry = {
  at: '2026-01-02T00:00:00.000Z',
  version: '0.1.0',
  experiment: 'post',
  stage: 'controlled',
  cell: 0,
  design: 'fresh',
  sizeBytes: MIB,
  n: 20,
  ratio: 1,
  low: 0.98,
  high: 1.01,
  alpha: 0.01,
  void: false,
};

describe('the entries of a run', () => {
  test('are its A/A contrasts, as its findings have them', () => {
    expect(ledgerEntries(analysisOf(40))).toMatchObject([
      {
        experiment: 'test',
        stage: 'comparison',
        cell: 0,
        design: 'fresh',
        sizeBytes: MIB,
        n: 40,
        void: false,
      },
    ]);
    expect(ledgerEntries(analysisOf(40))[0]?.alpha).toBe(0.005);
  });

  test('say when identical arms were told apart', () => {
    expect(ledgerEntries(analysisOf(40, 1.5))).toMatchObject([{ void: true }]);
  });

  test('leave out what has too few blocks to tell anything', () => {
    expect(ledgerEntries(analysisOf(0))).toEqual([]);
    expect(ledgerEntries(analysisOf(3))).toEqual([]);
  });

  test('come back from their lines as they were', () => {
    for (const one of ledgerEntries(analysisOf(40, 1.5))) {
      expect(parseLedgerLine(JSON.stringify(one))).toEqual(one);
    }
  });

  test('name the design', () => {
    expect(ledgerEntries(analysisOf(40)).map((one) => one.design)).toEqual(['fresh']);
  });
});

describe('the entry of a run of commands', () => {
  test('is the A/A contrast of its wall clock, without a size, at the error rate of that contrast', () => {
    const [only, ...more] = ledgerEntries(commandAnalysis(40, 1));
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      design: 'command',
      stage: 'compare',
      sizeBytes: null,
      cell: 0,
      n: 40,
      void: false,
    });
    expect(only?.alpha).toBe(0.0025);
    expect(only?.low).toBeLessThan(1);
    expect(parseLedgerLine(JSON.stringify(only))).toEqual(only);
  });

  test('says when identical commands were told apart', () => {
    expect(ledgerEntries(commandAnalysis(40, 1.5))).toMatchObject([{ void: true }]);
  });

  test('is left out with too few blocks, of which a fixed number needs fewer', () => {
    expect(ledgerEntries(commandAnalysis(0, 1))).toEqual([]);
    expect(ledgerEntries(commandAnalysis(10, 1))).toEqual([]);
    expect(ledgerEntries(commandAnalysis(10, 1, 10))).toMatchObject([{ n: 10, alpha: 0.0025 }]);
  });
});

describe('a line that is no entry', () => {
  test.each([
    '',
    'null',
    '[]',
    '{"at":',
    '{}',
    JSON.stringify({ ...entry, low: -1 }),
    JSON.stringify({ ...entry, n: 'many' }),
    JSON.stringify({ ...entry, sizeBytes: 0 }),
    JSON.stringify({ ...entry, sizeBytes: undefined }),
  ])('is damaged: %s', (line) => {
    expect(parseLedgerLine(line)).toBeUndefined();
  });
});

describe('the summary', () => {
  test('of nothing says nothing', () => {
    expect(summariseLedger([])).toEqual({
      comparisons: 0,
      falsePositives: 0,
      rate: null,
      interval: { low: 0, high: 1 },
      promised: null,
      medianResolution: null,
      since: null,
      designs: [],
    });
  });

  test('counts, over all and by design', () => {
    const entries = [
      { ...entry, cell: 1, void: true, low: 1.01, high: 1.05, alpha: 0.02 },
      entry,
      { ...entry, cell: 2, design: 'paired', at: '2026-01-01T00:00:00.000Z', low: 0.8 },
      { ...entry, cell: 3 },
    ];
    const summary = summariseLedger(entries);
    expect(summary).toMatchObject({ comparisons: 4, falsePositives: 1, rate: 0.25 });
    expect(summary.promised).toBeCloseTo(0.0125, 12);
    expect(summary.interval.low).toBeCloseTo(0.0063, 4);
    expect(summary.interval.high).toBeCloseTo(0.8059, 4);
    expect(summary.medianResolution).toBeCloseTo((1 / 0.98 - 1 + 0.05) / 2, 12);
    expect(summary.since).toBe('2026-01-01T00:00:00.000Z');
    expect(summary.designs.map((one) => [one.design, one.comparisons, one.falsePositives])).toEqual([
      ['fresh', 3, 1],
      ['paired', 1, 0],
    ]);
  });

  test('counts a run that went on once, as it ended', () => {
    const summary = summariseLedger([
      { ...entry, void: true },
      { ...entry, n: 90 },
    ]);
    expect(summary).toMatchObject({ comparisons: 1, falsePositives: 0 });
  });
});
