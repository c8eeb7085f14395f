/**
 * Whether a line of a run file is a record of a run: checked by hand for the members that are read, because a run may have a
 * million of them (a fraction of a microsecond each, where a schema takes several).
 */
import * as v from 'valibot';
import { usageCounts } from './command.ts';
import type { ExperimentPlan } from './experiment.ts';
import { phases } from './probe.ts';
import type { EndRecord, RunRecord, TrialRecord } from './run.ts';
import { scenarioReadingsSchema } from './scenario.ts';

/** No run is that long: a damaged block number must not make room for itself. */
const largestCount = 10_000_000;

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= largestCount;
}

const endings: readonly unknown[] = ['exit', 'signal', 'oom-kill', 'deadline', 'refused'];

/** An ending that no one knows would pass for a good one. */
function isEnding(end: unknown): boolean {
  if (typeof end !== 'object' || end === null) return false;
  const { how, code } = end as { how?: unknown; code?: unknown };
  return endings.includes(how) && (how !== 'exit' || typeof code === 'number');
}

function isCall(call: unknown): boolean {
  if (typeof call !== 'object' || call === null) return false;
  const { name, count } = call as { name?: unknown; count?: unknown };
  return typeof name === 'string' && isCount(count);
}

/** By step, then phase; null for a phase that did not run. */
function isCallsByStep(step: unknown): boolean {
  return (
    Array.isArray(step) &&
    step.every((phase) => phase === null || (Array.isArray(phase) && phase.every(isCall)))
  );
}

/** The system calls of a witness trial, where there are any. */
function isCalls(calls: TrialRecord['calls']): boolean {
  if (calls === undefined) return true;
  if (typeof calls !== 'object' || calls === null) return false;
  if (calls.state !== 'measured') return calls.state === 'unavailable';
  return Array.isArray(calls.value) && calls.value.every(isCallsByStep);
}

/** Durations and counts: finite, and not below zero. */
function isSample(sample: unknown): boolean {
  if (sample === null) return true;
  return (
    Array.isArray(sample) &&
    sample.length >= 3 &&
    sample.every((reading) => Number.isFinite(reading) && reading >= 0)
  );
}

function isStep(step: unknown): boolean {
  if (typeof step !== 'object' || step === null) return false;
  const { address, samples, memory, failed } = step as Record<string, unknown>;
  const listed = memory === undefined || Array.isArray(memory);
  const told = failed === undefined || (typeof failed === 'object' && failed !== null);
  return Number.isFinite(address) && Array.isArray(samples) && samples.every(isSample) && listed && told;
}

/** Null for a phase that did not run, or one reading for each round or chunk. */
function isReadings(value: unknown): value is readonly number[] | null {
  return value === null || (Array.isArray(value) && value.every(isAmount));
}

/** Pairs of the number of a round or chunk, of so many, and nanoseconds. */
function isPreempted(value: unknown, readings: number): boolean {
  const isPair = (one: unknown): boolean =>
    Array.isArray(one) && one.length === 2 && isCount(one[0]) && one[0] < readings && isAmount(one[1]);
  return Array.isArray(value) && value.every(isPair);
}

/** One arm: as many faults as times in each phase. */
function isStepSeries(one: unknown): boolean {
  const { ns, minorFaults, preempted } = (one ?? {}) as Record<string, unknown>;
  const lists = [ns, minorFaults, preempted];
  if (!lists.every((list): list is unknown[] => Array.isArray(list) && list.length === phases.length))
    return false;
  const [times, faults, losses] = lists as [unknown[], unknown[], unknown[]];
  return times.every((own, phase) => {
    const counted = faults[phase];
    if (!isReadings(own) || !isReadings(counted) || own?.length !== counted?.length) return false;
    // A phase that a later round did not reach has no times, and may have been preempted in an earlier one.
    return isPreempted(losses[phase], own?.length ?? largestCount);
  });
}

/** The single readings of a shared process, where there are any. */
function isSeries(series: unknown): boolean {
  if (series === undefined) return true;
  return Array.isArray(series) && series.every(isStepSeries);
}

