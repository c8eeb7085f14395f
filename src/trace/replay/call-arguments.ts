/** The arguments of a memory call: numbers as tracepoints have them, or words joined by `|` as strace writes them. */
import type { CallRecord } from '../../model/trace.ts';

/** Values of x86-64 and arm64, where they agree. Source: include/uapi/asm-generic/mman-common.h, mman.h, linux/mman.h, sched.h. */
const values = {
  PROT_READ: 0x1,
  PROT_WRITE: 0x2,
  PROT_EXEC: 0x4,
  MAP_SHARED: 0x1,
  MAP_FIXED: 0x10,
  MAP_ANONYMOUS: 0x20,
  MAP_LOCKED: 0x2000,
  MAP_NORESERVE: 0x4000,
  MAP_STACK: 0x20000,
  MAP_HUGETLB: 0x40000,
  MAP_FIXED_NOREPLACE: 0x100000,
  MREMAP_DONTUNMAP: 0x4,
  CLONE_VM: 0x100,
} as const;

/** Of madvise: one value, not bits. */
const advices: Record<number, string> = {
  4: 'MADV_DONTNEED',
  8: 'MADV_FREE',
  9: 'MADV_REMOVE',
  14: 'MADV_HUGEPAGE',
  24: 'MADV_DONTNEED_LOCKED',
};

/** The argument as a number; undefined where it is none. NULL is 0. */
export function numberAt(call: CallRecord, index: number): number | undefined {
  const value = call.arguments[index];
  if (typeof value === 'number') return value;
  if (value === null || value === 'NULL') return 0;
  if (typeof value !== 'string' || !/^(0x[\da-f]+|\d+)$/i.test(value)) return undefined;
  return Number(value);
}

/** Whether a flag is set, in a number or among words. */
export function hasFlag(call: CallRecord, index: number, flag: keyof typeof values): boolean {
  const value = call.arguments[index];
  if (typeof value === 'number') return (value & values[flag]) !== 0;
  return typeof value === 'string' && value.split('|').includes(flag);
}

/** The words for what madvise was told; the number where it is another. */
export function adviceAt(call: CallRecord, index: number): string {
  const value = call.arguments[index];
  return typeof value === 'number' ? (advices[value] ?? String(value)) : String(value);
}

/** `rwxp` from PROT_ and MAP_ arguments; `flags` absent: private. */
export function permissionsOf(call: CallRecord, protection: number, flags?: number): string {
  const letter = (flag: 'PROT_READ' | 'PROT_WRITE' | 'PROT_EXEC', text: string): string =>
    hasFlag(call, protection, flag) ? text : '-';
  const shared = flags !== undefined && isShared(call, flags);
  const letters = letter('PROT_READ', 'r') + letter('PROT_WRITE', 'w') + letter('PROT_EXEC', 'x');
  return `${letters}${shared ? 's' : 'p'}`;
}

/** MAP_SHARED or MAP_SHARED_VALIDATE. */
function isShared(call: CallRecord, index: number): boolean {
  const value = call.arguments[index];
  if (typeof value === 'string') return value.split('|').some((word) => word.startsWith('MAP_SHARED'));
  return hasFlag(call, index, 'MAP_SHARED');
}
