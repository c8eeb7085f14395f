/** Faults of the whole trace: joined to what was mapped at their address at that time, and to the code that took them. */
import type { SymbolsRecord } from '../../model/trace.ts';
import type { FaultTotals } from '../../model/trace-view.ts';
import type { Area } from './area.ts';
import { type CodeSites, FaultSites } from './fault-sites.ts';
import { FaultTable } from './fault-table.ts';
import type { Process } from './process.ts';
import type { Touch } from './touched-pages.ts';

export const outsideRegion = 'outside any known mapping';

export class FaultCounts {
  readonly #pageBytes: number;
  readonly #regions = new FaultTable();
  readonly #sites = new FaultSites();
  minorFaults = 0;
  majorFaults = 0;
  outsideFaults = 0;
  #again = 0;
  #firstPages = 0;

  constructor(pageBytes: number) {
    this.#pageBytes = pageBytes;
  }

  take(process: Process, area: Area | undefined, touch: Touch, pointer: number, major: boolean): void {
    if (major) this.majorFaults++;
    else this.minorFaults++;
    if (!area) this.outsideFaults++;
    const first = touch === 'first';
    if (first) this.#firstPages++;
    else this.#again++;
    const firstBytes = first ? this.#pageBytes : 0;
    this.#regions.add(area?.region ?? outsideRegion, major, firstBytes);
    this.#sites.take(process, pointer, major, firstBytes);
  }

  learn(record: SymbolsRecord): void {
    this.#sites.learn(record);
  }

  codeSites(): CodeSites {
    return this.#sites.codeSites();
  }

  /** `inKernel`: faults taken inside the kernel were recorded too. */
  totals(inKernel: boolean): FaultTotals {
    return {
      minorFaults: this.minorFaults,
      majorFaults: this.majorFaults,
      firstTouchedBytes: this.#firstPages * this.#pageBytes,
      againFaults: this.#again,
      kernelFaults: inKernel ? this.#sites.kernelFaults : null,
      outsideFaults: this.outsideFaults,
      byRegion: this.#regions.shares(),
      byLibrary: this.#sites.byLibrary(),
      bySymbol: this.#sites.bySymbol(),
    };
  }
}
