/** Advice on simulated cells: the fastest, the simplest that is nearly as fast, what they cost, and how it is printed. */
import { describe, expect, test } from 'vitest';
import { backedInWords } from '../../src/analysis/backed-memory.ts';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { renderAdvice } from '../../src/cli/render-advice.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Arm } from '../../src/model/experiment.ts';
import type { Finding } from '../../src/model/finding.ts';
import { blockOrder } from '../../src/runner/order.ts';
import { randomSource } from '../statistics/random-source.ts';
import { comparisonOf, headerOf, MIB, planOf, trialOf } from './fixture.ts';

type Shape = {
  /** The arms with their times; the control takes `control`, or as long as the first. */
  readonly arms: readonly (readonly [Arm, number])[];
  readonly control?: number;
  readonly blocks?: number;
  readonly sigma?: number;
  readonly sizesBytes?: readonly number[];
  /** RSS of the witness trials after each phase, in MiB. */
  readonly rssMebibytes?: readonly number[];
  readonly advises?: boolean;
};

function adviceOf(shape: Shape): Finding[] {
  const {
    arms,
    control = arms[0]?.[1] ?? 1,
    blocks = 60,
    sigma = 0.004,
    sizesBytes = [MIB],
    rssMebibytes = [],
  } = shape;
  const cells = sizesBytes.map((sizeBytes) => ({
    sizeBytes,
    arms: arms.map(([arm]) => arm),
    design: { kind: 'fresh' } as const,
  }));
  const analysis = new Analysis(headerOf(planOf(comparisonOf({ cells, advises: shape.advises ?? true }))));
  const source = randomSource(7);
  const factors = [...arms.map(([, factor]) => factor), control];
  for (const [cell, sizeBytes] of sizesBytes.entries()) {
    const step = (ns: number) => ({
      address: 0x7f0000000000,
      samples: [1000, ns, ns, 1000].map((time, phase) => [
        time,
        phase === 1 ? sizeBytes / 4096 : 0,
        0,
        0,
        0,
        0,
        0,
      ]),
    });
    const memory = rssMebibytes.map((rss) => ({
      rssBytes: rss * MIB,
      pssBytes: null,
      anonHugeBytes: 0,
      peakRssBytes: null,
    }));
    for (const arm of arms.keys())
      analysis.add(trialOf({ role: 'witness', cell, arm, steps: [{ ...step(1e6), memory }] }));
    for (let block = 0; block < blocks; block++) {
      for (const [position, arm] of blockOrder(
        { seed: 1, stage: 0, cell, block },
        factors.length,
      ).entries()) {
        const touchNs = 1e6 * (factors[arm] ?? 1) * Math.exp(sigma * source.normal());
        analysis.add(trialOf({ cell, block, position, arm, steps: [step(touchNs)] }));
      }
    }
  }
  return computeFindings(analysis).filter((finding) => finding.kind === 'advice');
}

const [malloc, mapped, shared] = ['malloc', 'mmap-private', 'mmap-shared'].map((name) => makeArm(name)) as [
  Arm,
  Arm,
  Arm,
];

