/** What loads at random places gain by huge pages, at the largest size that is walked. */
import type { Evidence } from '../model/claim.ts';
import { armOf } from './arm-readings.ts';
import { requireHugePages } from './require-huge-pages.ts';
import { type TimeRatio, timeRatio } from './time-ratio.ts';

export const chaseStage = 'random-access/chase';
const arms = ['4 KiB pages', '2 MiB pages'] as const;

/** Below this, a gain is none: addresses and cache sets of two layouts differ by as much. */
export const leastGain = 1.03;

/** time in small pages / time in huge pages, of the same loads. */
export function chaseRatio(evidence: Evidence): TimeRatio {
  requireHugePages(armOf(evidence, chaseStage, arms[0]), armOf(evidence, chaseStage, arms[1]));
  return timeRatio(evidence, chaseStage, arms, 'chase');
}

export function chasedBytes(evidence: Evidence): number {
  return armOf(evidence, chaseStage, arms[1]).fact('sizeBytes');
}
