/** Whether a trial's own counters bear it out. A trial that they contradict is refused, with both numbers. */
import { type Arm, armsWithControl, type Cell } from '../model/experiment.ts';
import type { MachineSettings } from '../model/machine.ts';
import {
  type Phase,
  type ProbeDescription,
  phases,
  type StepResult,
  type StepSeries,
  sampleColumns,
} from '../model/probe.ts';
import type { TrialRecord } from '../model/run.ts';
import { formatCount } from '../model/units.ts';
import { type ExpectedFaults, expectFaults, type FaultBounds } from './expected-faults.ts';

/** A refusal's kind is what trials are counted by; the sentence tells this one. `arm` names whose it is in a shared process. */
export type Refusal = { readonly kind: string; readonly sentence: string; readonly arm?: string };

const minorFaults = sampleColumns.indexOf('minorFaults');
const firstTouch = phases.indexOf('first-touch');
const majorFaults = sampleColumns.indexOf('majorFaults');

function checkEnd(trial: TrialRecord): Refusal | undefined {
  const { end } = trial;
  switch (end.how) {
    case 'exit':
      return end.code === 0
        ? undefined
        : { kind: 'exit code', sentence: `it ended with exit code ${end.code}` };
    case 'signal':
      return { kind: 'signal', sentence: `it was ended by signal ${end.signal}` };
    case 'oom-kill':
      return { kind: 'out of memory', sentence: 'the kernel killed it for lack of memory (OOM)' };
    case 'deadline':
      return { kind: 'deadline', sentence: `it was still running after ${end.deadlineMs} ms` };
    case 'refused':
      return { kind: 'refused before it started', sentence: end.reason };
  }
}

function checkFailure(step: StepResult): Refusal | undefined {
  if (!step.failed) return undefined;
  const { call, phase, message, errno } = step.failed;
  return { kind: `${call} failed`, sentence: `${call} failed in ${phase}: ${message} (errno ${errno})` };
}

function checkPreload(trial: TrialRecord, arm: Arm): Refusal | undefined {
  if (!arm.preload || (trial.preload?.mapped && trial.preload.resolves)) return undefined;
  const seen = trial.preload?.mapped ? 'is mapped' : 'is not in the maps of the trial';
  const from = trial.preload?.mallocFrom ?? 'an unknown object';
  return {
    kind: 'preload not engaged',
    sentence: `${arm.preload} ${seen}, and malloc resolves into ${from}`,
  };
}

function checkPhase(phase: Phase, faults: number, before: number, bounds: FaultBounds): Refusal | undefined {
  const { low, high, because, countsAllocate } = bounds;
  const counted = countsAllocate ? faults + before : faults;
  if (counted >= low && faults <= high) return undefined;
  const [seen, bound] =
    faults > high ? [faults, `at most ${formatCount(high)}`] : [counted, `at least ${formatCount(low)}`];
  const together = countsAllocate && faults <= high ? `allocate and ${phase}` : phase;
  return {
    kind: `faults contradict ${phase}`,
    sentence: `${together} took ${formatCount(seen)} minor faults where ${because} mean ${bound}`,
  };
}

function checkCounts(step: StepResult, expected: ExpectedFaults): Refusal | undefined {
  for (const [index, phase] of phases.entries()) {
    const sample = step.samples[index];
    if (!sample && (phase === 'allocate' || phase === 'first-touch')) {
      return { kind: 'no result', sentence: `it printed no sample of ${phase}` };
    }
    if (!sample) continue;
    const waited = sample[majorFaults] as number;
    if (waited > 0) {
      return { kind: 'major faults', sentence: `${phase} took ${waited} major faults: it waited for a disk` };
    }
    const bounds = expected[phase];
    const before = step.samples[0]?.[minorFaults] ?? 0;
    const wrong = bounds && checkPhase(phase, sample[minorFaults] as number, before, bounds);
    if (wrong) return wrong;
  }
  return undefined;
}

/** The worst case of an address that changes from round to round: the fewest whole huge pages. */
const unalignedAddress = 1;

