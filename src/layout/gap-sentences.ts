/** Why nothing is mapped somewhere: one sentence for each reason. Sizes are written beside them, not in them. */
import type { GapReason } from '../model/layout.ts';

const sentences: Record<GapReason, string> = {
  'null-guard': 'vm.mmap_min_addr: never mapped, so that a null pointer faults',
  'below-program': 'nothing is put below the program unless it asks for an address',
  'brk-offset': 'random offset between the end of bss and the heap',
  'heap-room': 'the break can move up into this',
  'heap-to-mmap': 'the break can move up into this from below, new mappings come down into it',
  'heap-to-stack': 'the break can move up into this from below, the stack (it has no limit) down from above',
  'mmap-room': 'where the next large mapping is put',
  'above-mmap': 'kept free above mmap_base, for the stack and its random offset',
  'stack-guard-gap':
    'stack_guard_gap: nothing is mapped so close below the stack; drawn below all that it may grow into',
  'stack-reserve': 'what the stack may still grow into (RLIMIT_STACK)',
  'stack-offset': 'random offset of the stack below STACK_TOP',
  'last-page': 'the last page below TASK_SIZE is never mapped',
  'non-canonical': 'no such addresses: the processor does not translate them',
  'kernel-half': "the kernel's half: not readable from the process",
  'inside-module': 'between segments of one file',
  hole: 'between mappings: nothing is mapped',
};

export function gapSentence(reason: GapReason): string {
  return sentences[reason];
}
