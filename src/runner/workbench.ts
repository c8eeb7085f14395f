/**
 * The workbench of one run: performs single trials and writes each down before anything else happens. Knows the two rules
 * that hold for every trial: memory is warm unless coldness is the treatment, and no trial asks for more than it may.
 */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import type { CellDesign } from '../model/design.ts';
import { type Arm, type Cell, trialSizeBytes } from '../model/experiment.ts';
import type { ProgramRequest, TrialOutcome } from '../model/probe.ts';
import type { RunRecord, TrialRecord } from '../model/run.ts';
import { formatBytes } from '../model/units.ts';
import type { Instruments } from './instruments.ts';
import { generatorFor, paddingBytes } from './order.ts';
import { armRequest, sharedRequest, warmRequest } from './trial-request.ts';

/** Which trial of the plan. */
export type TrialPlace = Pick<TrialRecord, 'role' | 'stage' | 'cell' | 'block' | 'position' | 'arm'>;

/** Memory that lay idle for longer is warmed again: a virtual machine's host takes it back (docs/decisions/0004). */
const pauseMs = 1000;
/** A warm-up touches this much more than the largest arm. */
const warmMargin = 1.5;
const smallestWarmBytes = 64 * 2 ** 20;

export class Workbench {
  readonly startedMs: number;
  readonly #with: Instruments;
  #lastTrialMs = Number.NEGATIVE_INFINITY;
  #budget: { readonly budgetBytes: number; readonly sentence: string; readonly atMs: number } | undefined;
  #warmups = 0;
  /** What was warmed since the last pause. */
  #warmBytes = 0;

  constructor(instruments: Instruments) {
    this.#with = instruments;
    this.startedMs = instruments.now();
  }

  elapsedMs(): number {
    return this.#with.now() - this.startedMs;
  }

  /** Runs one trial of the arm. Trials may be asked for without waiting: they run one after another, in this order. */
  async runArm(place: TrialPlace, arm: Arm, sizeBytes: number, secondTouch: boolean): Promise<TrialRecord> {
    const { header } = this.#with;
    const { seed } = header.settings;
    const generator = generatorFor(seed, place.stage, place.cell, place.block, place.position, 0x9ad);
    const witness = place.role === 'witness';
    const options = { witness, secondTouch };
    const request = armRequest(arm, sizeBytes, header.settings, paddingBytes(generator), options);
    return this.#run(place, sizeBytes, () => this.#with.probe.runTrial(request));
  }

  /** Runs one process that all arms of the cell share. */
  async runShared(
    place: TrialPlace,
    cell: Cell,
    design: Exclude<CellDesign, { kind: 'fresh' }>,
  ): Promise<TrialRecord> {
    const { settings } = this.#with.header;
    const generator = generatorFor(settings.seed, place.stage, place.cell, place.block, 0x5ed);
    const seeded = { ...design, seed: uniformInt(generator, 0, 2 ** 31 - 1) };
    const request = sharedRequest(cell, seeded, settings, paddingBytes(generator));
    return this.#run(place, trialSizeBytes(cell), () => this.#with.probe.runTrial(request));
  }

  /** Runs another executable as a trial, which may have so much memory at once. */
  async runProgram(place: TrialPlace, request: ProgramRequest, memoryBytes: number): Promise<TrialRecord> {
    return this.#run(place, memoryBytes, () => this.#with.probe.runProgram(request));
  }

  /** Writes down a trial that could not be run, and why. */
  refuse(place: TrialPlace, reason: string): TrialRecord {
    const end = { how: 'refused', reason } as const;
    return this.#record(place, { end, wallNs: 0, steps: [] });
  }

  /** Touches and releases more than `sizeBytes`, unless as much was warmed already and no pause came since. */
  async warm(stage: number, sizeBytes: number): Promise<void> {
    const wanted = Math.max(smallestWarmBytes, Math.ceil(sizeBytes * warmMargin));
    this.#forgetAfterPause();
    if (this.#warmBytes >= wanted) return;
    const bytes = Math.min(wanted, this.#allowed().budgetBytes);
    if (bytes < 1) return;
    const place: TrialPlace = { role: 'warm', stage, cell: 0, block: this.#warmups++, position: 0, arm: -1 };
    const request = warmRequest(bytes, this.#with.header.settings);
    const { end } = await this.#run(place, bytes, () => this.#with.probe.runTrial(request));
    if (end.how === 'exit') this.#warmBytes = wanted;
  }

  /** Whoever touches memory after a pause finds it cold, and does not leave as much of it warm as a warm-up does. */
  #forgetAfterPause(): void {
    if (this.#with.now() - this.#lastTrialMs >= pauseMs) this.#warmBytes = 0;
  }

  write(record: RunRecord): void {
    this.#with.journal.append(record);
    this.#with.judge.add(record);
  }

  async #run(place: TrialPlace, sizeBytes: number, run: () => Promise<TrialOutcome>): Promise<TrialRecord> {
    this.#forgetAfterPause();
    const refused = this.#refusal(sizeBytes);
    const outcome = refused ?? (await run());
    if (!refused) this.#lastTrialMs = this.#with.now();
    return this.#record(place, outcome);
  }

  #record(place: TrialPlace, outcome: TrialOutcome): TrialRecord {
    const { end, wallNs, steps, series, preload, calls, readings } = outcome;
    const record: TrialRecord = {
      kind: 'trial',
      ...place,
      atMs: Math.round(this.elapsedMs()),
      wallNs,
      end,
      steps,
      ...(series ? { series } : {}),
      ...(preload ? { preload } : {}),
      ...(calls ? { calls } : {}),
      ...(readings ? { readings } : {}),
    };
    this.write(record);
    return record;
  }

  #refusal(sizeBytes: number): TrialOutcome | undefined {
    const allowed = this.#allowed();
    if (sizeBytes <= allowed.budgetBytes) return undefined;
    const reason = `it asks for ${formatBytes(sizeBytes)}, and a trial may ask for ${formatBytes(allowed.budgetBytes)}: ${allowed.sentence}`;
    return { end: { how: 'refused', reason }, wallNs: 0, steps: [] };
  }

  /** Read again at most ten times a second: memory may run short while the run lasts. */
  #allowed(): { readonly budgetBytes: number; readonly sentence: string } {
    const now = this.#with.now();
    if (!this.#budget || now - this.#budget.atMs >= 100)
      this.#budget = { ...this.#with.memoryBudget(), atMs: now };
    return this.#budget;
  }
}