describe('advice', () => {
  test('names the fastest, and that nothing simpler is near', () => {
    const [finding] = adviceOf({
      arms: [
        [malloc, 1.5],
        [mapped, 1],
        [shared, 2],
      ],
    });
    expect(finding).toMatchObject({
      arm: 'mmap-private',
      reference: 'mmap-private',
      ratio: null,
      verdict: null,
    });
    expect(finding?.sentence).toMatch(
      /^at 1 MiB, write-all: mmap-private is the fastest; nothing simpler is within 5 % of it; malloc, the simplest, takes 1\.[45]\d* times as long\./,
    );
    expect(finding?.figures?.fastestInC).toContain('mmap(');
  });

  test('names the simplest way that is nearly as fast, and that the interval bears it out', () => {
    const [finding] = adviceOf({
      arms: [
        [malloc, 1.02],
        [mapped, 1],
        [shared, 2],
      ],
    });
    expect(finding).toMatchObject({ arm: 'malloc', reference: 'mmap-private' });
    expect(finding?.ratio).toBeCloseTo(1.02, 2);
    expect(finding?.sentence).toContain(
      'malloc is simpler and takes at most 5 % longer by its whole interval; 1.02',
    );
  });

  test('says when the interval does not bear it out', () => {
    const [finding] = adviceOf({
      arms: [
        [malloc, 1.03],
        [mapped, 1],
        [shared, 2],
      ],
      sigma: 0.1,
    });
    expect(finding?.sentence).toContain('by its median, though its interval allows more');
  });

  test('calls ways that are not told apart among the fastest', () => {
    const [finding] = adviceOf({
      arms: [
        [shared, 1],
        [mapped, 1.001],
        [malloc, 2],
      ],
      sigma: 0.05,
    });
    expect(finding?.sentence).toContain('is among the fastest');
  });

  test('says when the fastest is the simplest too', () => {
    const [finding] = adviceOf({
      arms: [
        [malloc, 1],
        [mapped, 1.5],
        [shared, 2],
      ],
    });
    expect(finding?.sentence).toContain('malloc is the fastest and the simplest.');
  });

  test('is not given where two identical arms differ', () => {
    const [finding] = adviceOf({
      arms: [
        [malloc, 1],
        [mapped, 1.5],
        [shared, 2],
      ],
      control: 1.5,
    });
    expect(finding).toMatchObject({ verdict: 'void', arm: null });
    expect(finding?.sentence).toContain('no advice');
  });

  test('gives no recipe for a strategy that it does not know', () => {
    const future = makeArm('mmap-of-the-future');
    const [finding] = adviceOf({
      arms: [
        [malloc, 1.5],
        [future, 1],
        [shared, 2],
      ],
    });
    expect(finding).toMatchObject({ arm: 'mmap-of-the-future', figures: { fastestInC: null } });
    const text = renderAdvice([finding as Finding], (_, words) => words).join('\n');
    expect(text).toContain('mmap-of-the-future: no recipe is known.');
  });

  test('is given by stages that advise, after any number of blocks', () => {
    const arms = [
      [malloc, 1.5],
      [mapped, 1],
      [shared, 2],
    ] as const;
    expect(adviceOf({ arms, advises: false })).toEqual([]);
    expect(adviceOf({ arms, blocks: 0 })).toEqual([]);
    expect(adviceOf({ arms, blocks: 1 })).toHaveLength(1);
  });

  test('says what memory the witness trial saw behind the region', () => {
    const arms = [
      [malloc, 1.5],
      [mapped, 1],
      [shared, 2],
    ] as const;
    const [more] = adviceOf({ arms, rssMebibytes: [2, 5, 5, 1] });
    expect(more?.sentence).toContain('the fastest and backs 4 MiB, where 1 MiB are touched');
    expect(more?.figures).toMatchObject({ fastestBackedBytes: 4 * MIB, touchedBytes: MIB });
    expect(adviceOf({ arms, rssMebibytes: [2, 2, 2, 1] })[0]?.sentence).toContain('backs what is touched');
  });
});

describe('memory in words', () => {
  test.each([
    [undefined, MIB, ''],
    [MIB, MIB, 'backs what is touched'],
    [MIB + 90 * 1024, MIB, 'backs what is touched'],
    [4096, 64 * 1024, ''],
    [64 * 1024, 64 * 1024, ''],
    [2 * MIB, MIB / 2, 'backs 2 MiB, where 512 KiB are touched'],
    [4096, MIB, 'backs next to nothing: what is only read is the shared zero page'],
  ])('%s of %s: %s', (backedBytes, touchedBytes, words) => {
    expect(backedInWords({ backedBytes, touchedBytes })).toBe(words);
  });
});

describe('advice in text', () => {
  const arms = [
    [malloc, 1.5],
    [mapped, 1],
    [shared, 2],
  ] as const;

  test('says what holds in several cells once, with its cells, and each recipe once', () => {
    const findings = adviceOf({ arms, sizesBytes: [MIB, 2 * MIB] });
    const lines = renderAdvice(findings, (_, words) => words);
    const text = lines.join('\n').replaceAll(/\s+/g, ' ');
    expect(text).toContain('- 1 MiB (all); 2 MiB (all): mmap-private is the fastest; nothing simpler');
    expect(text.match(/in C:/g)).toHaveLength(1);
    expect(text).toContain('in a program as it is: GLIBC_TUNABLES=glibc.malloc.mmap_threshold=N');
    expect(
      lines
        .join('\n')
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
  });

  test('is nothing where there is no advice', () => {
    expect(renderAdvice([], (_, words) => words)).toEqual([]);
  });
});
