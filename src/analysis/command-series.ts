/** What a stage of commands has measured so far: each command's readings by block, and the contrasts with the first. */

import { type PeakMemory, usageCounts } from '../model/command.ts';
import { wrongEnding } from '../model/command-ending.ts';
import type { CommandArm, CommandStage } from '../model/experiment.ts';
import type { Reading } from '../model/reading.ts';
import type { RunSettings, TrialRecord } from '../model/run.ts';
import { formatInterval, quoteName } from '../model/units.ts';
import { contains, exponentiate, signInterval } from '../statistics/index.ts';
import { GrowingColumn } from './growing-column.ts';
import { logRatio, PairedContrast } from './paired-contrast.ts';
import { isSettled, marginOf } from './verdict.ts';

/** What is compared by blocks: the wall clock decides when to stop, the others are looked at beside it. */
export const commandMetrics = ['wall', 'cpu', 'minor-faults'] as const;
export type CommandMetric = (typeof commandMetrics)[number];

/** No verdict rests on fewer blocks. */
const fewestBlocks = 10;

const columns = ['wallNs', ...usageCounts] as const;
type ColumnName = (typeof columns)[number];

/** The accepted executions of one command. */
export class CommandArmSeries {
  readonly arm: CommandArm;
  readonly columns: Readonly<Record<ColumnName, GrowingColumn>>;
  /** Ready to run without a CPU, nanoseconds; no value where the kernel does not count it. */
  readonly waitedNs = new GrowingColumn();
  readonly exitCodes: number[] = [];
  readonly peaks: Reading<PeakMemory>[] = [];
  /** Hashes of what it printed, with the bytes, where outputs are read. */
  readonly printed = new Map<string, number>();
  /** Executions that left processes running, and the most that one left. */
  leftRunning = { trials: 0, most: 0 };

  constructor(arm: CommandArm) {
    this.arm = arm;
    const made = columns.map((name) => [name, new GrowingColumn()] as const);
    this.columns = Object.fromEntries(made) as Record<ColumnName, GrowingColumn>;
  }

  add({ role, block, wallNs, usage, peak, end }: TrialRecord): void {
    if (peak) this.peaks.push(peak);
    if (usage?.printed) this.printed.set(usage.printed.hash, usage.printed.bytes);
    if (!usage) return;
    if (usage.leftRunning > 0) {
      const { trials, most } = this.leftRunning;
      this.leftRunning = { trials: trials + 1, most: Math.max(most, usage.leftRunning) };
    }
    if (role !== 'timed') return;
    for (const name of columns) this.columns[name].set(block, name === 'wallNs' ? wallNs : usage[name]);
    if (usage.waitedNs !== undefined) this.waitedNs.set(block, usage.waitedNs);
    this.exitCodes.push(end.how === 'exit' ? end.code : -1);
  }

  /** The name as a sentence needs it: in quotes where it has spaces. */
  get name(): string {
    return quoteName(this.arm.name);
  }

  /** User and system time of every execution together, nanoseconds. */
  cpuNs(): Float64Array {
    const system = this.columns.systemNs.present();
    return this.columns.userNs.present().map((ns, index) => ns + (system[index] ?? 0));
  }

  /** Whether its witness trials saw a single thread: then only other programs can make it wait for a CPU. */
  get isSingleThread(): boolean {
    const peaks = this.peaks.map((peak) => (peak.state === 'measured' ? peak.value.threads : Number.NaN));
    return peaks.length > 0 && peaks.every((threads) => threads === 1);
  }

  /** The wall time of that block without the wait for a CPU. */
  ownWallNs(block: number): number {
    return this.columns.wallNs.at(block) - this.waitedNs.at(block);
  }

  /** The metric in that block: nanoseconds or a count; NaN where there is none. */
  at(metric: CommandMetric, block: number): number {
    if (metric === 'wall') return this.columns.wallNs.at(block);
    if (metric === 'minor-faults') return this.columns.minorFaults.at(block);
    return this.columns.userNs.at(block) + this.columns.systemNs.at(block);
  }
}

export class CommandSeries {
  readonly stage: CommandStage;
  /** The commands, and the control arm last. */
  readonly series: readonly CommandArmSeries[];
  readonly #contrasts: Readonly<Record<CommandMetric, readonly PairedContrast[]>>;
  readonly #alphas: Readonly<Record<CommandMetric, number>>;
  readonly #settings: RunSettings;
  blocks = 0;

