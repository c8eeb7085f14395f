/** Evidence of loads at random places, in small pages and in huge ones. */
import type { ArmEvidence } from '../../src/model/claim.ts';
import { timesAround } from './constructed.ts';

const sizeBytes = 2 ** 28;

/** The arms of the stage: nanoseconds of each, and how many bytes of the second were in huge pages. */
export function chased(
  smallNs: number,
  hugeNs: number,
  hugeBytes = sizeBytes,
): Record<'4 KiB pages' | '2 MiB pages' | 'control', ArmEvidence> {
  const arm = (ns: number, bytes: number) =>
    timesAround(15, 'chase', ns, { facts: { sizeBytes, hugeBytes: bytes } });
  return { '4 KiB pages': arm(smallNs, 0), '2 MiB pages': arm(hugeNs, hugeBytes), control: arm(smallNs, 0) };
}
