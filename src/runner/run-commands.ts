/** A stage of commands: their set-ups, witness trials and warm-ups, then balanced blocks until it is decided, then clean-ups. */
import type { CommandArm, CommandHooks, CommandStage } from '../model/experiment.ts';
import type { TrialOutcome } from '../model/probe.ts';
import type { TrialRecord } from '../model/run.ts';
import { CommandExecutions } from './command-executions.ts';
import type { Instruments } from './instruments.ts';
import { blockOrder, generatorFor, paddingBytes } from './order.ts';
import type { RunProgress } from './progress.ts';
import type { StageEnd } from './run-comparison.ts';
import type { TrialPlace, Workbench } from './workbench.ts';

/** Untimed executions of each command under observation: as many show whether its peak varies. */
const witnessTrials = 3;
/** Slow commands get fewer of them: the rest of the budget is for the blocks. */
const witnessShare = 0.25;

export class CommandRun {
  readonly #stage: CommandStage;
  readonly #index: number;
  readonly #bench: Workbench;
  readonly #with: Instruments;
  readonly #progress: RunProgress;
  readonly #executions: CommandExecutions;

  constructor(
    stage: CommandStage,
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
    this.#executions = new CommandExecutions(stage, instruments);
  }

  /** Runs until the stage is decided or out of blocks, or `deadlineMs` of the run has passed. Throws where a command fails. */
  async run(deadlineMs: number): Promise<StageEnd> {
    let end: StageEnd;
    try {
      await this.#hooks('setup');
      await this.#witness(deadlineMs);
      await this.#warmUp();
      end = await this.#blocks(deadlineMs);
    } catch (error) {
      // After Ctrl-C there is no supervisor left to run them; and the first failure is the one to report.
      if (!this.#with.abort.aborted) await this.#hooks('cleanup').catch(() => undefined);
      throw error;
    }
    await this.#hooks('cleanup');
    return end;
  }

  async #blocks(deadlineMs: number): Promise<StageEnd> {
    const { minBlocks } = this.#stage;
    const most = this.#with.header.settings.maxBlocks || this.#stage.maxBlocks;
    for (;;) {
      const done = this.#progress.nextBlock(this.#index, 0);
      const decided = done >= minBlocks && this.#with.judge.isDecided(this.#index, 0);
      if (decided) return 'decided';
      if (done >= most) return 'blocks';
      // One block at least: a budget that the witness trials have spent must not leave nothing.
      if (done >= Math.max(1, minBlocks) && this.#bench.elapsedMs() >= deadlineMs) return 'budget';
      await this.#block(done);
    }
  }

  async #hooks(name: keyof CommandHooks): Promise<void> {
    for (const arm of this.#stage.commands) {
      if (!arm.hooks[name]) continue;
      this.#report(`${name} of ${arm.name}`);
      await this.#executions.hook(arm, name);
    }
  }

  /** The command of that number; the number after the last is the control arm, a copy of the first. */
  #arm(arm: number): CommandArm {
    return (this.#stage.commands[arm] ?? this.#stage.commands[0]) as CommandArm;
  }

  async #witness(deadlineMs: number): Promise<void> {
    const startedMs = this.#bench.elapsedMs();
    for (let round = 0; round < witnessTrials; round++) {
      const spentMs = this.#bench.elapsedMs() - startedMs;
      if (round > 0 && spentMs > (deadlineMs - startedMs) * witnessShare) return;
      for (const [arm, { name }] of this.#stage.commands.entries()) {
        this.#report(`witness trial ${round + 1} of ${name}`);
        await this.#trial('witness', round, 0, arm);
      }
    }
  }

  async #warmUp(): Promise<void> {
    for (const arm of this.#stage.commands) {
      for (let time = 1; time <= this.#stage.warmup; time++) {
        this.#report(`warm-up ${time} of ${arm.name}`);
        this.#executions.requireGoodEnding(arm, `warm-up ${time}`, await this.#execute(arm, 0, false));
        await this.#executions.hook(arm, 'conclude');
      }
    }
  }

  async #block(block: number): Promise<void> {
    const { seed } = this.#with.header.settings;
    const place = { seed, stage: this.#index, cell: 0, block };
    this.#report(`block ${block + 1}`);
    for (const [position, arm] of blockOrder(place, this.#stage.commands.length + 1).entries()) {
      this.#progress.add(await this.#trial('timed', block, position, arm));
    }
  }

  /** The command between its hooks. */
  async #execute(arm: CommandArm, padding: number, witness: boolean): Promise<TrialOutcome> {
    await this.#executions.hook(arm, 'prepare');
    this.#with.abort.throwIfAborted();
    return this.#executions.execute(arm, padding, witness);
  }

  async #trial(
    role: 'timed' | 'witness',
    block: number,
    position: number,
    arm: number,
  ): Promise<TrialRecord> {
    const place: TrialPlace = { role, stage: this.#index, cell: 0, block, position, arm };
    const { seed } = this.#with.header.settings;
    const witness = role === 'witness';
    const padding = paddingBytes(
      generatorFor(seed, this.#index, 0, block, position, witness ? 0x317 : 0x9ad),
    );
    const { end, wallNs, usage, peak } = await this.#execute(this.#arm(arm), padding, witness);
    const record: TrialRecord = {
      kind: 'trial',
      ...place,
      atMs: Math.round(this.#bench.elapsedMs()),
      wallNs,
      end,
      steps: [],
      ...(usage ? { usage } : {}),
      ...(peak ? { peak } : {}),
    };
    this.#bench.write(record);
    this.#executions.requireGoodEnding(
      this.#arm(arm),
      witness ? `witness trial ${block + 1}` : `block ${block + 1}`,
      record,
    );
    await this.#executions.hook(this.#arm(arm), 'conclude');
    return record;
  }

  #report(doing: string): void {
    const { judge, header, report } = this.#with;
    report({
      stage: this.#stage.name,
      doing,
      standing: judge.standing(this.#index, 0),
      elapsedMs: this.#bench.elapsedMs(),
      budgetMs: header.settings.budgetSeconds * 1000,
    });
  }
}
