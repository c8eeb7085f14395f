/** B26: the second touch is free, and the order of the first does not matter. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'fault-costs/counts';
const base = ['sequential', 'backward', 'stride', 'random'];
const huge = ['huge-sequential', 'huge-random'];
/** Faults of the stack or of a page of the program may fall into a phase. */
const stray = 4;

export const b26: Claim = {
  id: 'B26',
  title: 'a second touch is free, the order does not matter',
  statement:
    'Private anonymous memory is paid for in faults at its first touch alone: a second pass takes none, and the order of the first one ' +
    'changes nothing about their number.',
  source: ['common knowledge'],
  prediction:
    'As many faults in sequential, backward, strided and random order, with base pages and with huge ones; none in the second ' +
    'pass. A count that differs refutes it.',
  mechanism:
    'A fault maps a page, or a huge page, for good: as long as nothing takes it away (fork, reclaim, a page moved), it is not ' +
    'asked for again. Which page comes first does not matter, since anonymous memory has no fault-around.',
  caveats: [
    'It is about faults: caches and the TLB do care about the order.',
    'A page read first and written later takes two faults. Mappings of files map neighbours along, and depend on the order.',
    'The first write after a fork faults once more.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = [...base, ...huge].map((name) => armOf(evidence, stage, name));
    const firsts = arms.map((arm) => arm.faults('touch'));
    requireEngaged(Math.min(...firsts) > 0, 'a first touch took no fault');
    const again = arms.map((arm) => arm.faults('again'));
    const spread = (from: number, to: number) => {
      const counts = firsts.slice(from, to);
      return [Math.min(...counts), Math.max(...counts)] as const;
    };
    const [leastBase, mostBase] = spread(0, base.length);
    const [leastHuge, mostHuge] = spread(base.length, firsts.length);
    const sentence =
      `in four orders ${formatCount(leastBase)} to ${formatCount(mostBase)} faults, with huge pages ${formatCount(leastHuge)} to ` +
      `${formatCount(mostHuge)}; at most ${formatCount(Math.max(...again))} in the second pass`;
    const alike = mostBase - leastBase <= stray && mostHuge - leastHuge <= stray;
    return decideBy(alike && Math.max(...again) <= stray, sentence);
  },
};
