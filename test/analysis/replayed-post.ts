/** The post's experiment from the real runner, on a replay probe and a fake clock. */
import { Analysis, computeFindings } from '../../src/analysis/index.ts';
import { post } from '../../src/experiments/post.ts';
import type { ExperimentPlan } from '../../src/model/experiment.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { RunRecord, RunSettings } from '../../src/model/run.ts';
import type { Answer } from '../replay-probe.ts';
import { outcomeOf } from '../replay-probe.ts';
import { ReplayedRun } from '../runner/replayed-run.ts';
import { randomSource } from '../statistics/random-source.ts';
import { headerOf } from './fixture.ts';

const machine = {
  strategies: ['mmap-private', 'mmap-nohuge', 'mmap-populate', 'mmap-thp'],
  calibrators: ['null-call'],
  hugePageSizeBytes: 2 ** 21,
  patterns: [],
  hugeStrategies: ['mmap-thp'],
  statefulStrategies: ['malloc'],
  notInterleaved: {},
  largestFaultBytes: 4096,
  pageSizeBytes: 4096,
  allocators: [],
};
export const postPlan: ExperimentPlan = post.plan({}, machine);

export type PostRun = {
  readonly analysis: Analysis;
  readonly findings: readonly Finding[];
  readonly records: readonly RunRecord[];
};

/** Times in proportion to the size, with noise; mmap takes `mmapFactor` of malloc's. */
export function noisyAnswer(seed: number, sigma: number, mmapFactor = 1): Answer {
  const source = randomSource(seed);
  return (request) =>
    outcomeOf(
      request,
      request.steps.map(({ sizeBytes, strategy }) => {
        const factor = strategy === 'malloc' ? 1 : mmapFactor;
        return Math.round((sizeBytes / 10) * factor * Math.exp(sigma * source.normal()));
      }),
    );
}

export async function replayPost(answer: Answer, settings: Partial<RunSettings> = {}): Promise<PostRun> {
  const analysis = new Analysis(headerOf(postPlan, settings));
  const run = new ReplayedRun(postPlan, { judge: analysis, answer, settings });
  await run.run();
  return { analysis, findings: computeFindings(analysis), records: run.records };
}

/** What no sentence may say. */
export const unsayable: RegExp = /NaN|undefined|Infinity|null|\[object/;
