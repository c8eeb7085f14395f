/** Where a run stands: what is already in its file. Folded from the records, so that a resumed run starts from it. */
import type { RunRecord } from '../model/run.ts';

/** How far a run had come. Keys are `stage/cell`, and `stage/cell/arm` for the witnesses. */
export class RunProgress {
  readonly #nextBlocks = new Map<string, number>();
  readonly #repetitions = new Map<number, number>();
  readonly #witnessed = new Set<string>();

  add(record: RunRecord): void {
    if (record.kind !== 'trial') return;
    const { role, stage, cell, arm, block } = record;
    if (role === 'witness') this.#witnessed.add(`${stage}/${cell}/${arm}`);
    if (role !== 'timed') return;
    const key = `${stage}/${cell}`;
    this.#nextBlocks.set(key, Math.max(this.nextBlock(stage, cell), block + 1));
    this.#repetitions.set(stage, Math.max(this.repetitions(stage), block + 1));
  }

  /** The block to run next. A block that was broken off is not taken up again: its trials would not be neighbours. */
  nextBlock(stage: number, cell: number): number {
    return this.#nextBlocks.get(`${stage}/${cell}`) ?? 0;
  }

  repetitions(stage: number): number {
    return this.#repetitions.get(stage) ?? 0;
  }

  isWitnessed(stage: number, cell: number, arm: number): boolean {
    return this.#witnessed.has(`${stage}/${cell}/${arm}`);
  }
}
