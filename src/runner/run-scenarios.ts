/** A stage of scenarios: so many blocks of fresh processes, every arm once in each, in random order. */
import { statfsSync } from 'node:fs';
import type { TrialRecord } from '../model/run.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { formatBytes } from '../model/units.ts';
import type { Instruments } from './instruments.ts';
import { blockOrder, generatorFor, paddingBytes } from './order.ts';
import type { RunProgress } from './progress.ts';
import { ArmUnavailable, type Surroundings } from './resolve-arm.ts';
import type { StageEnd } from './run-comparison.ts';
import type { TrialPlace, Workbench } from './workbench.ts';

export class ScenarioRun {
  readonly #stage: ScenarioStage;
  readonly #index: number;
  readonly #bench: Workbench;
  readonly #with: Instruments;
  readonly #progress: RunProgress;
  /** Arms that cannot be run here: refused once, and not asked again. */
  readonly #refused = new Set<number>();

  constructor(
    stage: ScenarioStage,
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

  /** Runs all blocks, or those that `deadlineMs` of the run leaves; settings changed for it are put back. */
  async run(deadlineMs: number): Promise<StageEnd> {
    const wrong = this.#whyNot();
    if (wrong !== undefined) return this.#refuseAll(wrong);
    const { changes } = this.#stage;
    if (changes.length === 0) return this.#blocks(deadlineMs, { folder: this.#with.folder });
    const keeper = await this.#with.settings?.change(changes);
    if (!keeper) return this.#refuseAll(describeChanges(this.#stage));
    if (keeper.state === 'unavailable') return this.#refuseAll(keeper.reason);
    const { cgroup, restore } = keeper.value;
    try {
      return await this.#blocks(deadlineMs, {
        folder: this.#with.folder,
        ...(cgroup === undefined ? {} : { cgroup }),
      });
    } finally {
      await restore();
    }
  }

  /** Why the stage cannot be run at all. */
  #whyNot(): string | undefined {
    const { diskBytes } = this.#stage;
    if (diskBytes === 0) return undefined;
    const { folder } = this.#with;
    try {
      const { bavail, bsize } = statfsSync(folder);
      const free = bavail * bsize;
      if (free >= diskBytes * 1.1) return undefined;
      return `it needs ${formatBytes(diskBytes)} in the folder for files, where ${formatBytes(free)} are free (--directory names another)`;
    } catch (error) {
      return `the folder for files cannot be used: ${(error as Error).message} (--directory names another)`;
    }
  }

  async #blocks(deadlineMs: number, surroundings: Surroundings): Promise<StageEnd> {
    const most = this.#with.header.settings.maxBlocks || this.#stage.blocks;
    for (;;) {
      const block = this.#progress.nextBlock(this.#index, 0);
      if (block >= most || this.#refused.size === this.#stage.arms.length) return 'decided';
      if (this.#bench.elapsedMs() >= deadlineMs) return block > 0 ? 'budget' : this.#refuseAll(outOfTime);
      this.#with.abort.throwIfAborted();
      this.#report(block, most);
      if (this.#stage.compare.length > 0) await this.#bench.warm(this.#index, this.#stage.memoryBytes);
      await this.#block(block, surroundings);
    }
  }

  /** All processes of a block are asked for at once: the supervisor runs them back to back while we write. */
  async #block(block: number, surroundings: Surroundings): Promise<void> {
    const { seed } = this.#with.header.settings;
    const { arms, compare } = this.#stage;
    const count = arms.length + (compare.length > 0 ? 1 : 0);
    const order = blockOrder({ seed, stage: this.#index, cell: 0, block }, count);
    const trials = order.flatMap((arm, position) =>
      this.#refused.has(arm) ? [] : [this.#trial(block, position, arm, surroundings)],
    );
    for (const one of await Promise.allSettled(trials)) {
      if (one.status === 'rejected') throw one.reason;
      this.#progress.add(one.value);
    }
  }

  /** The arm of that number; the number after the last is the control arm, a copy of the first. */
  #arm(arm: number): ScenarioArm {
    return (this.#stage.arms[arm] ?? this.#stage.arms[0]) as ScenarioArm;
  }

  async #trial(
    block: number,
    position: number,
    arm: number,
    surroundings: Surroundings,
  ): Promise<TrialRecord> {
    const place: TrialPlace = { role: 'timed', stage: this.#index, cell: 0, block, position, arm };
    const { seed } = this.#with.header.settings;
    const padding = paddingBytes(generatorFor(seed, this.#index, 0, block, position, 0x9ad));
    try {
      const request = this.#with.programOf(this.#arm(arm), this.#stage, surroundings, padding);
      return await this.#bench.runProgram(place, request, this.#stage.memoryBytes);
    } catch (error) {
      if (!(error instanceof ArmUnavailable)) throw error;
      this.#refused.add(arm);
      return this.#bench.refuse(place, error.message);
    }
  }

  #refuseAll(reason: string): StageEnd {
    for (const arm of this.#stage.arms.keys()) {
      const place = { role: 'timed', stage: this.#index, cell: 0, block: 0, position: 0, arm } as const;
      this.#progress.add(this.#bench.refuse(place, reason));
    }
    return reason === outOfTime ? 'budget' : 'decided';
  }

  #report(block: number, most: number): void {
    this.#with.report({
      stage: this.#stage.name,
      doing: `block ${block + 1} of ${most}`,
      standing: '',
      elapsedMs: this.#bench.elapsedMs(),
      budgetMs: this.#with.header.settings.budgetSeconds * 1000,
    });
  }
}

const outOfTime = 'the time budget was spent before it (--budget)';

/** What a stage would change outside its processes, where nobody allowed it. */
export function describeChanges({ changes }: ScenarioStage): string {
  const each = changes.map((change) =>
    change.kind === 'write'
      ? `writes ${change.value} to ${change.path} (${change.why})`
      : `makes a memory cgroup of ${formatBytes(change.limitBytes)} (${change.why})`,
  );
  return `it ${each.join(', and ')}: only with --allow-system-changes`;
}
