/** A stage of blocks: complete ones, cell after cell in turn, until every cell is decided, or calibrated. */
import type { CellDesign } from '../model/design.ts';
import {
  type Arm,
  type CalibrationStage,
  type Cell,
  type ComparisonStage,
  trialSizeBytes,
} from '../model/experiment.ts';
import type { TrialRecord } from '../model/run.ts';
import type { Instruments } from './instruments.ts';
import { blockOrder } from './order.ts';
import type { RunProgress } from './progress.ts';
import type { Workbench } from './workbench.ts';

/** Why a stage ended. */
export type StageEnd = 'decided' | 'budget' | 'blocks';

/** The arm of that number; the number after the last is the control arm, a copy of the reference. */
function armOf(cell: Cell, arm: number): Arm {
  return (cell.arms[arm] ?? cell.arms[0]) as Arm;
}

type BlockStage = ComparisonStage | CalibrationStage;

export class ComparisonRun {
  readonly #stage: BlockStage;
  readonly #index: number;
  readonly #bench: Workbench;
  readonly #with: Instruments;
  readonly #progress: RunProgress;

  constructor(
    stage: BlockStage,
    index: number,
    bench: Workbench,
    instruments: Instruments,
    progress: RunProgress,
  ) {
    this.#stage = stage;
    this.#index = index;
    this.#bench = bench;
    this.#with = instruments;
    this.#progress = progress;
  }

  /** Runs until every cell is decided or out of blocks, or `deadlineMs` of the run has passed. */
  async run(deadlineMs: number): Promise<StageEnd> {
    if (this.#stage.kind === 'comparison') await this.#witness(deadlineMs);
    let end: StageEnd = 'decided';
    const open = new Set(this.#stage.cells.keys());
    while (open.size > 0) {
      for (const cell of open) {
        if (this.#bench.elapsedMs() >= deadlineMs) return 'budget';
        const spent = this.#progress.nextBlock(this.#index, cell) >= this.#maxBlocks();
        const decided = this.#with.judge.isDecided(this.#index, cell);
        if (spent && !decided) end = 'blocks';
        if (spent || decided) open.delete(cell);
        else await this.#block(cell);
      }
    }
    return end;
  }

  #maxBlocks(): number {
    const asked = this.#with.header.settings.maxBlocks;
    const stage = this.#stage;
    if (stage.kind === 'comparison') return asked || stage.maxBlocks;
    return asked ? Math.min(asked, stage.blocks) : stage.blocks;
  }

  #cell(cell: number): Cell {
    return this.#stage.cells[cell] as Cell;
  }

  /** One untimed, fully observed trial of every arm: what mechanism the timings will stand for. */
  async #witness(deadlineMs: number): Promise<void> {
    for (const [cell, { arms, sizeBytes }] of this.#stage.cells.entries()) {
      for (const [arm, definition] of arms.entries()) {
        if (this.#progress.isWitnessed(this.#index, cell, arm)) continue;
        if (this.#bench.elapsedMs() >= deadlineMs) return;
        this.#with.abort.throwIfAborted();
        this.#report(`witness trial of ${definition.name}`, '');
        const place = { role: 'witness', stage: this.#index, cell, block: 0, position: 0, arm } as const;
        await this.#bench.runArm(place, definition, sizeBytes, true);
      }
    }
  }

  /** All processes of a block are asked for at once: the supervisor runs them back to back while we write. */
  async #block(cell: number): Promise<void> {
    const { design } = this.#cell(cell);
    const block = this.#progress.nextBlock(this.#index, cell);
    this.#with.abort.throwIfAborted();
    this.#report(`block ${block + 1}`, this.#with.judge.standing(this.#index, cell));
    await this.#bench.warm(this.#index, trialSizeBytes(this.#cell(cell)));
    const trials =
      design.kind === 'fresh' ? this.#freshTrials(cell, block) : [this.#shared(cell, block, design)];
    const settled = await Promise.allSettled(trials);
    for (const one of settled) {
      if (one.status === 'rejected') throw one.reason;
      this.#progress.add(one.value);
    }
  }

  #shared(cell: number, block: number, design: Exclude<CellDesign, { kind: 'fresh' }>): Promise<TrialRecord> {
    const place = { role: 'timed', stage: this.#index, cell, block, position: 0, arm: 0 } as const;
    return this.#bench.runShared(place, this.#cell(cell), design);
  }

  #freshTrials(cell: number, block: number): Promise<TrialRecord>[] {
    const { seed } = this.#with.header.settings;
    const { arms, sizeBytes } = this.#cell(cell);
    const order = blockOrder({ seed, stage: this.#index, cell, block }, arms.length + 1);
    return order.map((arm, position) =>
      this.#bench.runArm(
        { role: 'timed', stage: this.#index, cell, block, position, arm },
        armOf(this.#cell(cell), arm),
        sizeBytes,
        true,
      ),
    );
  }

  #report(doing: string, standing: string): void {
    this.#with.report({
      stage: this.#stage.name,
      doing,
      standing,
      elapsedMs: this.#bench.elapsedMs(),
      budgetMs: this.#with.header.settings.budgetSeconds * 1000,
    });
  }
}
