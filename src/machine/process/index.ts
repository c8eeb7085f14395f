/** What the kernel tells about one process: everything at once, its totals again and again, and the symbols of a program. */

export { type ElfSymbols, readElfSymbols } from './elf-symbols.ts';
export { readLayoutSysctls } from './layout-sysctls.ts';
export { type ReadProcessOptions, readProcess } from './read-process.ts';
export { readRollup } from './smaps-rollup.ts';
export type { ElfSymbol } from './symbol-table.ts';

// One parser per kernel file.

export { parseAuxv } from './auxv.ts';
export { parseCommandWords } from './command-words.ts';
export { parseElfImage, readElfImage } from './elf-image.ts';
export { parseLimits } from './limits.ts';
export { parseMaps } from './maps.ts';
export { parsePersonality } from './personality.ts';
export { parseSmaps } from './smaps.ts';
export { parseSmapsRollup } from './smaps-rollup.ts';
export { parseStat } from './stat.ts';
export { parseStatus } from './status.ts';
export { parseThreadSyscall } from './threads.ts';
