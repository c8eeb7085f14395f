/** Faults by name. */
import type { FaultShare } from '../../model/trace-view.ts';

type Row = { minor: number; major: number; firstBytes: number };

export class FaultTable {
  readonly #rows = new Map<string, Row>();

  add(name: string, major: boolean, firstBytes: number): void {
    let row = this.#rows.get(name);
    if (!row) {
      row = { minor: 0, major: 0, firstBytes: 0 };
      this.#rows.set(name, row);
    }
    if (major) row.major++;
    else row.minor++;
    row.firstBytes += firstBytes;
  }

  /** The same faults under other names; rows that come to share a name are added. */
  renamed(name: (old: string) => string): FaultTable {
    const table = new FaultTable();
    for (const [old, { minor, major, firstBytes }] of this.#rows) {
      const key = name(old);
      const row = table.#rows.get(key) ?? { minor: 0, major: 0, firstBytes: 0 };
      table.#rows.set(key, {
        minor: row.minor + minor,
        major: row.major + major,
        firstBytes: row.firstBytes + firstBytes,
      });
    }
    return table;
  }

  /** In falling order of faults, then by name. */
  shares(): FaultShare[] {
    const shares = [...this.#rows].map(([name, { minor, major, firstBytes }]) => ({
      name,
      minorFaults: minor,
      majorFaults: major,
      firstTouchedBytes: firstBytes,
    }));
    const total = (share: FaultShare): number => share.minorFaults + share.majorFaults;
    return shares.sort((a, b) => total(b) - total(a) || (a.name < b.name ? -1 : 1));
  }
}
