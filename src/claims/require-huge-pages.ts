/** The manipulation check of two arms that do the same, in small pages and in huge ones. */
import { formatBytes } from '../model/units.ts';
import type { ArmReadings } from './arm-readings.ts';
import { requireEngaged } from './undecided.ts';

/** Ends the decision unless one arm had no huge page and the other nine tenths of its bytes in them, in every trial. */
export function requireHugePages(small: ArmReadings, huge: ArmReadings): void {
  requireEngaged(
    small.most('hugeBytes') === 0,
    `${small.place} had ${formatBytes(small.most('hugeBytes'))} in huge pages`,
  );
  requireEngaged(
    huge.facts('hugeBytes').every((bytes, i) => bytes >= 0.9 * (huge.facts('sizeBytes')[i] as number)),
    `${huge.place} had ${formatBytes(huge.least('hugeBytes'))} of ${formatBytes(huge.median('sizeBytes'))} in huge pages`,
  );
}
