/** What loads at random places gain by huge pages, at the largest size that is walked. */
import type { Evidence } from '../model/claim.ts';
import { armOf } from './arm-readings.ts';
import { requireHugePages } from './require-huge-pages.ts';
import { type TimeRatio, timeRatio } from './time-ratio.ts';

export const chaseStage = 'random-access/chase';
const arms = ['4 KiB pages', '2 MiB pages'] as const;

/** A smaller gain is not worth a statement. */
export const leastGain = 1.02;

/** time in small pages / time in huge pages, of the same loads: the fastest round of each, which others disturbed least. */
export function chaseRatio(evidence: Evidence): TimeRatio {
  requireHugePages(armOf(evidence, chaseStage, arms[0]), armOf(evidence, chaseStage, arms[1]));
  return timeRatio(evidence, chaseStage, arms, 'chase', { fastest: true });
}

export function chasedBytes(evidence: Evidence): number {
  return armOf(evidence, chaseStage, arms[1]).fact('sizeBytes');
}
