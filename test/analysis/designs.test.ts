/** The same arms in several designs: whether they agree, and what is said where they do not. */
import { describe, expect, test } from 'vitest';
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Design } from '../../src/model/design.ts';
import type { ComparisonStage } from '../../src/model/experiment.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { Phase } from '../../src/model/probe.ts';
import { randomSource } from '../statistics/random-source.ts';
import { comparisonOf, headerOf, MIB, planOf, trialOf } from './fixture.ts';
import { readingsEach, sharedDesigns, sharedTrial } from './shared-trial.ts';

type Stage = {
  readonly design: Design;
  /** The time of malloc over that of mmap-private, the reference. */
  readonly factor: number;
  /** Minor faults of malloc. */
  readonly faults?: number;
  readonly measure?: readonly Phase[];
  readonly sizeBytes?: number;
  readonly blocks?: number;
};

const arms = [makeArm('mmap-private'), makeArm('malloc')];
const pages = 256;

function stageOf({ design, measure, sizeBytes = MIB }: Stage): ComparisonStage {
  const cell = {
    sizeBytes,
    arms,
    design: design === 'fresh' ? ({ kind: 'fresh' } as const) : sharedDesigns[design],
  };
  return comparisonOf({ name: design, cells: [cell], ...(measure ? { measure } : {}) });
}

function designFindings(...stages: readonly Stage[]): Finding[] {
  const source = randomSource(3);
  const noisy = (ns: number): number => ns * Math.exp(0.01 * source.normal());
  const analysis = new Analysis(headerOf(planOf(...stages.map(stageOf))));
  for (const [stage, { design, factor, faults = pages, blocks = 40 }] of stages.entries()) {
    for (let block = 0; block < blocks; block++) {
      const factors = [1, factor, 1];
      if (design === 'fresh') {
        for (const [arm, one] of factors.entries())
          analysis.add(trialOf({ stage, block, arm, position: arm, touchNs: noisy(1e5 * one) }));
        continue;
      }
      const measured = factors.map((one, arm) => ({
        touchNs: Array.from({ length: readingsEach }, () => noisy(1e5 * one)),
        faults: arm === 1 ? faults : pages,
      }));
      analysis.add(sharedTrial(sharedDesigns[design], measured, { stage, block }));
    }
  }
  if (analysis.refusedTrials > 0) throw new Error('the simulation is not faithful: trials were refused');
  return computeFindings(analysis).filter(({ kind }) => kind === 'designs');
}

describe('designs that measured the same', () => {
  test('agree, and the finding has the ratio of each', () => {
    const [finding, ...more] = designFindings(
      { design: 'fresh', factor: 1.2 },
      { design: 'in-process', factor: 1.2 },
      { design: 'interleaved', factor: 1.2 },
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      arm: 'malloc',
      reference: 'mmap-private',
      sizeBytes: MIB,
      phase: 'allocate+first-touch',
      stage: 'fresh',
      n: 40,
      figures: { designs: 'fresh in-process interleaved', agree: 'yes' },
    });
    const near = expect.closeTo(1.2, 1);
    expect(finding?.figures?.ratios).toEqual([near, near, near]);
    expect(finding?.sentence).toMatch(
      /by design: fresh 1\.\d+ \(.*\), in-process 1\.\d+ \(.*\); they agree as far as their intervals tell\.$/,
    );
  });

  test('are compared by the phases that all of them measured', () => {
    const [finding] = designFindings(
      { design: 'fresh', factor: 1.2, measure: ['allocate', 'first-touch', 'second-touch'] },
      { design: 'in-process', factor: 1.2, measure: ['first-touch', 'release'] },
    );
    expect(finding).toMatchObject({ phase: 'first-touch', figures: { agree: 'yes' } });
    expect(finding?.sentence).toMatch(/^first-touch of malloc over mmap-private at 1 MiB/);
    expect(
      designFindings(
        { design: 'fresh', factor: 1.2, measure: ['first-touch'] },
        { design: 'in-process', factor: 1.2, measure: ['release'] },
      ),
    ).toEqual([]);
  });

  test('are not compared where one has nothing, or the sizes differ, or there is one only', () => {
    const fresh: Stage = { design: 'fresh', factor: 1.2 };
    expect(designFindings(fresh)).toEqual([]);
    expect(designFindings(fresh, fresh)).toEqual([]);
    expect(designFindings(fresh, { design: 'in-process', factor: 1, blocks: 0 })).toEqual([]);
    expect(designFindings(fresh, { design: 'in-process', factor: 1, blocks: 0, sizeBytes: 2 * MIB })).toEqual(
      [],
    );
  });
});

describe('designs that disagree', () => {
  test('are told with the faults that differ, and what the arms shared', () => {
    const [finding] = designFindings(
      { design: 'fresh', factor: 1.2 },
      { design: 'in-process', factor: 0.3, faults: 0 },
    );
    expect(finding?.figures).toMatchObject({ agree: 'no' });
    expect(finding?.sentence).toContain(
      'they disagree: malloc took 256 minor faults fresh and 0 minor faults in-process: what the arms share in-process is the process',
    );
    expect(finding?.sentence).not.toContain('mmap-private took');
  });

  test('are told to have the same counts where they have', () => {
    const [finding] = designFindings({ design: 'fresh', factor: 1.2 }, { design: 'interleaved', factor: 1 });
    expect(finding?.figures).toMatchObject({ agree: 'no' });
    expect(finding?.sentence).toContain(
      'they disagree: the counts are the same; what the arms share interleaved is',
    );
  });

  test('are found among three, of which two agree', () => {
    const [finding] = designFindings(
      { design: 'fresh', factor: 1.2 },
      { design: 'in-process', factor: 1.2 },
      { design: 'interleaved', factor: 1 },
    );
    expect(finding?.figures).toMatchObject({ agree: 'no' });
    expect(finding?.sentence).toContain('what the arms share interleaved is');
  });

  test('are not told, nor that they agree, where an interval is still unbounded', () => {
    const [finding] = designFindings(
      { design: 'fresh', factor: 1.2 },
      { design: 'in-process', factor: 0.5, blocks: 3 },
    );
    expect(finding?.sentence).toMatch(/no interval yet\); too few blocks to tell whether they agree\.$/);
    expect(finding?.figures).toMatchObject({ agree: 'unknown' });
  });
});
