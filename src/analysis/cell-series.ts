/** What one cell has measured so far: accepted times by arm, phase and block, and the contrasts as they stand. */
import { burnInRounds, type CellDesign } from '../model/design.ts';
import { type Arm, armsWithControl, type Cell } from '../model/experiment.ts';
import { type Phase, phases, type StepSeries, sampleColumns } from '../model/probe.ts';
import type { TrialRecord } from '../model/run.ts';
import { median, quantileOfSorted, sorted } from '../statistics/index.ts';
import { GrowingColumn } from './growing-column.ts';
import { ownNs, ownSeriesNs, wasPreempted } from './own-time.ts';
import { logRatio, PairedContrast } from './paired-contrast.ts';
import type { Contrast } from './verdict.ts';

const minorFaults = sampleColumns.indexOf('minorFaults');

/** The accepted trials of one arm, in columns by block. */
export class ArmSeries {
  /** The sum over the measured phases, nanoseconds. */
  readonly measureNs = new GrowingColumn();
  readonly phaseNs: readonly GrowingColumn[] = phases.map(() => new GrowingColumn());
  readonly phaseFaults: readonly GrowingColumn[] = phases.map(() => new GrowingColumn());
  readonly positions = new GrowingColumn();
  readonly arm: Arm;
  refused = 0;
  /** Phases timed (in a shared process: of single rounds or chunks), and those that count their time on a CPU. */
  timedPhases = 0;
  preempted = 0;
  accepted = 0;

  constructor(arm: Arm) {
    this.arm = arm;
  }

  /** One trial of the arm alone. */
  addTrial(trial: TrialRecord, measure: readonly Phase[]): void {
    const samples = trial.steps.at(-1)?.samples ?? [];
    let sum = 0;
    for (const [index, phase] of phases.entries()) {
      const sample = samples[index];
      if (!sample) continue;
      const ns = ownNs(sample);
      this.timedPhases++;
      if (wasPreempted(sample)) this.preempted++;
      this.phaseNs[index]?.set(trial.block, ns);
      this.phaseFaults[index]?.set(trial.block, sample[minorFaults] as number);
      if (measure.includes(phase)) sum += ns;
    }
    this.measureNs.set(trial.block, sum);
    this.positions.set(trial.block, trial.position);
    this.accepted++;
  }

  /**
   * The arm's part of a process that all arms share: what a round, or a region of chunks, takes undisturbed. Whatever
   * disturbs one only adds to it, so the lower quartile moves least from process to process (docs/decisions/0005).
   */
  addSeries(trial: TrialRecord, index: number, design: CellDesign, measure: readonly Phase[]): void {
    const series = (trial.series as readonly StepSeries[])[index] as StepSeries;
    const { ns, minorFaults, preempted } = series;
    const skip = design.kind === 'in-process' ? burnInRounds : 0;
    const sums = new Float64Array(Math.max(0, ...ns.map((times) => (times?.length ?? 0) - skip)));
    for (const [at, phase] of phases.entries()) {
      const times = ownSeriesNs(series, at).slice(skip);
      this.timedPhases += times.length;
      this.preempted += (preempted[at] ?? []).filter(([round]) => round >= skip).length;
      if (times.length === 0) continue;
      const faults = (minorFaults[at] ?? []).slice(skip);
      const chunks = design.kind === 'interleaved' ? times.length : 1;
      this.phaseNs[at]?.set(trial.block, undisturbed(times) * chunks);
      this.phaseFaults[at]?.set(trial.block, design.kind === 'interleaved' ? total(faults) : median(faults));
      if (measure.includes(phase)) for (const [i, time] of times.entries()) sums[i] = (sums[i] ?? 0) + time;
    }
    this.measureNs.set(trial.block, undisturbed(sums) * (design.kind === 'interleaved' ? sums.length : 1));
    this.accepted++;
  }
}

function undisturbed(values: ArrayLike<number>): number {
  return quantileOfSorted(sorted(values), 0.25);
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** After so many refused trials and none accepted, an arm is given up: nothing would ever decide it. */
const hopelessAfter = 5;

export class CellSeries {
  readonly cell: Cell;
  /** The cell's arms, and the control arm last. */
  readonly series: readonly ArmSeries[];
  readonly #contrasts: readonly PairedContrast[];
  readonly #measure: readonly Phase[];
  blocks = 0;

  constructor(cell: Cell, measure: readonly Phase[], alpha: number) {
    this.cell = cell;
    this.#measure = measure;
    this.series = armsWithControl(cell).map((arm) => new ArmSeries(arm));
    this.#contrasts = this.series.slice(1).map(() => new PairedContrast(alpha));
  }

  get control(): ArmSeries {
    return this.series[this.series.length - 1] as ArmSeries;
  }

  get reference(): ArmSeries {
    return this.series[0] as ArmSeries;
  }

  /** Takes an accepted trial; a contrast grows when both its trials of a block are there. */
  add(trial: TrialRecord): void {
    if (this.cell.design.kind !== 'fresh') this.#addShared(trial);
    else this.#addFresh(trial);
    this.blocks = Math.max(this.blocks, trial.block + 1);
  }

  /** One process, one value for each contrast. */
  #addShared(trial: TrialRecord): void {
    for (const [index, arm] of this.series.entries())
      arm.addSeries(trial, index, this.cell.design, this.#measure);
    const referenceNs = this.reference.measureNs.at(trial.block);
    for (const [index, arm] of this.series.slice(1).entries())
      this.contrast(index + 1).addLogRatio(logRatio(arm.measureNs.at(trial.block), referenceNs));
  }

  #addFresh(trial: TrialRecord): void {
    const own = this.series[trial.arm];
    if (!own) return;
    own.addTrial(trial, this.#measure);
    const referenceNs = this.reference.measureNs.at(trial.block);
    if (trial.arm > 0) {
      if (!Number.isNaN(referenceNs))
        this.contrast(trial.arm).addLogRatio(logRatio(own.measureNs.at(trial.block), referenceNs));
      return;
    }
    for (let arm = 1; arm < this.series.length; arm++) {
      const armNs = (this.series[arm] as ArmSeries).measureNs.at(trial.block);
      if (!Number.isNaN(armNs)) this.contrast(arm).addLogRatio(logRatio(armNs, referenceNs));
    }
  }

  /** The contrast of an arm (from 1) with the reference. */
  contrast(arm: number): PairedContrast {
    return this.#contrasts[arm - 1] as PairedContrast;
  }

  controlContrast(): PairedContrast {
    return this.contrast(this.series.length - 1);
  }

  isHopeless(arm: number): boolean {
    const series = this.series[arm] as ArmSeries;
    return series.accepted === 0 && series.refused >= hopelessAfter;
  }

  /** The contrasts of the arms under comparison that may still be decided, as they stand. */
  openContrasts(): readonly Contrast[] {
    const open: Contrast[] = [];
    for (let arm = 1; arm < this.series.length - 1; arm++) {
      if (!this.isHopeless(arm) && !this.isHopeless(0)) open.push(this.contrast(arm).settled());
    }
    return open;
  }
}
