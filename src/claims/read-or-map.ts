/** Reading a cached file by calls against mapping it, at both ends: one page used once, one mapping used many times. */
import type { Evidence } from '../model/claim.ts';
import { armOf } from './arm-readings.ts';
import { requireCached } from './cached-file.ts';
import { inWords, type TimeRatio, timeRatio } from './time-ratio.ts';
import { requireEngaged } from './undecided.ts';

export const readOrMapStage = 'file-read/small-and-repeated';

/** time(mapping) / time(calls). */
export type ReadOrMap = {
  readonly onePage: TimeRatio;
  readonly repeated: TimeRatio;
  readonly sentence: string;
};

export function compareReadAndMap(evidence: Evidence): ReadOrMap {
  for (const name of ['read one page', 'map one page', 'read repeatedly', 'map repeatedly']) {
    const arm = armOf(evidence, readOrMapStage, name);
    requireCached(arm);
    requireEngaged(arm.least('sumAgrees') === 1, `${arm.place}: not every byte was read`);
  }
  const ratio = (map: string, read: string): TimeRatio =>
    timeRatio(evidence, readOrMapStage, [map, read], 'read');
  const onePage = ratio('map one page', 'read one page');
  const repeated = ratio('map repeatedly', 'read repeatedly');
  const sentence =
    `a mapping takes ${inWords(onePage)} times as long as calls for a file of one page used once, ` +
    `and ${inWords(repeated)} times for one mapping used ten times`;
  return { onePage, repeated, sentence };
}
