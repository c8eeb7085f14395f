/** The settings of the machine that decide where things are put in an address space. */
import type { LayoutSysctls } from '../../model/process-image.ts';
import { measuredValue } from '../../model/reading.ts';
import { readParsed, readText } from '../read-text.ts';
import { parseCount } from '../single-value.ts';

// mm/mmap.c: stack_guard_gap = 256UL << PAGE_SHIFT.
const DEFAULT_GUARD_GAP_PAGES = 256;

/**
 * `stack_guard_gap=` in pages, from the kernel's command line. The kernel takes the last one, and none that has anything but
 * digits. Source: mm/mmap.c, cmdline_parse_stack_guard_gap; Documentation/admin-guide/kernel-parameters.txt.
 */
export function parseStackGuardGap(commandLine: string): number {
  const [parameters = ''] = commandLine.trim().split(/ -- /, 1);
  const given = [...parameters.matchAll(/(?:^|\s)stack_guard_gap=(\d{1,9})(?=\s|$)/g)].at(-1)?.[1];
  return given === undefined ? DEFAULT_GUARD_GAP_PAGES : Number(given);
}

/** Source: Documentation/admin-guide/sysctl/vm.rst and kernel.rst. `mmap_rnd_bits` is for root only. */
export function readLayoutSysctls(root = '/'): LayoutSysctls {
  return {
    randomizeVaSpace: readParsed(root, '/proc/sys/kernel/randomize_va_space', parseCount),
    legacyVaLayout: readParsed(root, '/proc/sys/vm/legacy_va_layout', parseCount),
    mmapRndBits: readParsed(root, '/proc/sys/vm/mmap_rnd_bits', parseCount),
    mmapMinAddrBytes: readParsed(root, '/proc/sys/vm/mmap_min_addr', parseCount),
    stackGuardGapPages: parseStackGuardGap(measuredValue(readText(root, '/proc/cmdline')) ?? ''),
  };
}
