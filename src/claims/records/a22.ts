/** A22: what strace shows of malloc. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/strace';
const allMarks = 4;

export const a22: Claim = {
  id: 'A22',
  title: 'strace shows what malloc does',
  statement:
    'What malloc does can be seen with strace: memory that a program obtains appears as a system call.',
  source: ['the post, its tip', 'strace(1)'],
  prediction:
    'A large malloc, the first touch of its memory and a thousand small mallocs each appear in the trace. Memory that grows, or mallocs that ' +
    'are answered, without a line of trace refute it.',
  mechanism:
    'A malloc above the threshold is one mmap, which strace shows. The memory itself comes with page faults, which are no system calls; they ' +
    'are where the time goes. And small mallocs are answered from what the library holds already.',
  caveats: [
    'Variables before strace (GLIBC_TUNABLES, LD_PRELOAD) also act on strace: pass them with `strace -E`.',
    'Tracing takes the right to trace (Yama, seccomp), and changes times (see B100). `firsttouch trace` records faults beside calls.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'under strace');
    requireEngaged(arm.fact('marks') === allMarks, 'the marks of the program are not in the trace');
    const grown = arm.least('grownBytes');
    const mallocs = arm.fact('smallMallocs');
    requireEngaged(grown > 0 && mallocs > 0, 'the program obtained no memory');
    const [large, touch, small] = ['mallocCalls', 'touchCalls', 'smallCalls'].map((name) =>
      arm.least(name),
    ) as [number, number, number];
    const faults = formatCount(Math.min(...arm.lists('touchFaults').flat()));
    const sentence =
      `${formatNumber(large, 'call')} for the large malloc, ${formatCount(touch)} while its ${formatBytes(grown)} became resident in ${faults} ` +
      `page faults, ${formatCount(small)} for ${formatCount(mallocs)} small mallocs`;
    if (touch > 0 && small > 0) return supported(sentence);
    return refuted(
      sentence,
      large > 0 ? 'the question is which system calls a large malloc makes' : undefined,
    );
  },
};