  /**
   * The wall contrasts, controls included, share one half of the run's error rate by Bonferroni; the contrasts of CPU time
   * and of faults, controls included, share the other.
   */
  constructor(stage: CommandStage, settings: RunSettings) {
    this.stage = stage;
    this.#settings = settings;
    const { commands } = stage;
    this.series = [...commands, commands[0] as CommandArm].map((arm) => new CommandArmSeries(arm));
    const half = settings.alpha / 2 / commands.length;
    this.#alphas = { wall: half, cpu: half / 2, 'minor-faults': half / 2 };
    const contrasts = (metric: CommandMetric): PairedContrast[] =>
      commands.map(() => new PairedContrast(this.#alphas[metric]));
    this.#contrasts = {
      wall: contrasts('wall'),
      cpu: contrasts('cpu'),
      'minor-faults': contrasts('minor-faults'),
    };
  }

  /** Takes a trial; false where it ended as it may not, and is refused. */
  add(trial: TrialRecord): boolean {
    const own = this.series[trial.arm];
    if (!own || wrongEnding(trial.end, this.stage.ignoreFailure) !== undefined) return false;
    own.add(trial);
    if (trial.role !== 'timed') return true;
    this.blocks = Math.max(this.blocks, trial.block + 1);
    const grown = trial.arm > 0 ? [trial.arm] : this.series.slice(1).map((_, index) => index + 1);
    for (const arm of grown) this.#grow(arm, trial.block);
    return true;
  }

  /** Whether the wall clock is compared without the waits for a CPU: where none of the commands can cause its own. */
  get isWithoutWaits(): boolean {
    return this.series.slice(0, -1).every((one) => one.isSingleThread);
  }

  /** The metric as it is compared; NaN where there is none. */
  compared(metric: CommandMetric, arm: number, block: number): number {
    const series = this.series[arm] as CommandArmSeries;
    if (metric !== 'wall' || !this.isWithoutWaits) return series.at(metric, block);
    const own = series.ownWallNs(block);
    return Number.isNaN(own) ? series.at(metric, block) : own;
  }

  /** A contrast grows when both its trials of a block are there. */
  #grow(arm: number, block: number): void {
    for (const metric of commandMetrics) {
      const [value, reference] = [this.compared(metric, arm, block), this.compared(metric, 0, block)];
      if (!Number.isNaN(value + reference))
        this.contrast(metric, arm).addLogRatio(logRatio(value, reference));
    }
  }

  /** Error rate of each contrast of the metric. */
  alphaOf(metric: CommandMetric): number {
    return this.#alphas[metric];
  }

  /** The contrast of a command (from 1) with the first. */
  contrast(metric: CommandMetric, arm: number): PairedContrast {
    return this.#contrasts[metric][arm - 1] as PairedContrast;
  }

  /** Whether the number of blocks was fixed beforehand, and so many are all of them. */
  isWhole(blocks: number): boolean {
    const { minBlocks, maxBlocks } = this.stage;
    return minBlocks === maxBlocks && blocks === minBlocks;
  }

  /**
   * The contrast as it is reported. Where the number of blocks was fixed beforehand (--runs) and all are there, nobody looked
   * before the end, and the interval for that number holds: it is narrower than one that may be looked at any time.
   */
  settled(metric: CommandMetric, arm: number): ReturnType<PairedContrast['settled']> {
    const contrast = this.contrast(metric, arm);
    const settled = contrast.settled();
    if (!this.isWhole(contrast.count) || settled.autocorrelation !== undefined) return settled;
    const interval = signInterval(contrast.values, this.#alphas[metric]);
    return { ...settled, interval, broken: false };
  }

  settledControl(metric: CommandMetric): ReturnType<PairedContrast['settled']> {
    return this.settled(metric, this.series.length - 1);
  }

  controlContrast(metric: CommandMetric): PairedContrast {
    return this.contrast(metric, this.series.length - 1);
  }

  /** A single command is decided when its copy's interval is as narrow as asked for: there is nothing else to decide. */
  isDecided(): boolean {
    const control = this.controlContrast('wall');
    if (control.count < fewestBlocks || !this.#isBounded('cpu')) return false;
    const { equivalence, precision } = this.#settings;
    const settled = control.settled();
    const last = this.series.length - 1;
    if (last === 1) {
      return (
        !contains(settled.interval, 0) || (settled.interval.high - settled.interval.low) / 2 <= precision
      );
    }
    const arms = this.series.slice(1, -1).map((_, index) => this.contrast('wall', index + 1).settled());
    return arms.every((arm) => isSettled(arm, settled, marginOf(equivalence), precision));
  }

  /** A few blocks more than the wall clock may need: the other metrics would have no interval at all. */
  #isBounded(metric: CommandMetric): boolean {
    const { low, high } = this.controlContrast(metric).standing().interval;
    return Number.isFinite(low) && Number.isFinite(high);
  }

  /** The second command's ratio, for the progress line. */
  standing(): string {
    const own = this.series[1];
    if (!own || this.series.length < 3) return '';
    const { interval, median } = this.contrast('wall', 1).standing();
    if (Number.isNaN(median)) return '';
    const { low, high } = exponentiate(interval);
    return `${own.arm.name} ${formatInterval(Math.exp(median), low, high)}`;
  }
}
