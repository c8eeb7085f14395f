/** Many mappings at one time, and mappings that no huge page fits into. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import type { Area } from '../area.ts';
import type { Process } from '../process.ts';
import type { Watcher } from '../watcher.ts';

/** vm.max_map_count where nobody changed it. */
const usualLimit = 65_530;
const manyMappings = 10_000;
const smallBytes = 2 ** 16;
/** Of x86-64, and of arm64 with 4 KiB pages. */
const hugePageBytes = 2 ** 21;
const fewestUnaligned = 16;

export class MappingCount implements Watcher {
  readonly #processes = new Set<Process>();
  readonly #small = new Map<Process, number>();
  #unaligned = 0;
  #unalignedBytes = 0;

  mapped(area: Area, process: Process): void {
    this.#processes.add(process);
    const { start, end, path, permissions } = area;
    if (end - start <= smallBytes) this.#small.set(process, (this.#small.get(process) ?? 0) + 1);
    if (path !== '' || permissions !== 'rw-p' || end - start < hugePageBytes) return;
    const aligned = Math.ceil(start / hugePageBytes) * hugePageBytes;
    if (aligned + hugePageBytes <= end) return;
    this.#unaligned++;
    this.#unalignedBytes += end - start;
  }

  ended(process: Process): void {
    if (process.space.gauges.peakMappings >= manyMappings) return;
    this.#processes.delete(process);
    this.#small.delete(process);
  }

  findings(): TraceFinding[] {
    const many = [...this.#processes]
      .filter(({ space }) => space.gauges.peakMappings >= manyMappings)
      .map((process) => this.#tooMany(process));
    return [...many.slice(0, 3), ...this.#hostile()];
  }

  #tooMany(process: Process): TraceFinding {
    const { pid, space } = process;
    const small = this.#small.get(process) ?? 0;
    return {
      kind: 'many-mappings',
      sentence:
        `Process ${pid} had as many as ${formatCount(space.gauges.peakMappings)} mappings at one time (as this replay counts them; the kernel may join neighbours), ` +
        `and made ${formatCount(small)} of ${formatBytes(smallBytes)} or less. vm.max_map_count is ${formatCount(usualLimit)} where nobody changed it: mmap fails with ENOMEM there. Try one large mapping, divided by the program.`,
      figures: { pid, peakMappings: space.gauges.peakMappings, smallMappings: small },
    };
  }

  #hostile(): TraceFinding[] {
    if (this.#unaligned < fewestUnaligned) return [];
    return [
      {
        kind: 'huge-pages',
        sentence:
          `${formatNumber(this.#unaligned, 'anonymous mapping')} of ${formatBytes(hugePageBytes)} or more (${formatBytes(this.#unalignedBytes)}) ` +
          `${this.#unaligned === 1 ? 'lies' : 'lie'} so that no aligned huge page of ${formatBytes(hugePageBytes)} fits. Try asking for ${formatBytes(2 * hugePageBytes)} at a time, or aligning by hand.`,
        figures: { mappings: this.#unaligned, sizeBytes: this.#unalignedBytes, hugePageBytes },
      },
    ];
  }
}
