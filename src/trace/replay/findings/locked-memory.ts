/** Memory locked into RAM. */
import type { CallRecord } from '../../../model/trace.ts';
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatNumber } from '../../../model/units.ts';
import { hasFlag, numberAt } from '../call-arguments.ts';
import type { Watcher } from '../watcher.ts';

export class LockedMemory implements Watcher {
  #calls = 0;
  #bytes = 0;
  #all = 0;

  called(call: CallRecord): void {
    if (call.error !== undefined) return;
    if (call.name === 'mlockall') this.#all++;
    const locks = call.name === 'mlock' || call.name === 'mlock2';
    if (!locks && !(call.name === 'mmap' && hasFlag(call, 3, 'MAP_LOCKED'))) return;
    this.#calls++;
    this.#bytes += numberAt(call, 1) ?? 0;
  }

  findings(): TraceFinding[] {
    if (this.#calls + this.#all === 0) return [];
    const parts = [
      ...(this.#calls > 0 ? [`${formatNumber(this.#calls, 'call')} locked ${formatBytes(this.#bytes)}`] : []),
      ...(this.#all > 0 ? [`mlockall was called ${formatNumber(this.#all, 'time')}`] : []),
    ];
    return [
      {
        kind: 'locked',
        sentence: `${parts.join(', and ')}: such memory is filled at once and is never reclaimed; it counts against \`ulimit -l\`.`,
        figures: { calls: this.#calls, sizeBytes: this.#bytes, lockAll: this.#all },
      },
    ];
  }
}
