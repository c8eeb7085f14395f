/** Blocks that malloc first mmapped and, once one was freed, takes from the break: its threshold has moved. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatDuration } from '../../../model/units.ts';
import type { Area } from '../area.ts';
import type { Process } from '../process.ts';
import type { Watcher } from '../watcher.ts';

/** M_MMAP_THRESHOLD before anything is freed, and what it can rise to by itself. Source: mallopt(3). */
const firstThresholdBytes = 2 ** 17;
const largestThresholdBytes = 2 ** 25;
/** A growth of the break asks for the block and M_TOP_PAD (128 KiB), less what is free at the top. */
const topPadBytes = 2 ** 17;
/** Blocks that were never mmapped make the break grow by so much at most: a larger growth is of one that would have been. */
const ordinaryGrowthBytes = firstThresholdBytes + topPadBytes + 4096;
const mostCandidates = 256;

type Freed = {
  readonly sizeBytes: number;
  readonly atNs: number;
  readonly process: Process;
  readonly sure: boolean;
};
type Move = Freed & { readonly growthBytes: number; readonly laterNs: number };

export class MovedThreshold implements Watcher {
  readonly #freed = new Map<Process, Map<number, Freed>>();
  readonly #moves: Move[] = [];

  mapped(area: Area, process: Process): void {
    // The same size from mmap again: the threshold has not moved beyond it.
    if (area.path === '') this.#freed.get(process)?.delete(area.origin.sizeBytes);
  }

  unmapped(piece: Area, atNs: number, process: Process): void {
    const { sizeBytes, caller, how } = piece.origin;
    const plain = how === 'mmap' && piece.path === '' && piece.permissions === 'rw-p';
    if (!plain || piece.end - piece.start !== sizeBytes || !['malloc', 'unknown'].includes(caller)) return;
    if (sizeBytes < firstThresholdBytes || sizeBytes > largestThresholdBytes + 4096) return;
    const freed = this.#freed.get(process) ?? new Map<number, Freed>();
    if (freed.size >= mostCandidates) return;
    freed.set(sizeBytes, { sizeBytes, atNs, process, sure: caller === 'malloc' });
    this.#freed.set(process, freed);
  }

  moved(before: number, after: number, atNs: number, process: Process): void {
    const growthBytes = after - before;
    const freed = this.#freed.get(process);
    if (!freed || growthBytes <= ordinaryGrowthBytes) return;
    for (const one of freed.values()) {
      if (growthBytes < one.sizeBytes - topPadBytes || growthBytes > one.sizeBytes + 2 * topPadBytes)
        continue;
      freed.delete(one.sizeBytes);
      this.#moves.push({ ...one, growthBytes, laterNs: atNs });
    }
    if (this.#moves.length > mostCandidates) this.#moves.length = mostCandidates;
  }

  replaced(process: Process): void {
    this.#freed.delete(process);
  }

  ended(process: Process): void {
    this.#freed.delete(process);
  }

  findings(): TraceFinding[] {
    const largest = this.#moves.toSorted((a, b) => b.sizeBytes - a.sizeBytes || a.atNs - b.atNs);
    return largest.slice(0, 3).map(({ sizeBytes, atNs, growthBytes, laterNs, process, sure }) => ({
      kind: 'malloc-threshold',
      sentence:
        `${sure ? 'malloc' : 'What is probably malloc'} mapped a block of ${formatBytes(sizeBytes)} and unmapped it at ${formatDuration(atNs)}; ` +
        `at ${formatDuration(laterNs)} the break grew by ${formatBytes(growthBytes)} instead, and no block of that size was mapped in between: ` +
        `freeing it moved glibc's mmap threshold to ${formatBytes(sizeBytes)} and its trim threshold to twice that, and blocks up to that size now come from the heap.`,
      figures: { pid: process.pid, sizeBytes, unmappedAtNs: atNs, growthBytes, grownAtNs: laterNs },
    }));
  }
}
