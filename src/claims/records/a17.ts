/** A17: malloc takes no pages before they are written. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'untouched-memory/contents';

/** Blocks that had pages although nobody had written to them, in words. */
function counterexamples(evidence: Evidence): string[] {
  const recycled = armOf(evidence, stage, 'recycled-write');
  requireEngaged(recycled.fact('reused') === 1, 'malloc did not give again what was freed before');
  const found: string[] = [];
  const pages = recycled.fact('pages');
  if (recycled.most('touchFaults') < pages / 2)
    found.push(
      `memory that was used before took ${formatNumber(recycled.most('touchFaults'), 'fault')} for ${formatCount(pages)} pages`,
    );
  for (const [name, what] of [
    ['perturbed', 'glibc.malloc.perturb'],
    ['locked', 'mlockall(MCL_FUTURE)'],
  ] as const) {
    if (!hasArm(evidence, stage, name)) continue;
    const arm = armOf(evidence, stage, name);
    if (arm.failure() || arm.least('obtainAnonymousBytes') < arm.fact('sizeBytes') / 2) continue;
    found.push(`with ${what} malloc itself made ${formatBytes(arm.median('obtainAnonymousBytes'))} resident`);
  }
  return found;
}

export const a17: Claim = {
  id: 'A17',
  title: 'malloc takes no pages before they are written',
  statement: 'malloc reserves address space, and pages are taken only when they are written.',
  source: ['the post', 'malloc(3)'],
  prediction:
    'After malloc the resident size has not grown by more than the page of the header; writing takes a fault for every ' +
    'page. Pages that are there before anyone writes refute it.',
  mechanism:
    'A mapping is a promise: the kernel finds a page at the first access. A read is answered by the one page of zeros that ' +
    'all share: a fault and an entry in the page table, but no memory. A block that malloc cuts from memory freed before ' +
    'has its pages already. mlockall(MCL_FUTURE) lets every new mapping be filled at once, and a perturb byte is written ' +
    'by malloc itself.',
  caveats: [
    'Where huge pages are always on, the header of a large block takes a whole huge page.',
    'The page tables that reads fill are memory, too: 8 bytes for each page.',
  ],
  needs: [stage],
  decide(evidence) {
    const fresh = armOf(evidence, stage, 'fresh');
    const write = armOf(evidence, stage, 'fresh-write');
    const read = armOf(evidence, stage, 'fresh-read');
    const sizeBytes = fresh.fact('sizeBytes');
    const found = counterexamples(evidence);
    requireEngaged(write.least('touchAnonymousBytes') > sizeBytes / 4, 'writing made no pages resident');
    const seen =
      `malloc of ${formatBytes(sizeBytes)} of fresh memory made ${formatBytes(fresh.median('obtainAnonymousBytes'))} resident, ` +
      `reading it ${formatBytes(read.median('touchAnonymousBytes'))}, writing it ${formatBytes(write.median('touchAnonymousBytes'))}`;
    if (
      fresh.most('obtainAnonymousBytes') > sizeBytes / 16 ||
      read.most('touchAnonymousBytes') > sizeBytes / 16
    )
      return refuted(seen);
    if (found.length === 0) return supported(seen);
    return refuted(
      `${found.join('; ')}. ${seen}`,
      'the block is newly mapped, and neither locked nor filled by malloc',
    );
  },
};