/** Every round alone. What malloc kept from an earlier round needs no fault: only too many of them contradict it. */
function checkRounds(series: StepSeries, expected: ExpectedFaults, keeps: boolean): Refusal | undefined {
  for (const [index, phase] of phases.entries()) {
    const bounds = expected[phase];
    if (!bounds) continue;
    for (const [round, faults] of (series.minorFaults[index] ?? []).entries()) {
      const before = series.minorFaults[0]?.[round] ?? 0;
      const wrong = checkPhase(phase, faults, before, keeps ? { ...bounds, low: 0 } : bounds);
      if (wrong) return { ...wrong, sentence: `in round ${round + 1} ${wrong.sentence}` };
    }
  }
  return undefined;
}

/** The first call that failed in a shared process, and whose it was. */
function checkSharedFailures(trial: TrialRecord, cell: Cell): Refusal | undefined {
  const arms = armsWithControl(cell);
  for (const [index, step] of trial.steps.entries()) {
    const failed = checkFailure(step);
    if (failed) return { ...failed, arm: arms[index]?.name ?? '' };
  }
  return undefined;
}

/** A shared process: every arm's rounds, or its chunks added up. */
function checkShared(
  trial: TrialRecord,
  cell: Cell,
  probe: ProbeDescription,
  settings: MachineSettings,
): Refusal | undefined {
  const { design, sizeBytes } = cell;
  const chunkBytes = design.kind === 'interleaved' ? design.chunkBytes : sizeBytes;
  const rounds = design.kind === 'in-process' ? design.rounds : Math.ceil(sizeBytes / chunkBytes);
  for (const [index, arm] of armsWithControl(cell).entries()) {
    const [step, series, definition] = [trial.steps[index], trial.series?.[index], arm.steps[0]];
    if (!step || !definition || series?.ns[firstTouch]?.length !== rounds)
      return { kind: 'no result', sentence: 'it printed no readings for every arm', arm: arm.name };
    const expected = expectFaults(definition, arm, sizeBytes, unalignedAddress, probe, settings, chunkBytes);
    const strategy = probe.strategies.find((one) => one.name === definition.strategy);
    const wrong =
      design.kind === 'interleaved'
        ? checkCounts(step, expected)
        : checkRounds(series, expected, strategy?.viaMalloc ?? false);
    if (wrong) return { ...wrong, arm: arm.name };
  }
  return undefined;
}

/** What the trial of a cell must be refused for, whichever way its arms meet; undefined where nothing is. */
export function checkCellTrial(
  trial: TrialRecord,
  cell: Cell,
  arm: Arm,
  probe: ProbeDescription,
  settings: MachineSettings,
): Refusal | undefined {
  if (cell.design.kind === 'fresh' || trial.role === 'witness')
    return checkTrial(trial, arm, cell.sizeBytes, probe, settings);
  const whole = checkEnd(trial) ?? checkPreload(trial, arm);
  if (whole) return { ...whole, arm: cell.arms.map(({ name }) => name).join(' and ') };
  return checkSharedFailures(trial, cell) ?? checkShared(trial, cell, probe, settings);
}

/** What the trial must be refused for, or undefined where its witnesses agree with it. */
export function checkTrial(
  trial: TrialRecord,
  arm: Arm,
  sizeBytes: number,
  probe: ProbeDescription,
  settings: MachineSettings,
): Refusal | undefined {
  const ended = checkEnd(trial);
  if (ended) return ended;
  const failed =
    trial.steps.map(checkFailure).find((refusal) => refusal !== undefined) ?? checkPreload(trial, arm);
  if (failed) return failed;
  // A discarded first call stands before the arm's own steps.
  const discarded = arm.discardFirst ? arm.steps.length : 0;
  for (const [index, definition] of arm.steps.entries()) {
    const step = trial.steps[discarded + index];
    if (!step) return { kind: 'no result', sentence: 'it printed no result for every step' };
    const expected = expectFaults(definition, arm, sizeBytes, step.address, probe, settings);
    const wrong = checkCounts(step, expected);
    if (wrong) return wrong;
  }
  return undefined;
}
