/** The program break going down and up again: malloc's trimming, where the memory was needed again. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import type { Area } from '../area.ts';
import type { Process } from '../process.ts';
import type { Circumstances, Watcher } from '../watcher.ts';
import { avoidable, trimTunables } from './malloc-tunables.ts';

const fewestSwings = 4;
/** Where no fault would be avoided, so many calls of brk are worth a word. */
const fewestCalls = 1000;
const mostFindings = 3;

type Swings = {
  grown: number;
  trimmed: number;
  trimmedBytes: number;
  /** Growths into what had been trimmed. */
  regrown: number;
  regrownBytes: number;
  largestTrimBytes: number;
  highest: number;
  retouched: number;
};

export class BreakSwings implements Watcher {
  readonly #byProcess = new Map<Process, Swings>();
  /** Of programs that ended, or were replaced by another in the same process. */
  readonly #past: (readonly [Process, Swings])[] = [];

  moved(before: number, after: number, _atNs: number, process: Process): void {
    const swings = this.#of(process, before);
    if (after < before) {
      swings.trimmed++;
      swings.trimmedBytes += before - after;
      swings.largestTrimBytes = Math.max(swings.largestTrimBytes, before - after);
      return;
    }
    swings.grown++;
    const regained = Math.min(after, swings.highest) - before;
    if (regained > 0) {
      swings.regrown++;
      swings.regrownBytes += regained;
    }
    swings.highest = Math.max(swings.highest, after);
  }

  faulted(area: Area | undefined, touch: string, process: Process): void {
    if (touch !== 'after-discard' || area?.region !== 'heap') return;
    const swings = this.#byProcess.get(process);
    if (swings) swings.retouched++;
  }

  replaced(process: Process): void {
    const swings = this.#byProcess.get(process);
    this.#byProcess.delete(process);
    if (!swings || swings.regrown < fewestSwings) return;
    this.#past.push([process, swings]);
    this.#past.sort(byBytes);
    if (this.#past.length > mostFindings) this.#past.length = mostFindings;
  }

  ended(process: Process): void {
    this.replaced(process);
  }

  findings(circumstances: Circumstances): TraceFinding[] {
    return [...this.#past, ...this.#byProcess]
      .filter(([, swings]) => isWorthAWord(swings, circumstances))
      .sort(byBytes)
      .slice(0, mostFindings)
      .map(([process, swings]) => swingFinding(process, swings, circumstances));
  }

  #of(process: Process, before: number): Swings {
    let swings = this.#byProcess.get(process);
    if (!swings) {
      swings = {
        grown: 0,
        trimmed: 0,
        trimmedBytes: 0,
        regrown: 0,
        regrownBytes: 0,
        largestTrimBytes: 0,
        highest: before,
        retouched: 0,
      };
      this.#byProcess.set(process, swings);
    }
    return swings;
  }
}

function byBytes([, a]: readonly [Process, Swings], [, b]: readonly [Process, Swings]): number {
  return b.regrownBytes - a.regrownBytes;
}

function isWorthAWord(
  { regrown, trimmed, regrownBytes, retouched }: Swings,
  circumstances: Circumstances,
): boolean {
  if (regrown < fewestSwings) return false;
  return avoidable(regrownBytes, retouched, circumstances).count > 0 || trimmed + regrown >= fewestCalls;
}

function swingFinding({ pid }: Process, swings: Swings, circumstances: Circumstances): TraceFinding {
  const { trimmed, trimmedBytes, regrown, regrownBytes, largestTrimBytes, retouched } = swings;
  const faults = avoidable(regrownBytes, retouched, circumstances);
  return {
    kind: 'malloc-trim',
    sentence:
      `Process ${pid} gave the top of its heap back ${formatNumber(trimmed, 'time')} (${formatBytes(trimmedBytes)}) and grew into it again ` +
      `${formatNumber(regrown, 'time')} (${formatBytes(regrownBytes)}): ${faults.words} could be avoided, and ${formatCount(trimmed + regrown)} calls of brk. ` +
      trimTunables(largestTrimBytes),
    figures: {
      pid,
      trimmed,
      trimmedBytes,
      regrown,
      regrownBytes,
      avoidableFaults: faults.count,
      counted: faults.counted ? 'exactly' : 'at most',
    },
  };
}
