/** mprotect again and again: each may split a mapping, and each is felt by every CPU that runs the program. */
import type { CallRecord } from '../../../model/trace.ts';
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import { numberAt } from '../call-arguments.ts';
import type { Process } from '../process.ts';
import type { Watcher } from '../watcher.ts';

const fewestCalls = 1000;

type Changes = { calls: number; bytes: number; before: number; mostMappings: number };

export class ProtectionChanges implements Watcher {
  readonly #byProcess = new Map<Process, Changes>();

  called({ name, error, ...call }: CallRecord, process: Process): void {
    if (error !== undefined || !name.endsWith('mprotect')) return;
    const { mappings } = process.space;
    const changes = this.#byProcess.get(process) ?? { calls: 0, bytes: 0, before: mappings, mostMappings: 0 };
    changes.calls++;
    changes.bytes += numberAt({ ...call, name }, 1) ?? 0;
    changes.mostMappings = Math.max(changes.mostMappings, mappings);
    this.#byProcess.set(process, changes);
  }

  findings(): TraceFinding[] {
    return [...this.#byProcess]
      .filter(([, { calls }]) => calls >= fewestCalls)
      .sort(([, a], [, b]) => b.calls - a.calls)
      .slice(0, 3)
      .map(([{ pid }, { calls, bytes, before, mostMappings }]) => {
        const split =
          mostMappings > before
            ? `; its mappings went from ${formatCount(before)} to as many as ${formatCount(mostMappings)} meanwhile`
            : '';
        return {
          kind: 'mprotect',
          sentence:
            `Process ${pid} changed the protection of memory ${formatNumber(calls, 'time')}, ${formatBytes(bytes / calls)} each on average${split}. ` +
            'Each takes the lock of the whole address space and flushes translations: try larger ranges, or one mapping seen twice (writable and executable).',
          figures: { pid, calls, sizeBytes: bytes, mappingsBefore: before, mostMappings },
        };
      });
  }
}
