/** A21: whether mmap compiles where malloc does. */
import type { Claim } from '../../model/claim.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/portability';
const standards = ['ISO C', 'POSIX 2008', 'GNU C'];

export const a21: Claim = {
  id: 'A21',
  title: 'mmap in place of malloc is less portable',
  statement: 'An anonymous mmap in place of malloc makes code compile under fewer standards.',
  source: ['the post', 'mmap(2): standards', 'POSIX.1-2008, sys/mman.h'],
  prediction:
    'Code with malloc compiles under ISO C, POSIX.1-2008 and GNU C, code with an anonymous mmap not under all of them. If it compiles under ' +
    'all, the statement is refuted.',
  mechanism:
    'malloc is of ISO C. mmap is of POSIX, and MAP_ANONYMOUS was added to it in 2024 only: strict headers of earlier standards do not ' +
    'declare it. The flags that make mmap worth using (MAP_POPULATE, MAP_NORESERVE) are Linux’s alone.',
  caveats: [
    'Headers differ: those of musl declare MAP_ANONYMOUS under every standard.',
    'Where it compiles it still may not run: other systems differ in flags and in what they mean.',
  ],
  needs: [stage],
  decide(evidence) {
    const accepted = (name: string): boolean => armOf(evidence, stage, name).fact('compiled') === 1;
    const mallocIn = standards.filter((standard) => accepted(`malloc, ${standard}`));
    const mmapIn = standards.filter((standard) => accepted(`mmap, ${standard}`));
    requireEngaged(mallocIn.length > 0, 'the compiler takes no program at all');
    requireEngaged(mmapIn.length > 0, 'mmap compiles nowhere: its headers are missing');
    const refused = mallocIn.filter((standard) => !mmapIn.includes(standard));
    const musl = hasArm(evidence, stage, 'mmap, ISO C, musl') && accepted('mmap, ISO C, musl');
    const sentence =
      `malloc compiles as ${mallocIn.join(', ')}; mmap as ${mmapIn.join(', ')}` +
      `${refused.length > 0 ? `, not as ${refused.join(' or ')}` : ''}${musl ? '; with the headers of musl also as ISO C' : ''}`;
    return decideBy(refused.length > 0, sentence);
  },
};
