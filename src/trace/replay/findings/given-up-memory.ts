/** Memory given up by madvise and touched again. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatNumber } from '../../../model/units.ts';
import type { Area } from '../area.ts';
import type { Process } from '../process.ts';
import type { Circumstances, Watcher } from '../watcher.ts';

const fewestCalls = 16;
const leastBytes = 2 ** 22;
const fewestRetouched = 32;

export class GivenUpMemory implements Watcher {
  #calls = 0;
  #bytes = 0;
  #pages = 0;
  #retouched = 0;
  readonly #processes = new Set<Process>();

  discarded(sizeBytes: number, touchedPages: number, process: Process): void {
    this.#calls++;
    this.#bytes += sizeBytes;
    this.#pages += touchedPages;
    this.#processes.add(process);
  }

  faulted(area: Area | undefined, touch: string, process: Process): void {
    if (touch !== 'after-discard' || !this.#processes.has(process)) return;
    // The heap's pages may have been trimmed by brk, which is another finding.
    if (area?.region !== 'heap') this.#retouched++;
  }

  findings({ faults, pageBytes }: Circumstances): TraceFinding[] {
    if (this.#calls < fewestCalls || this.#bytes < leastBytes) return [];
    const gave = `${formatBytes(this.#bytes)} was given up by ${formatNumber(this.#calls, 'call')} of madvise`;
    const figures = { calls: this.#calls, sizeBytes: this.#bytes };
    if (!faults) {
      return [
        {
          kind: 'discarded',
          sentence: `${gave}: up to ${formatNumber(Math.round(this.#bytes / pageBytes), 'page fault')} where it was touched again. Record with faults to see how many.`,
          figures,
        },
      ];
    }
    if (this.#retouched < fewestRetouched) return [];
    const share = this.#pages > 0 ? this.#retouched / this.#pages : 0;
    const often = share >= 0.5;
    const advice = often
      ? ' Most of it was needed again: try a longer decay (jemalloc: dirty_decay_ms, mimalloc: MIMALLOC_PURGE_DELAY), or MADV_FREE, which costs nothing where memory is not short.'
      : '';
    return [
      {
        kind: 'discarded',
        sentence: `${gave}; of ${formatNumber(this.#pages, 'page')} that had been touched, ${formatNumber(this.#retouched, 'fault')} brought pages back.${advice}`,
        figures: { ...figures, pages: this.#pages, retouched: this.#retouched },
      },
    ];
  }
}
