/** Memory mapped, given back and mapped again: how much, which size most, and what malloc could have kept. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import type { Area } from '../area.ts';
import type { Circumstances, Watcher } from '../watcher.ts';
import { avoidable, mallocTunables } from './malloc-tunables.ts';

/** Different sizes told apart; the rest only adds to the totals. */
const mostSizes = 4096;
const fewestRepeats = 4;
const leastBytes = 2 ** 24;
/** glibc's mmap threshold follows freed blocks up to this size on 64-bit machines (DEFAULT_MMAP_THRESHOLD_MAX). */
const largestDynamicBytes = 2 ** 25;

type Size = {
  readonly sizeBytes: number;
  mapped: number;
  unmapped: number;
  /** Mapped when one of the same size had just been given back. */
  again: number;
  byMalloc: number;
  unknown: number;
  /** First touches of pages of blocks mapped again. */
  againFaults: number;
};

function isPlain({ path, permissions, origin }: Area): boolean {
  return origin.how === 'mmap' && path === '' && permissions === 'rw-p';
}

function isMallocs({ byMalloc, unknown, mapped, sizeBytes }: Size): boolean {
  return byMalloc * 2 > mapped || (unknown === mapped && sizeBytes > largestDynamicBytes);
}

export class MappingChurn implements Watcher {
  readonly #sizes = new Map<number, Size>();
  #unmappedBytes = 0;
  #unmapped = 0;

  mapped(area: Area): void {
    if (!isPlain(area)) return;
    const size = this.#sizeOf(area.origin.sizeBytes);
    if (!size) return;
    size.mapped++;
    if (area.origin.again) size.again++;
    if (area.origin.caller === 'malloc') size.byMalloc++;
    if (area.origin.caller === 'unknown') size.unknown++;
  }

  unmapped(piece: Area): void {
    if (piece.origin.how !== 'mmap' || piece.path !== '') return;
    // What could never be touched was only reserved: a thread's arena finds its alignment so.
    if (piece.permissions.startsWith('---')) return;
    this.#unmappedBytes += piece.end - piece.start;
    this.#unmapped++;
    const size = this.#sizes.get(piece.origin.sizeBytes);
    if (size && piece.end - piece.start === size.sizeBytes) size.unmapped++;
  }

  faulted(area: Area | undefined, touch: string): void {
    if (!area?.origin.again || touch !== 'first') return;
    const size = this.#sizes.get(area.origin.sizeBytes);
    if (size) size.againFaults++;
  }

  findings(circumstances: Circumstances): TraceFinding[] {
    const repeated = [...this.#sizes.values()]
      .filter(({ again }) => again >= fewestRepeats)
      .sort((a, b) => b.again * b.sizeBytes - a.again * a.sizeBytes || a.sizeBytes - b.sizeBytes);
    const mallocs = repeated.filter(isMallocs);
    return [
      ...mallocs.slice(0, 3).map((size) => mallocFinding(size, circumstances)),
      ...this.#churn(repeated, mallocs.length > 0, circumstances),
    ];
  }

  #churn(repeated: readonly Size[], told: boolean, circumstances: Circumstances): TraceFinding[] {
    if (this.#unmapped < fewestRepeats || this.#unmappedBytes < leastBytes) return [];
    const top = repeated[0];
    const most = top
      ? `; the size most often taken again is ${formatBytes(top.sizeBytes)}, ${formatCount(top.again)} times (${spentOn(top, circumstances)})`
      : '';
    const advice = top && !told ? ' Try keeping one block of that size and using it again.' : '';
    return [
      {
        kind: 'churn',
        sentence: `${formatBytes(this.#unmappedBytes)} of anonymous memory was mapped and unmapped again, in ${formatNumber(this.#unmapped, 'piece')}${most}.${advice}`,
        figures: {
          unmappedBytes: this.#unmappedBytes,
          pieces: this.#unmapped,
          commonestSizeBytes: top?.sizeBytes ?? null,
          takenAgain: top?.again ?? null,
        },
      },
    ];
  }

  #sizeOf(sizeBytes: number): Size | undefined {
    let size = this.#sizes.get(sizeBytes);
    if (!size && this.#sizes.size < mostSizes) {
      size = { sizeBytes, mapped: 0, unmapped: 0, again: 0, byMalloc: 0, unknown: 0, againFaults: 0 };
      this.#sizes.set(sizeBytes, size);
    }
    return size;
  }
}

function spentOn({ again, sizeBytes, againFaults }: Size, circumstances: Circumstances): string {
  return avoidable(again * sizeBytes, againFaults, circumstances).words;
}

function mallocFinding(size: Size, circumstances: Circumstances): TraceFinding {
  const { sizeBytes, mapped, unmapped, again, againFaults, byMalloc } = size;
  const who = byMalloc > 0 ? 'malloc' : 'What is probably malloc (no stacks were recorded)';
  const faults = avoidable(again * sizeBytes, againFaults, circumstances);
  return {
    kind: 'malloc-mmap',
    sentence:
      `${who} mapped ${formatNumber(mapped, 'block')} of ${formatBytes(sizeBytes)} and returned ${formatCount(unmapped)} to the kernel; ` +
      `${formatCount(again)} times it took again what it had just returned: ${faults.words} could be avoided. ` +
      mallocTunables(sizeBytes),
    figures: {
      sizeBytes,
      mapped,
      unmapped,
      takenAgain: again,
      avoidableFaults: faults.count,
      counted: faults.counted ? 'exactly' : 'at most',
    },
  };
}
