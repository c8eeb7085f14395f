/** Which arm is called the fastest: the blocks decide, not the medians alone, and every other arm has to be slower. */
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Finding } from '../../src/model/finding.ts';
import { comparisonOf, headerOf, planOf, trialOf } from './fixture.ts';

const names = ['malloc', 'mmap-private', 'mmap-shared'];

/** A cell of three arms, each with a time in nanoseconds by block; none where the trial is missing. */
function findingsOf(timeNs: (arm: number, block: number) => number | undefined, blocks = 100): Finding[] {
  const arms = names.map((name) => makeArm(name));
  const analysis = new Analysis(headerOf(planOf(comparisonOf({ arms, advises: true }))));
  for (let block = 0; block < blocks; block++) {
    for (const arm of [0, 1, 2, 3]) {
      const touchNs = timeNs(arm % 3, block);
      if (touchNs !== undefined) analysis.add(trialOf({ block, arm, touchNs }));
    }
  }
  return computeFindings(analysis);
}

const only = (findings: readonly Finding[], kind: Finding['kind']): string =>
  findings.find((one) => one.kind === kind)?.sentence ?? '';

describe('the fastest', () => {
  test('is not told from a runner-up that was faster in most blocks', () => {
    // Times drift; mmap-private is a little faster in four of five blocks, and much slower in the others.
    const drifting = (arm: number, block: number): number => {
      const base = 1e6 + 1000 * block;
      if (arm === 2) return 9 * base;
      return arm === 0 ? base : block % 5 === 0 ? 3 * base : base - 10;
    };
    expect(only(findingsOf(drifting), 'ranking')).toMatch(/fastest at .*: malloc, .*not told apart\.$/);
  });

  test('is among the fastest where any other arm is not told from it', () => {
    const sparse = (arm: number, block: number): number | undefined => {
      if (arm === 2) return block < 5 ? 3e6 : undefined;
      return arm === 0 ? 1e6 : 2e6;
    };
    expect(only(findingsOf(sparse), 'advice')).toContain('malloc is among the fastest');
    expect(
      only(
        findingsOf((arm) => (arm + 1) * 1e6),
        'advice',
      ),
    ).toContain('malloc is the fastest');
  });
});
