/**
 * Where the kernel begins to place mappings, computed as it does at exec, and what is kept free for the stack. Sources:
 * arch/x86/mm/mmap.c mmap_base(), mm/util.c mmap_base() and mmap_is_legacy() (arm64).
 */
import type { Placement } from '../model/layout.ts';
import type { ProcessImage } from '../model/process-image.ts';
import { measured, measuredValue, type Reading, unavailable } from '../model/reading.ts';
import { type AddressConstants, leastStackGapBytes, mostStackGapBytes } from './address-constants.ts';

export type Range = { readonly low: number; readonly high: number };

/** Whether exec randomised addresses: by the personality, else by the machine's setting; null where neither is known. */
export function isRandomised(image: ProcessImage): boolean | null {
  const personality = measuredValue(image.personality);
  if (personality?.noRandomize) return false;
  const setting = measuredValue(image.sysctls.randomizeVaSpace);
  if (setting === undefined) return null;
  return setting === 0 ? false : personality ? true : null;
}

/** The soft limit of the stack, or null where it is not known. */
export function stackLimit(image: ProcessImage): number | 'unlimited' | null {
  const limits = measuredValue(image.limits);
  return (limits && measuredValue(limits.stackBytes)?.soft) ?? null;
}

export function placementOf(image: ProcessImage, constants: AddressConstants): Placement | null {
  const personality = measuredValue(image.personality);
  if (personality?.legacyLayout || measuredValue(image.sysctls.legacyVaLayout) === 1) return 'bottom-up';
  if (constants.unlimitedStackIsBottomUp && stackLimit(image) === 'unlimited') return 'bottom-up';
  return personality ? 'top-down' : null;
}

/** What is kept between the top of the stack and the mappings, before any random offset of the mappings. Bytes. */
function stackGapBytes(
  limit: number | 'unlimited',
  randomised: boolean,
  guardBytes: number,
  constants: AddressConstants,
): number {
  const padding = guardBytes + (randomised ? constants.stackRandomBytes : 0);
  const wanted = limit === 'unlimited' ? Number.POSITIVE_INFINITY : limit + padding;
  const window = constants.stackTop;
  return Math.min(Math.max(wanted, leastStackGapBytes), mostStackGapBytes(window));
}

/**
 * The range that mmap_base lies in: one address where nothing is random. It supposes that the limit of the stack is still the one
 * of exec.
 */
export function computeMmapBase(
  image: ProcessImage,
  constants: AddressConstants,
  pageSizeBytes: number,
): Reading<Range> {
  const placement = placementOf(image, constants);
  const randomised = isRandomised(image);
  if (placement === null || randomised === null) return unavailable('the personality could not be read');
  const bits = measuredValue(image.sysctls.mmapRndBits);
  if (randomised && bits === undefined) return unavailable('vm.mmap_rnd_bits could not be read');
  const randomBytes = randomised ? (2 ** (bits ?? 0) - 1) * pageSizeBytes : 0;
  if (placement === 'bottom-up') {
    return measured({ low: constants.unmappedBase, high: constants.unmappedBase + randomBytes });
  }
  const limit = stackLimit(image);
  if (limit === null) return unavailable('the limit of the stack could not be read');
  const guardBytes = image.sysctls.stackGuardGapPages * pageSizeBytes;
  const gap = stackGapBytes(limit, randomised, guardBytes, constants);
  const align = (address: number): number => Math.ceil(address / pageSizeBytes) * pageSizeBytes;
  const high = align(constants.stackTop - gap);
  return measured({ low: Math.max(0, high - randomBytes), high });
}
