/** B38: huge pages speed up random access. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { chasedBytes, chaseRatio, chaseStage, leastGain } from '../chase-ratio.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { inWords, sideOf } from '../time-ratio.ts';

export const b38: Claim = {
  id: 'B38',
  title: 'huge pages speed up random access',
  statement:
    'Dependent loads at random places of much more memory than the TLB covers are faster where pages are huge.',
  source: ['kernel documentation, Transparent Hugepage Support', 'unordered_dense pull request 231'],
  prediction:
    'The same loads take at least 2 per cent longer in small pages. Equal times, or longer ones in huge pages, refute it.',
  mechanism:
    'Each load needs the translation of its address. A TLB of some thousand entries covers some megabytes in small pages and some ' +
    'gigabytes in huge ones; beyond that each load walks the page table first, which is memory, too. In a virtual machine the ' +
    'walk has two dimensions, and huge pages shorten both.',
  caveats: [
    'Compared is the fastest of ten rounds in each process: the first rounds, with page tables not yet in the caches, gain more.',
    'Below what the TLB covers there is nothing to gain; the slow stages of random-access show where it begins.',
    'Without hardware counters (most virtual machines) misses of the TLB cannot be counted: the effect is measured, its mechanism is inferred.',
    'The host may back a virtual machine’s memory with pages of another size than the guest believes.',
  ],
  needs: [chaseStage],
  decide(evidence) {
    const ratio = chaseRatio(evidence);
    const sentence = `in ${formatBytes(chasedBytes(evidence))}, small pages took ${inWords(ratio)} times as long as huge ones`;
    const side = sideOf(ratio, leastGain);
    if (side === 'neither') return unresolved(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
