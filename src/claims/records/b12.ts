/** B12: MALLOC_ARENA_MAX=2 lowers the memory of threaded programs, and costs nothing. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatRatio } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged } from '../undecided.ts';

const memory = 'allocators/arena-max';
const contention = 'allocators/contention';
const arenas = 'allocators/arenas';

const bytes = (arm: ArmReadings): string => formatBytes(arm.median('plateauBytes'));
/** What counts as lower, and as slower. */
const lower = 1 / 1.2;
const slower = 1.05;

export const b12: Claim = {
  id: 'B12',
  title: 'MALLOC_ARENA_MAX=2 cuts memory at no cost',
  statement: 'MALLOC_ARENA_MAX=2 lowers the resident memory of a program with threads, and does not slow it.',
  source: ['advice of hosting platforms', 'issues of mastodon and others'],
  prediction:
    'Less is resident under every workload of eight threads, and four threads that allocate at once take as long as ' +
    'before. A workload whose memory stays, or a longer time, refutes it.',
  mechanism:
    'What a thread frees goes back to its arena and can be used only through it. Where threads work in turns, each arena ' +
    'keeps the peak of its own turn; two arenas keep two of them. Where all threads hold their memory at the same time, ' +
    'it is in use, and no number of arenas makes it less. The price is threads waiting for each other’s lock, which ' +
    'grows with the number of processors.',
  caveats: [
    'On few processors there is little to contend for: the price has to be measured where the program runs.',
    'Together with a pinned mmap threshold there is less to save: buffers are no longer in the arenas (B04).',
  ],
  needs: [memory, contention, arenas],
  decide(evidence) {
    const arm = (name: string): ArmReadings => armOf(evidence, memory, name);
    const [bursts, burstsTwo] = [arm('bursts'), arm('bursts, two arenas')];
    const [held, heldTwo] = [arm('held'), arm('held, two arenas')];
    requireMallocFrom('libc.so', [bursts, burstsTwo, held, heldTwo]);
    const limited = armOf(evidence, arenas, 'at most two arenas').most('arenas');
    requireEngaged(limited <= 2, `${limited} arenas with MALLOC_ARENA_MAX=2`);
    const times = ['two arenas', 'default'].map((name) => armOf(evidence, contention, name).ns('churn')) as [
      number,
      number,
    ];
    const sentence =
      `resident after bursts of one thread after another ${bytes(bursts)}, with two arenas ${bytes(burstsTwo)}; where all ` +
      `hold their memory ${bytes(held)}, with two ${bytes(heldTwo)}; median time of four contending threads ` +
      `${formatRatio(times[0] / times[1])} of the default’s on ${evidence.machine.cpus} processors`;
    const helps = (with2: ArmReadings, without: ArmReadings): boolean =>
      with2.median('plateauBytes') <= lower * without.median('plateauBytes');
    const [helpsBursts, helpsHeld] = [helps(burstsTwo, bursts), helps(heldTwo, held)];
    if (!helpsBursts || !helpsHeld)
      return refuted(sentence, helpsBursts ? 'threads work in turns rather than all at once' : undefined);
    const ratio = timeRatio(evidence, contention, ['two arenas', 'default'], 'churn');
    const side = sideOf(ratio, slower);
    if (side === 'below') return supported(sentence);
    return side === 'above'
      ? refuted(sentence, 'threads do not contend for arenas')
      : unresolved(`${sentence}; the ratio of times is ${inWords(ratio)}`);
  },
};
