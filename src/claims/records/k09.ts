/** K09: what the first half pays beside its buffer. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { type ProgramRun, programRuns } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/first-half';
const ways = ['lazy binding', 'bound at start'];

type Extra = { readonly way: string; readonly first: readonly number[]; readonly second: readonly number[] };

/** Faults beyond one for each page: malloc's buffer reaches into one page more, behind its header. */
function extraOf(evidence: Evidence, way: string): Extra {
  const arm = armOf(evidence, stage, way);
  const runs = programRuns(arm);
  const pagesOf = ({ sizeBytes }: ProgramRun): number => sizeBytes / arm.fact('pageBytes');
  requireEngaged(
    runs.every((run) => run.mallocFaults > 0.9 * pagesOf(run) && run.mmapFaults > 0.9 * pagesOf(run)),
    `${arm.place}: the halves do not take a fault for each page`,
  );
  return {
    way,
    first: runs.map((run) => run.mallocFaults - pagesOf(run) - 1),
    second: runs.map((run) => run.mmapFaults - pagesOf(run)),
  };
}

const range = (values: readonly number[]): string => {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? String(low) : `${low} to ${high}`;
};

export const k09: Claim = {
  id: 'K09',
  title: 'only the treatment is inside the timed region',
  statement: 'The timed region of the first half contains its allocation and its fill, and nothing else.',
  source: ['the post, its code: malloc first, printf before and between'],
  prediction:
    'The first half takes exactly the faults of its buffer. One more in every execution belongs to something else, and refutes it.',
  mechanism:
    'The first malloc of a program writes to the allocator’s own state, and the first call of each function may be resolved by the loader and ' +
    'read in code: pages that are faulted in once, by whoever comes first. The second half finds all of it done.',
  caveats: [
    'A few faults of thousands: too little to explain the post’s difference, enough to show that the first half is not the second’s equal.',
  ],
  needs: [stage],
  decide(evidence) {
    const extras = ways.map((way) => extraOf(evidence, way));
    const first = extras.flatMap((extra) => extra.first);
    const sentence = extras
      .map(
        (extra) =>
          `${extra.way}: faults beyond those of the buffer: ${range(extra.first)} in the first half, ${range(extra.second)} in the second`,
      )
      .join('; ');
    if (first.every((count) => count >= 1)) return refuted(sentence);
    return first.every((count) => count <= 0) ? supported(sentence) : unresolved(sentence);
  },
};