function isAmount(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0;
}

/** The peak of a command's witness trial, where there is one. */
function isPeak(peak: TrialRecord['peak']): boolean {
  if (peak === undefined) return true;
  if (typeof peak !== 'object' || peak === null) return false;
  if (peak.state !== 'measured') return peak.state === 'unavailable';
  const { largestBytes, sumBytes, processes, threads } = (peak.value ?? {}) as Record<string, unknown>;
  return isAmount(largestBytes) && isAmount(sumBytes) && isAmount(processes) && isAmount(threads);
}

/** What the kernel counted for a command, where there is any of it. */
function isUsage(usage: unknown, wallNs: unknown): boolean {
  if (usage === undefined) return true;
  if (typeof usage !== 'object' || usage === null || !isAmount(wallNs)) return false;
  const counts = usage as Record<string, unknown>;
  const printed = counts.printed as { bytes?: unknown; hash?: unknown } | null | undefined;
  return (
    [...usageCounts, 'leftRunning'].every((name) => isAmount(counts[name])) &&
    (counts.waitedNs === undefined || isAmount(counts.waitedNs)) &&
    (printed === undefined || (isAmount(printed?.bytes) && typeof printed?.hash === 'string'))
  );
}

/** A trial; -1 stands only for the arm of a warm-up. */
export function isTrialRecord(record: Record<string, unknown>): boolean {
  const { role, stage, cell, block, position, arm, atMs, end, steps, series, calls, readings } =
    record as Partial<TrialRecord>;
  const placed =
    isCount(stage) && isCount(cell) && isCount(block) && isCount(position) && Number.isFinite(atMs);
  const known = role === 'warm' ? arm === -1 : (role === 'timed' || role === 'witness') && isCount(arm);
  const read = Array.isArray(steps) && steps.every(isStep) && isSeries(series);
  const counted = isUsage(record.usage, record.wallNs) && isPeak((record as Partial<TrialRecord>).peak);
  const told = readings === undefined || v.is(scenarioReadingsSchema, readings);
  return placed && known && read && told && counted && isEnding(end) && isCalls(calls);
}

export function isEndRecord(record: Record<string, unknown>): boolean {
  const { reason, sentence, atMs, after, changes } = record as Partial<EndRecord>;
  const told = typeof reason === 'string' && typeof sentence === 'string' && Number.isFinite(atMs);
  const listed = Array.isArray(changes) && changes.every((change) => typeof change?.sentence === 'string');
  return told && typeof after === 'object' && after !== null && listed;
}

/** Whether a trial belongs to the plan: its stage, cell and arm exist (the arm after the last is the control arm). */
export function fitsPlan(record: RunRecord, plan: ExperimentPlan): boolean {
  if (record.kind !== 'trial') return true;
  const stage = plan.stages[record.stage];
  if (!stage || record.role === 'warm') return stage !== undefined;
  if (stage.kind === 'repetition') return record.cell === 0 && record.arm === 0;
  if (stage.kind === 'commands') return record.cell === 0 && record.arm <= stage.commands.length;
  if (stage.kind === 'scenarios') return record.cell === 0 && record.arm <= stage.arms.length;
  const cell = stage.cells[record.cell];
  return cell !== undefined && record.arm <= cell.arms.length;
}

/** Remembers which timed trials a run file has had: none stands twice. */
export class SeenTrials {
  readonly #byCell = new Map<number, Set<number>>();

  /** Whether the record is a timed trial of a block and arm that was there before. */
  isRepeated(record: RunRecord): boolean {
    if (record.kind !== 'trial' || record.role !== 'timed') return false;
    const cell = record.stage * largestCount + record.cell;
    const trial = record.block * 65_536 + record.arm;
    const seen = this.#byCell.get(cell) ?? new Set<number>();
    if (seen.size === 0) this.#byCell.set(cell, seen);
    const before = seen.size;
    return seen.add(trial).size === before;
  }
}
