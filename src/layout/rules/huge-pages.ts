/** Rule 16, an attribute and no class: how much of a VMA is mapped by transparent huge pages, and whether it may be. */
import type { Region } from '../../model/layout.ts';
import type { Vma } from '../../model/process-image.ts';

/** Null where the kernel wrote none of the lines. */
export function hugePagesOf({ usage }: Vma): Region['hugePages'] {
  if (!usage) return null;
  const { anonHugePagesBytes: anonymous, shmemPmdMappedBytes: shmem, filePmdMappedBytes: file } = usage;
  const eligible = usage.thpEligible;
  if (anonymous === undefined && shmem === undefined && file === undefined && eligible === undefined)
    return null;
  return { backedBytes: (anonymous ?? 0) + (shmem ?? 0) + (file ?? 0), eligible: eligible ?? null };
}
