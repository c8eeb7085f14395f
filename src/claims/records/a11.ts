/** A11: a private anonymous mmap is more efficient than malloc for large blocks. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stages = ['allocators/cycles', 'allocators/large-cycles'];
const allocators = ['glibc', 'musl', 'jemalloc', 'mimalloc', 'tcmalloc'];

/** One allocator beside plain mmap, for one size of block. */
type Cell = {
  readonly name: string;
  readonly faultsPerCycle: number;
  readonly mmapFaultsPerCycle: number;
  readonly keptBytes: number;
  readonly touchedBytes: number;
};

function cellsOf(evidence: Evidence, stage: string): Cell[] {
  const mmap = armOf(evidence, stage, 'mmap');
  armOf(evidence, stage, 'glibc');
  const cycles = mmap.fact('laterCycles');
  const pages = mmap.fact('touchedPages');
  const mmapFaultsPerCycle = mmap.faults('later') / cycles;
  requireEngaged(
    pages > 0 && mmapFaultsPerCycle >= 0.9 * pages,
    `${mmap.place}: ${formatCount(mmapFaultsPerCycle)} faults for ${formatCount(pages)} pages touched`,
  );
  const size = formatBytes(mmap.fact('blockBytes'));
  const measured = allocators.filter((name) => hasArm(evidence, stage, name));
  return measured.map((name) => {
    const arm = armOf(evidence, stage, name);
    return {
      name: `${name} at ${size}`,
      faultsPerCycle: arm.faults('later') / cycles,
      mmapFaultsPerCycle,
      keptBytes: arm.median('keptBytes') - mmap.median('keptBytes'),
      touchedBytes: pages * evidence.machine.pageSizeBytes,
    };
  });
}

const inWords = ({ name, faultsPerCycle }: Cell): string =>
  `${name} ${formatCount(Math.round(faultsPerCycle))}`;

export const a11: Claim = {
  id: 'A11',
  title: 'anonymous mmap beats malloc for large blocks',
  statement: 'For a large block, a private anonymous mmap is more efficient than malloc.',
  source: ['the post', 'glibc manual, Memory-mapped I/O (MAP_ANONYMOUS)'],
  prediction:
    'Obtaining, touching and releasing a block again and again takes malloc more page faults than mmap and munmap, ' +
    'under every allocator and for every size. An allocator that takes as many, or fewer, refutes it.',
  mechanism:
    'A large malloc is an anonymous mapping: the first use costs the same faults either way. What differs is the release. ' +
    'munmap always gives the pages back, and the next mapping faults each of them in again. An allocator that keeps the ' +
    'block (glibc once its threshold has risen, up to 32 MiB; tcmalloc, mimalloc by size) hands out pages that are ' +
    'already there: no fault at all, and memory that stays resident meanwhile.',
  caveats: [
    'Faults are counted, not time: at some 1 to 2 us each they are nearly all of the cost of these rounds.',
    'Which allocator keeps which size depends on its version and settings.',
  ],
  needs: stages,
  decide(evidence) {
    const cells = stages.flatMap((stage) => cellsOf(evidence, stage));
    const mmap = formatCount(Math.round(cells[0]?.mmapFaultsPerCycle ?? 0));
    const all = `faults a round after the first: mmap ${mmap}, ${cells.map(inWords).join(', ')}`;
    const against = cells.filter((cell) => cell.faultsPerCycle <= 1.1 * cell.mmapFaultsPerCycle);
    if (against.length === 0) return supported(all);
    const keeping = cells.filter((cell) => cell.keptBytes >= 0.5 * cell.touchedBytes);
    const kept = keeping.map(({ name, keptBytes }) => `${name} kept ${formatBytes(keptBytes)}`).join(', ');
    return refuted(
      all,
      kept ? `memory is to be given back after each use: munmap left nothing, ${kept}` : undefined,
    );
  },
};
