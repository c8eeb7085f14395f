/** A probe without a process and without a clock: it answers from a function, or from a recorded list. */
import type { CommandRequest } from '../src/model/command.ts';
import type {
  Phase,
  Probe,
  ProbeDescription,
  ProbeIdentity,
  ProgramRequest,
  Sample,
  SharedDesign,
  StepRequest,
  StepResult,
  StepSeries,
  TrialOutcome,
  TrialRequest,
} from '../src/model/probe.ts';
import { phases } from '../src/model/probe.ts';
import { describedProbe } from './analysis/fixture.ts';

/** Answers the request with that number, counted from 0. May throw: the supervisor is gone. */
export type Answer = (request: TrialRequest, number: number) => TrialOutcome;

export class ReplayProbe implements Probe {
  readonly description: ProbeDescription = describedProbe;
  readonly identity: ProbeIdentity = { sha256: 'replay', compiler: 'none', flags: '' };
  /** Every request that was really sent, in order. */
  readonly requests: TrialRequest[] = [];
  closed = false;
  readonly #answer: Answer;

  constructor(answers: Answer | readonly TrialOutcome[]) {
    this.#answer = typeof answers === 'function' ? answers : (_, number) => recorded(answers, number);
  }

  async runTrial(request: TrialRequest): Promise<TrialOutcome> {
    const number = this.requests.push(request) - 1;
    return this.#answer(request, number);
  }

  /** Commands have a replay of their own (test/runner/replayed-commands.ts). */
  async runCommand(request: CommandRequest): Promise<TrialOutcome> {
    throw new Error(`the replay has no answer to '${request.command.argv.join(' ')}'`);
  }

  async runProgram(request: ProgramRequest): Promise<TrialOutcome> {
    throw new Error(`the replay has no answer to '${request.program.words.join(' ')}'`);
  }

  async close(): Promise<void> {
    this.closed = true;
  }
}

function recorded(outcomes: readonly TrialOutcome[], number: number): TrialOutcome {
  const outcome = outcomes[number];
  if (!outcome) throw new Error(`the replay has no answer number ${number}`);
  return outcome;
}

/** A sample that took `durationNs` and `minorFaults`, and nothing else. */
export function sampleOf(durationNs: number, minorFaults: number, majorFaults = 0): readonly number[] {
  return [durationNs, minorFaults, majorFaults, 0, 0, 0, durationNs];
}

/** The result of a step whose faults are those of base pages, however it obtained them. */
export function stepResult(step: StepRequest, ns: Readonly<Partial<Record<Phase, number>>>): StepResult {
  const strategy = describedProbe.strategies.find((one) => one.name === step.strategy);
  const pattern = describedProbe.patterns.find((one) => one.name === step.pattern);
  const pages = Math.ceil(step.sizeBytes / describedProbe.pageSizeBytes);
  const idle = !pattern || !strategy || strategy.backing === 'none' || !(pattern.reads || pattern.writes);
  const huge = strategy?.pages === 'huge' ? 512 : 1;
  const touched = idle ? 0 : Math.ceil((pattern.partial ? (pages * step.fractionPpm) / 1e6 : pages) / huge);
  const faults: Record<Phase, number> = {
    allocate: strategy?.populates ? pages : 0,
    'first-touch': strategy?.populates ? 0 : touched,
    'second-touch': 0,
    release: 0,
  };
  const sample = (phase: Phase): Sample =>
    phase === 'second-touch' && !step.secondTouch ? null : sampleOf(ns[phase] ?? 1000, faults[phase]);
  return { address: 0x7f0000000000, samples: phases.map(sample) };
}

/** The step's readings in every round, or divided among its chunks. */
function seriesOf(step: StepResult, sizeBytes: number, design: SharedDesign): StepSeries {
  const rounds = design.kind === 'in-process';
  const parts = rounds ? design.rounds : Math.ceil(sizeBytes / design.chunkBytes);
  const readings = (column: number): (number[] | null)[] =>
    phases.map((phase, index) => {
      const whole = step.samples[index]?.[column];
      if (whole === undefined) return null;
      if (rounds) return Array.from({ length: parts }, () => whole);
      return phase === 'first-touch' ? Array.from({ length: parts }, () => whole / parts) : [whole];
    });
  return { ns: readings(0), minorFaults: readings(1), preempted: phases.map(() => []) };
}

/** A trial that ended well; each step's first touch took `firstTouchNs`. */
export function outcomeOf(request: TrialRequest, firstTouchNs: number | readonly number[]): TrialOutcome {
  const steps = request.steps.map((step, index) => {
    const touchNs = typeof firstTouchNs === 'number' ? firstTouchNs : (firstTouchNs[index] ?? 0);
    return stepResult(step, { 'first-touch': touchNs, 'second-touch': touchNs / 4 });
  });
  const first = steps[0]?.samples[1]?.[0] ?? 0;
  const outcome: TrialOutcome = { end: { how: 'exit', code: 0 }, wallNs: first + 1e6, steps };
  const { design } = request;
  if (design)
    return {
      ...outcome,
      series: steps.map((step, i) => seriesOf(step, request.steps[i]?.sizeBytes ?? 0, design)),
    };
  if (!request.witness) return outcome;
  const memory = phases.map(() => ({
    rssBytes: request.steps[0]?.sizeBytes ?? 0,
    pssBytes: null,
    anonHugeBytes: 0,
    peakRssBytes: null,
  }));
  const call = { name: 'mmap', count: 1, bytes: request.steps[0]?.sizeBytes ?? 0 };
  const calls = request.steps.map(() => [[call], [], [], [{ ...call, name: 'munmap' }]]);
  return {
    ...outcome,
    steps: steps.map((step) => ({ ...step, memory, region: 'anonymous' })),
    calls: { state: 'measured', value: calls },
  };
}
