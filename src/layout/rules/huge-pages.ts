/** Rule 16, an attribute and no class: how much of a VMA is mapped by transparent huge pages, and whether it may be. */
import type { Region } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';

export type HugePages = Region['hugePages'];

// What most regions have, once for all of them.
const unbacked = {
  eligible: { backedBytes: 0, eligible: true },
  not: { backedBytes: 0, eligible: false },
  untold: { backedBytes: 0, eligible: null },
} as const;

/** Null where the kernel wrote none of the lines. */
export function hugePagesOf({ usage }: Vma): HugePages {
  if (!usage) return null;
  const { anonHugePagesBytes: anonymous, shmemPmdMappedBytes: shmem, filePmdMappedBytes: file } = usage;
  const eligible = usage.thpEligible;
  if (anonymous === undefined && shmem === undefined && file === undefined && eligible === undefined)
    return null;
  const backedBytes = (anonymous ?? 0) + (shmem ?? 0) + (file ?? 0);
  if (backedBytes > 0) return { backedBytes, eligible: eligible ?? null };
  return eligible === undefined ? unbacked.untold : eligible ? unbacked.eligible : unbacked.not;
}
