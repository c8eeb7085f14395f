/** What strace costs a program, in a sentence for the trace's header. */
import type { StraceFeatures } from './features.ts';

/**
 * Measured with strace 6.1 on Linux 6.18: a loop of mmap, touch and munmap took 10 times as long, with stacks some 350
 * times (more than a millisecond a call: strace reads the maps anew after each change).
 */
export function stracePrice(features: StraceFeatures, callers: boolean): string {
  const each = features.seccompBpf
    ? 'stops the program at every memory call and at no other'
    : 'stops the program at every system call (this strace or kernel has no --seccomp-bpf)';
  const factor =
    callers && features.stackTraces !== null
      ? 'with the stack of each, more than a millisecond a call: a program that makes little else takes some hundred times as long'
      : 'a program that makes little else takes 10 to 20 times as long, one that makes few 1.05 times';
  return `strace ${each}; ${factor}; durations are not read off such a trace`;
}
