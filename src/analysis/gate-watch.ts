/** Which gates of a growing run are still open, looked at no more often than is worth it. */

/** Gates are computed anew at each look: with many blocks, looks become rare. */
const everyBlockUpTo = 256;
const lookPace = 1.05;

export class GateWatch {
  /** By `stage/cell`: whether a gate was open, and at how many blocks that was looked at. */
  readonly #looks = new Map<string, { readonly blocks: number; readonly open: boolean }>();

  /** What `look` says of the cell with so many blocks: after every block at first, later at a geometric pace. */
  isOpen(stage: number, cell: number, blocks: number, look: () => boolean): boolean {
    const key = `${stage}/${cell}`;
    const last = this.#looks.get(key);
    if (last && (blocks === last.blocks || (blocks > everyBlockUpTo && blocks < last.blocks * lookPace)))
      return last.open;
    const open = look();
    this.#looks.set(key, { blocks, open });
    return open;
  }
}
