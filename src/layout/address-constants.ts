/**
 * Where the kernel puts things, for each architecture: the constants of its headers, with their places. Pages of 4 KiB unless the
 * page size is an argument. Checked against Linux 6.18 (test/layout/constants.test.ts); they have been so since 4.12 or earlier.
 */

const mebibyte = 2 ** 20;
const gibibyte = 2 ** 30;

/** The constants of one architecture and width of addresses. Sizes and addresses in bytes. */
export type AddressConstants = {
  readonly name: string;
  /** The first address that no process can map. */
  readonly taskSize: number;
  readonly stackTop: number;
  /** The first address behind user space that the processor does not translate, and the first of the kernel's half. */
  readonly userEnd: number;
  readonly kernelStart: number;
  /** Where the kernel puts position-independent programs that have an interpreter. */
  readonly dynamicBase: number;
  /** Where mappings begin in the bottom-up layout. */
  readonly unmappedBase: number;
  /** How far the top of the stack is moved at most, where addresses are randomised. */
  readonly stackRandomBytes: number;
  /** How far the start of the break is moved at most. */
  readonly breakRandomBytes: number;
  /** Whether an unlimited stack at exec makes the layout bottom-up. */
  readonly unlimitedStackIsBottomUp: boolean;
};

/** The least that is kept for the stack: MIN_GAP = SZ_128M. arch/x86/mm/mmap.c, mm/util.c. */
export const leastStackGapBytes = 128 * mebibyte;

/** The most: MAX_GAP = task size / 6 * 5, in integers. The same places. */
export function mostStackGapBytes(taskSize: number): number {
  return Math.floor(taskSize / 6) * 5;
}

function pageDown(address: number, pageSizeBytes = 4096): number {
  return address - (address % pageSizeBytes);
}

function pageUp(address: number, pageSizeBytes = 4096): number {
  return pageDown(address + pageSizeBytes - 1, pageSizeBytes);
}

/**
 * x86-64. TASK_SIZE_MAX = (1 << 47) - PAGE_SIZE, arch/x86/include/asm/page_64.h; STACK_TOP = TASK_SIZE_LOW and TASK_UNMAPPED_BASE =
 * PAGE_ALIGN(task size / 3), asm/processor.h and page_types.h; ELF_ET_DYN_BASE = DEFAULT_MAP_WINDOW / 3 * 2 and __STACK_RND_MASK
 * 0x3fffff pages, asm/elf.h; arch_randomize_brk SZ_1G, kernel/process.c (32 MiB in old kernels). With five levels of page tables the
 * processor translates 56 bits, but without a hint the kernel maps nothing above the 47.
 */
function x64(bits: 47 | 56): AddressConstants {
  const window = 2 ** 47 - 4096;
  return {
    name: bits === 47 ? 'x86-64' : 'x86-64, five levels',
    taskSize: 2 ** bits - 4096,
    stackTop: window,
    userEnd: 2 ** bits,
    kernelStart: 2 ** 64 - 2 ** bits,
    dynamicBase: pageDown(Math.floor(window / 3) * 2),
    unmappedBase: pageUp(Math.floor(window / 3)),
    stackRandomBytes: 0x3fffff * 4096,
    breakRandomBytes: gibibyte,
    unlimitedStackIsBottomUp: false,
  };
}

/**
 * arm64, by the width of user addresses. TASK_SIZE_64 = 1 << vabits, STACK_TOP_MAX = DEFAULT_MAP_WINDOW_64, TASK_UNMAPPED_BASE =
 * PAGE_ALIGN(DEFAULT_MAP_WINDOW / 4), arch/arm64/include/asm/processor.h; ELF_ET_DYN_BASE = 2 * DEFAULT_MAP_WINDOW_64 / 3 and
 * STACK_RND_MASK 0x3ffff (of 4 KiB), asm/elf.h; mm/util.c for the rest.
 */
function arm64(bits: number, pageSizeBytes: number): AddressConstants {
  const window = 2 ** bits;
  return {
    name: `arm64, ${bits} bits`,
    taskSize: window,
    stackTop: window,
    userEnd: window,
    kernelStart: 2 ** 64 - window,
    dynamicBase: pageDown(Math.floor((2 * window) / 3), pageSizeBytes),
    unmappedBase: pageUp(window / 4, pageSizeBytes),
    stackRandomBytes: 0x3ffff * 4096,
    breakRandomBytes: gibibyte,
    unlimitedStackIsBottomUp: true,
  };
}

/** Widths of arm64 kernels (CONFIG_ARM64_VA_BITS); 52 bits give 48 without a hint. */
const arm64Widths = [36, 39, 42, 47, 48, 52];

/**
 * The constants for a process whose highest user address is `highestEnd`; null for an architecture or a width of pointers that is
 * not known here. The width of arm64 is read off the stack, which lies within 1 GiB of the top.
 */
export function addressConstants(
  architecture: string,
  highestEnd: number,
  pageSizeBytes: number,
): AddressConstants | null {
  if (highestEnd <= 2 ** 32) return null;
  if (['x64', 'x86_64'].includes(architecture)) return x64(highestEnd > 2 ** 47 ? 56 : 47);
  if (!['arm64', 'aarch64'].includes(architecture)) return null;
  const bits = arm64Widths.find((width) => highestEnd <= 2 ** width);
  return bits === undefined ? null : arm64(bits, pageSizeBytes);
}
