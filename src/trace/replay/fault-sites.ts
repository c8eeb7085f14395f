/** Where faults were taken from: instruction pointers brought to files and offsets, and at the end to functions. */
import type { SymbolsRecord } from '../../model/trace.ts';
import type { FaultShare } from '../../model/trace-view.ts';
import { FaultTable } from './fault-table.ts';
import type { Process } from './process.ts';

/** A place in a file's code; `offsetBytes` is -1 where the name says all. */
export type Site = { readonly library: string; readonly offsetBytes: number; readonly key: string };

/** Offsets in files, by the files' paths. */
export type CodeSites = ReadonlyMap<string, readonly number[]>;

/** Beyond so many places the rest is counted together. */
const mostSites = 200_000;
/** The kernel's half of the address space. */
const kernelHalf = 2 ** 63;

const kernel: Site = { library: 'kernel', offsetBytes: -1, key: 'kernel' };

export class FaultSites {
  readonly #byKey = new Map<string, Site>();
  readonly #counts = new FaultTable();
  readonly #libraries = new FaultTable();
  readonly #symbols = new Map<string, SymbolsRecord>();
  kernelFaults = 0;

  take(process: Process, pointer: number, major: boolean, firstBytes: number): void {
    const site = pointer >= kernelHalf ? kernel : this.#siteOf(process, pointer);
    if (site === kernel) this.kernelFaults++;
    this.#libraries.add(site.library, major, firstBytes);
    this.#counts.add(site.key, major, firstBytes);
  }

  /** Records of one file may come in parts. */
  learn(record: SymbolsRecord): void {
    const known = this.#symbols.get(record.path);
    const symbols = known ? [...known.symbols, ...record.symbols] : record.symbols;
    this.#symbols.set(record.path, { ...record, symbols });
  }

  /** Where faults were taken, for whoever can tell the functions' names. */
  codeSites(): CodeSites {
    const sites = new Map<string, number[]>();
    for (const { library, offsetBytes } of this.#byKey.values()) {
      if (offsetBytes < 0) continue;
      const offsets = sites.get(library);
      if (offsets) offsets.push(offsetBytes);
      else sites.set(library, [offsetBytes]);
    }
    return sites;
  }

  byLibrary(): FaultShare[] {
    return this.#libraries.shares();
  }

  bySymbol(): FaultShare[] {
    const names = new Map([...this.#symbols].map(([path, { symbols }]) => [path, new Map(symbols)]));
    return this.#counts.renamed((key) => this.#nameOf(key, names)).shares();
  }

  #siteOf(process: Process, pointer: number): Site {
    const known = process.sites.get(pointer);
    if (known) return known;
    const area = process.space.at(pointer);
    const file = area?.path ?? '';
    const library = file || (area ? `code in ${area.region}` : 'code outside any known mapping');
    const offsetBytes = area && file ? pointer - area.start + area.offsetBytes : -1;
    const key = offsetBytes < 0 || this.#byKey.size >= mostSites ? library : `${offsetBytes} ${library}`;
    const site = this.#byKey.get(key) ?? { library, offsetBytes: key === library ? -1 : offsetBytes, key };
    this.#byKey.set(key, site);
    // Code that is mapped later may lie where nothing is known to be now.
    if (area) process.sites.set(pointer, site);
    return site;
  }

  #nameOf(key: string, names: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
    const site = this.#byKey.get(key);
    if (!site || site.offsetBytes < 0) return key;
    const { library, offsetBytes } = site;
    const segment = this.#symbols
      .get(library)
      ?.segments.find(([from, length]) => offsetBytes >= from && offsetBytes < from + length);
    const address = segment && offsetBytes - segment[0] + segment[2];
    const name = address === undefined ? undefined : names.get(library)?.get(address);
    return `${name ?? 'no symbol'} in ${library}`;
  }
}
