/**
 * The fold from a run's records to what is known: the same for a run that grows (it decides when to stop) and for one read
 * back from its file (it computes the findings), so that both always agree.
 */
import type { Arm, Cell } from '../model/experiment.ts';
import {
  findGatePlaces,
  type GatePlace,
  hasErrorRate,
  isMetricPlace,
  type PhaseGate,
} from '../model/gate.ts';
import type {
  EndRecord,
  EventRecord,
  Judge,
  LayoutRecord,
  NoteRecord,
  RunHeader,
  RunRecord,
  TrialRecord,
} from '../model/run.ts';
import { formatRatio } from '../model/units.ts';
import { contains } from '../statistics/index.ts';
import { CellSeries } from './cell-series.ts';
import { checkCommandGate } from './command-gate-check.ts';
import { CommandSeries } from './command-series.ts';
import { countContrasts, countRankedPairs } from './contrast-count.ts';
import { checkGate, type GateCheck } from './gate-check.ts';
import { GateWatch } from './gate-watch.ts';
import { ScenarioSeries } from './scenario-series.ts';
import { isSettled, marginOf } from './verdict.ts';
import { checkCellTrial, type Refusal } from './witness-check.ts';

/** No verdict rests on fewer blocks. */
const fewestBlocks = 10;
/** Dispersion is compared by pairs of blocks: fewer say nothing. */
const fewestDispersionBlocks = 40;

/** Trials refused for one kind of reason in one cell. */
export type RefusedTrials = {
  stage: number;
  cell: number;
  arm: string;
  kind: string;
  count: number;
  example: string;
};

export class Analysis implements Judge {
  readonly header: RunHeader;
  /** Error rate of one contrast (Bonferroni); where arms are ranked, rankings have half of the run's rate. */
  readonly alphaEach: number;
  /** Error rate of one pair of ranked arms. */
  readonly alphaRanked: number;
  /** Every cell or stage of commands that a gate is about. */
  readonly gatePlaces: readonly GatePlace[];
  /** Error rate of one gate in one cell, where it rests on an interval: gates have the run's rate once more, for themselves. */
  readonly alphaGate: number;
  /** By stage, then cell; empty for a stage of another kind. */
  readonly cells: readonly (readonly CellSeries[])[];
  /** By stage; undefined for a stage that is not of commands. */
  readonly commands: readonly (CommandSeries | undefined)[];
  /** By stage; undefined for a stage that is not of scenarios. */
  readonly scenarios: readonly (ScenarioSeries | undefined)[];
  /** By stage, then cell; empty for a stage that is no calibration. */
  readonly calibrations: readonly (readonly CellSeries[])[];
  /** Accepted trials of the repetition stages, by stage. */
  readonly repetitions: readonly TrialRecord[][];
  readonly warmups: TrialRecord[] = [];
  readonly witnesses: TrialRecord[] = [];
  readonly events: NoteRecord[] = [];
  readonly layouts: LayoutRecord[] = [];
  readonly refused = new Map<string, RefusedTrials>();
  trials = 0;
  refusedTrials = 0;
  end: EndRecord | undefined;
  readonly #gateWatch = new GateWatch();

  constructor(header: RunHeader) {
    this.header = header;
    const { stages } = header.plan;
    const pairs = countRankedPairs(stages);
    const { alpha } = header.settings;
    this.alphaEach = (pairs > 0 ? alpha / 2 : alpha) / countContrasts(stages);
    this.alphaRanked = alpha / 2 / Math.max(1, pairs);
    this.gatePlaces = findGatePlaces(header.settings.gates ?? [], header.plan);
    this.alphaGate = alpha / Math.max(1, this.gatePlaces.filter(hasErrorRate).length);
    this.cells = stages.map((stage) =>
      stage.kind === 'comparison'
        ? stage.cells.map((cell) => new CellSeries(cell, stage.measure, this.alphaEach))
        : [],
    );
    this.commands = stages.map((stage) =>
      stage.kind === 'commands' ? new CommandSeries(stage, header.settings) : undefined,
    );
    this.scenarios = stages.map((stage) =>
      stage.kind === 'scenarios' ? new ScenarioSeries(stage) : undefined,
    );
    this.calibrations = stages.map((stage) =>
      stage.kind === 'calibration'
        ? stage.cells.map((cell) => new CellSeries(cell, ['allocate', 'first-touch'], this.alphaEach))
        : [],
    );
    this.repetitions = stages.map(() => []);
  }

  add(record: RunRecord): void {
    if (record.kind === 'end') this.end = record;
    else if (record.kind === 'event') this.#addEvent(record);
    else this.#addTrial(record);
  }

  isDecided(stage: number, cell: number): boolean {
    const commands = this.commands[stage];
    if (commands) return commands.isDecided() && !this.#hasOpenCommandGate(stage, commands);
    const series = this.cells[stage]?.[cell];
    const definition = this.header.plan.stages[stage];
    if (definition?.kind === 'calibration') return false;
    if (!series || definition?.kind !== 'comparison') return true;
    const open = series.openContrasts();
    if (open.length === 0) return series.cell.arms.length > 1;
    const control = series.controlContrast();
    const fewest = definition.dispersion ? fewestDispersionBlocks : fewestBlocks;
    if (control.count < fewest) return false;
    const { equivalence, precision } = this.header.settings;
    const settled = control.settled();
    const margin = marginOf(equivalence);
    return (
      open.every((contrast) => isSettled(contrast, settled, margin, precision)) &&
      !this.#hasOpenGate(stage, cell, series)
    );
  }

