/** K05: whether both halves do the same work, whatever the compiler. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { programRuns } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/optimiser';
const levels = ['-O0', '-O1', '-O2', '-O3', '-O2, escaping'];

type Level = {
  readonly name: string;
  readonly malloc: number;
  readonly mmap: number;
  readonly pages: number;
};

/** The fewest faults of each half, of all trials. */
function levelOf(evidence: Evidence, name: string): Level {
  const arm = armOf(evidence, stage, name);
  const runs = programRuns(arm);
  const least = (of: 'mallocFaults' | 'mmapFaults' | 'sizeBytes'): number =>
    Math.min(...runs.map((run) => run[of]));
  return {
    name,
    malloc: least('mallocFaults'),
    mmap: least('mmapFaults'),
    pages: least('sizeBytes') / arm.fact('pageBytes'),
  };
}

export const k05: Claim = {
  id: 'K05',
  title: 'zeros by malloc and ones by mmap are the same work',
  statement:
    'malloc and memset(0), and mmap and memset(1), touch the same pages at every level of optimisation.',
  source: ['the post, its code', 'GCC bug 57742: malloc and memset become calloc'],
  prediction:
    'Each half takes a fault for each page of its buffer, from -O0 to -O3. A half without its faults was removed, and refutes it.',
  mechanism:
    'Compilers know malloc, memset and free: a buffer that nobody reads is deleted with all that was done to it, and malloc followed by zeros ' +
    'becomes calloc, which does not write to fresh memory. Ones have no calloc, and a mapping is never deleted. So the fill byte, which ' +
    'looks like a detail, decides what is measured.',
  caveats: [
    'The printed time then is 0.000000 and looks like a result: faults show that nothing was done.',
    'An escape of the pointer after the memset does not help against calloc; -fno-builtin does.',
  ],
  needs: [stage],
  decide(evidence) {
    const all = levels.map((name) => levelOf(evidence, name));
    const [plain] = all;
    const whole = (faults: number, pages: number): boolean => faults >= 0.9 * pages;
    requireEngaged(
      plain !== undefined && whole(plain.malloc, plain.pages) && whole(plain.mmap, plain.pages),
      'without optimisation the halves do not take a fault for each page either',
    );
    const words = all.map(
      ({ name, malloc, mmap }) => `${name} ${formatCount(malloc)} and ${formatCount(mmap)}`,
    );
    const sentence = `faults of malloc’s and of mmap’s half: ${words.join('; ')}`;
    if (all.every(({ malloc, mmap, pages }) => whole(malloc, pages) && whole(mmap, pages)))
      return supported(sentence);
    return all.some(({ malloc, mmap, pages }) => Math.min(malloc, mmap) < 0.5 * pages)
      ? refuted(sentence)
      : unresolved(sentence);
  },
};
