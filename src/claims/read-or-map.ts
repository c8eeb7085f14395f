/** Reading a cached file by calls against mapping it, at both ends: one page used once, one mapping used many times. */
import type { Evidence } from '../model/claim.ts';
import { armOf } from './arm-readings.ts';
import { requireCached } from './cached-file.ts';
import { inWords, type TimeRatio, timeRatio } from './time-ratio.ts';
import { requireEngaged } from './undecided.ts';

export const readOrMapStages = ['file-read/one-page', 'file-read/repeated'] as const;

/** time(mapping) / time(calls). */
export type ReadOrMap = {
  readonly onePage: TimeRatio;
  readonly repeated: TimeRatio;
  readonly sentence: string;
};

function ratioOf(evidence: Evidence, stage: string): TimeRatio {
  for (const name of ['read', 'mmap']) {
    const arm = armOf(evidence, stage, name);
    requireCached(arm);
    requireEngaged(arm.least('sumAgrees') === 1, `${arm.place}: not every byte was read`);
  }
  return timeRatio(evidence, stage, ['mmap', 'read'], 'read', { fastest: true });
}

export function compareReadAndMap(evidence: Evidence): ReadOrMap {
  const [onePage, repeated] = readOrMapStages.map((stage) => ratioOf(evidence, stage)) as [
    TimeRatio,
    TimeRatio,
  ];
  const sentence =
    `a mapping takes ${inWords(onePage)} times as long as calls for a file of one page used once, ` +
    `and ${inWords(repeated)} times for one mapping used ten times`;
  return { onePage, repeated, sentence };
}
