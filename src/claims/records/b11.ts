/** B11: at most eight arenas a processor, and reserved, not resident, memory grows with them. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'allocators/arenas';
const arenasPerProcessor = 8;
const heapBytes = 64 * 2 ** 20;

export const b11: Claim = {
  id: 'B11',
  title: 'at most 8 arenas a processor: they reserve, not use',
  statement:
    'A program with many threads gets at most 8 arenas for each processor; each reserves 64 MiB of address space, and ' +
    'hardly any of that is resident.',
  source: ['glibc manual, glibc.malloc.arena_max', 'articles of distributors'],
  since: { glibc: '2.15' },
  prediction:
    'With more threads than that, the number of arenas is 8 times the number of processors; reserved memory grows by ' +
    '64 MiB for each, resident memory by less than a hundredth of it. Another number, or resident growth, refutes it.',
  mechanism:
    'Every new arena maps a heap aligned to its greatest size, 64 MiB on 64-bit machines, without access; pages become ' +
    'usable, and then resident, as they are needed. Tools that show virtual size show the reservation.',
  caveats: [
    'The processors that count are those online; some versions of glibc take those that the process may run on.',
    '32-bit programs get 2 arenas for each processor. MALLOC_ARENA_MAX sets another limit.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'more threads than arenas');
    requireMallocFrom('libc.so', [arm]);
    const [threads, arenas, online] = [
      arm.least('threads'),
      arm.fact('arenas'),
      arm.fact('onlineProcessors'),
    ];
    const limits = [online, arm.fact('processors')].map((processors) => arenasPerProcessor * processors);
    requireEngaged(
      threads >= Math.max(...limits),
      `${formatNumber(threads, 'thread')} could be started, too few to meet a limit of ${Math.max(...limits)} arenas`,
    );
    const [reserved, resident] = [arm.median('reservedGrowthBytes'), arm.median('residentGrowthBytes')];
    const reserves = reserved >= 0.9 * (arenas - 1) * heapBytes;
    return decideBy(
      limits.includes(arenas) && reserves && resident < 0.01 * reserved,
      `${formatNumber(threads, 'thread')} on ${formatNumber(online, 'processor')} led to ${formatCount(arenas)} arenas; ` +
        `reserved memory grew by ${formatBytes(reserved)}, resident by ${formatBytes(resident)}`,
    );
  },
};