  /** The gate as it stands. */
  checkGate(place: GatePlace): GateCheck {
    if (isMetricPlace(place))
      return checkCommandGate(place, this.commands[place.stage] as CommandSeries, this.alphaGate);
    const series = this.cells[place.stage]?.[place.cell] as CellSeries;
    return checkGate(place as GatePlace<PhaseGate>, series, this.header, this.alphaGate);
  }

  #gatesOn(stage: number, cell: number): readonly GatePlace[] {
    return this.gatePlaces.filter((place) => place.stage === stage && place.cell === cell);
  }

  /** Whether more blocks may resolve a gate of the cell. */
  #hasOpenGate(stage: number, cell: number, series: CellSeries): boolean {
    const places = this.#gatesOn(stage, cell).filter(
      ({ arm, reference }) => !(series.isHopeless(arm) || series.isHopeless(reference)),
    );
    if (places.length === 0 || !contains(series.controlContrast().settled().interval, 0)) return false;
    return this.#gateWatch.isOpen(stage, cell, series.blocks, () =>
      places.some((place) => this.checkGate(place).outcome === 'unresolved'),
    );
  }

  /** The same of commands. Peak memory is known before the first block, and no block adds to it. */
  #hasOpenCommandGate(stage: number, commands: CommandSeries): boolean {
    const places = this.#gatesOn(stage, 0).filter(hasErrorRate);
    if (places.length === 0 || !contains(commands.settledControl('wall').interval, 0)) return false;
    return this.#gateWatch.isOpen(stage, 0, commands.blocks, () =>
      places.some((place) => this.checkGate(place).outcome === 'unresolved'),
    );
  }

  standing(stage: number, cell: number): string {
    const commands = this.commands[stage];
    if (commands) return commands.standing();
    const series = this.cells[stage]?.[cell];
    if (!series || series.cell.arms.length < 2) return '';
    const { interval, median } = series.contrast(1).standing();
    if (Number.isNaN(median)) return '';
    const [low, high] = [Math.exp(interval.low), Math.exp(interval.high)];
    return `${series.series[1]?.arm.name} ${formatRatio(Math.exp(median))} (${formatRatio(low)}..${formatRatio(high)})`;
  }

  /** A run that goes on has not ended. */
  #addEvent(event: EventRecord): void {
    if (event.what === 'layout') {
      this.layouts.push(event);
      return;
    }
    this.events.push(event);
    if (event.what === 'resumed') this.end = undefined;
  }

  #armOf(trial: TrialRecord): { arm: Arm; cell: Cell } | undefined {
    const stage = this.header.plan.stages[trial.stage];
    if (!stage) return undefined;
    if (stage.kind === 'repetition') {
      const { arm, sizeBytes } = stage;
      return { arm, cell: { arms: [arm], sizeBytes, design: { kind: 'fresh' } } };
    }
    if (stage.kind === 'commands' || stage.kind === 'scenarios') return undefined;
    const cell = stage.cells[trial.cell];
    const arm = cell?.arms[trial.arm] ?? cell?.arms[0];
    return cell && arm ? { arm, cell } : undefined;
  }

  #addTrial(trial: TrialRecord): void {
    this.trials++;
    if (trial.role === 'warm') {
      this.warmups.push(trial);
      return;
    }
    const commands = this.commands[trial.stage];
    if (commands) {
      if (!commands.add(trial)) this.refusedTrials++;
      return;
    }
    const scenarios = this.scenarios[trial.stage];
    if (scenarios) {
      if (!scenarios.add(trial)) this.refusedTrials++;
      return;
    }
    const of = this.#armOf(trial);
    if (!of) return;
    const { capabilities, before } = this.header;
    const refusal = checkCellTrial(trial, of.cell, of.arm, capabilities, before.settings);
    if (refusal) this.#refuse(trial, refusal.arm ?? of.arm.name, refusal);
    else if (trial.role === 'witness') this.witnesses.push(trial);
    else if (this.cells[trial.stage]?.length) this.cells[trial.stage]?.[trial.cell]?.add(trial);
    else if (this.calibrations[trial.stage]?.length) this.calibrations[trial.stage]?.[trial.cell]?.add(trial);
    else this.repetitions[trial.stage]?.push(trial);
  }

  #refuse(trial: TrialRecord, arm: string, refusal: Refusal): void {
    this.refusedTrials++;
    const series = this.cells[trial.stage]?.[trial.cell]?.series[trial.arm];
    if (series && trial.role === 'timed') series.refused++;
    const key = `${trial.stage}/${trial.cell}/${arm}/${refusal.kind}`;
    const known = this.refused.get(key);
    if (known) known.count++;
    else {
      const { stage, cell } = trial;
      this.refused.set(key, {
        stage,
        cell,
        arm,
        kind: refusal.kind,
        count: 1,
        example: refusal.sentence,
      });
    }
  }
}
