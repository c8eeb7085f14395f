/** How many bits the kernel gives to each region, by its settings and its sources. */
import type { EntropyPromise, RandomizationConditions } from '../../model/randomization.ts';

/** x86-64, 4 KiB pages. */
const heapRanges: readonly EntropyPromise[] = [
  { bits: 18, source: 'up to 1 GiB above the program, in pages: arch_randomize_brk, Linux 6.9' },
  { bits: 13, source: 'up to 32 MiB above the program, in pages: arch_randomize_brk before Linux 6.9' },
];

const nothing = (source: string): readonly EntropyPromise[] => [{ bits: 0, source }];

/** What `mmap` takes its draws from. The setting is hidden from all but root; its default is the next best. */
function mappings({ architecture, mmapRndBits }: RandomizationConditions): readonly EntropyPromise[] {
  if (mmapRndBits !== null) return [{ bits: mmapRndBits, source: `vm.mmap_rnd_bits is ${mmapRndBits}` }];
  const source = 'the default of vm.mmap_rnd_bits on x86-64, which only root can read';
  return architecture === 'x64' ? [{ bits: 28, source }] : [];
}

function executable(conditions: RandomizationConditions): readonly EntropyPromise[] {
  const { program } = conditions;
  if (program === 'fixed') return nothing('the program is linked to a fixed address, not as PIE');
  return program === null ? [] : mappings(conditions);
}

/**
 * The promises that may hold for the region, the newest kernel's first; empty where none is known. The heap's is about its
 * distance from the program. Source: arch/x86/mm/mmap.c, arch/x86/kernel/process.c, fs/binfmt_elf.c, and
 * Documentation/admin-guide/sysctl (vm.mmap_rnd_bits, kernel.randomize_va_space).
 */
export function promisesFor(region: string, conditions: RandomizationConditions): readonly EntropyPromise[] {
  const { architecture, randomizeVaSpace, switchedOff } = conditions;
  if (switchedOff)
    return nothing('randomisation is switched off for whatever is started here: setarch -R, or a debugger');
  if (randomizeVaSpace === null) return [];
  if (randomizeVaSpace === 0) return nothing('kernel.randomize_va_space is 0');
  if (region === 'executable') return executable(conditions);
  if (region !== 'heap' && region !== 'stack') return mappings(conditions);
  if (architecture !== 'x64') return [];
  if (region === 'heap')
    return randomizeVaSpace === 1 ? nothing('kernel.randomize_va_space is 1, without the heap') : heapRanges;
  // The two draws overlap in one bit, which adds less than a thousandth of a bit.
  return [{ bits: 30, source: '22 bits of pages, STACK_RND_MASK, and 16-byte steps, arch_align_stack' }];
}
