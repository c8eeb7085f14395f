/** The words exchanged with the probe: requests out, answers in, as the types in model/probe.ts. */
import * as v from 'valibot';
import type { CommandRequest, CommandUsage, PeakMemory } from '../model/command.ts';
import type {
  ProbeDescription,
  ProgramRequest,
  StepResult,
  StepSeries,
  TrialEnd,
  TrialOutcome,
  TrialRequest,
} from '../model/probe.ts';
import { probeDescriptionSchema } from '../model/probe-description.ts';
import { measured, unavailable } from '../model/reading.ts';
import { scenarioReadingsSchema } from '../model/scenario.ts';

/** Must equal PROTOCOL_VERSION of probe/describe.h. */
export const protocolVersion = 1;

/** Parses the answer to `--describe`; throws where it is not one, or speaks another version. */
export function parseDescription(text: string): ProbeDescription {
  const description = v.parse(probeDescriptionSchema, JSON.parse(text));
  if (description.protocol === protocolVersion) return description;
  throw new Error(`it speaks protocol ${description.protocol}, this version ${protocolVersion}`);
}

/** One request line, without its newline. */
export function serializeRequest(
  id: number,
  request: TrialRequest | ProgramRequest | CommandRequest,
): string {
  return JSON.stringify({ id, ...request });
}

type Answer = {
  id: number;
  end: TrialEnd;
  wallNs?: number;
  result?: {
    steps?: StepResult[];
    series?: StepSeries[];
    refused?: string;
    phases?: unknown;
    preload?: TrialOutcome['preload'];
  };
  output?: string;
  calls?: Extract<NonNullable<TrialOutcome['calls']>, { state: 'measured' }>['value'];
  callsUnavailable?: string;
  callsDropped?: number;
  usage?: CommandUsage;
  peak?: PeakMemory;
  peakUnavailable?: string;
};

/** A trial that its own process refused before the first phase (a CPU that is not there, ...) ends as refused. */
function endOf(answer: Answer): TrialEnd {
  const reason = answer.result?.refused ?? answer.output;
  return reason === undefined ? answer.end : { how: 'refused', reason };
}

/** A program's readings. A program may print anything: what are none refuse its trial. */
function readingsOf(result: unknown): Pick<TrialOutcome, 'readings'> & { end?: TrialEnd } {
  const parsed = v.safeParse(scenarioReadingsSchema, result);
  if (parsed.success) return { readings: parsed.output };
  const reason = `the program printed readings that are none: ${v.getDotPath(parsed.issues[0]) ?? 'all of it'}`;
  return { end: { how: 'refused', reason } };
}

/** A list that is not whole would pass for one. */
function callsOf(calls: NonNullable<Answer['calls']>, dropped: number): NonNullable<TrialOutcome['calls']> {
  if (dropped === 0) return measured(calls);
  return unavailable(
    `a phase made more kinds of system calls than the probe keeps; ${dropped} were not counted`,
  );
}

/**
 * Parses one answer line of the supervisor. The lines come from our own probe, whose protocol version was checked, many
 * hundreds a second: they are not validated member by member.
 */
export function parseAnswer(line: string): { readonly id: number; readonly outcome: TrialOutcome } {
  const answer = JSON.parse(line) as Answer;
  const outcome: TrialOutcome = {
    end: endOf(answer),
    wallNs: answer.wallNs ?? 0,
    steps: answer.result?.steps ?? [],
    ...(answer.result?.series ? { series: answer.result.series } : {}),
    ...(answer.result?.phases ? readingsOf(answer.result) : {}),
    ...(answer.result?.preload ? { preload: answer.result.preload } : {}),
    ...(answer.calls ? { calls: callsOf(answer.calls, answer.callsDropped ?? 0) } : {}),
    ...(answer.usage ? { usage: answer.usage } : {}),
    ...(answer.peak ? { peak: measured(answer.peak) } : {}),
    ...(answer.peakUnavailable ? { peak: unavailable(answer.peakUnavailable) } : {}),
    ...(answer.callsUnavailable ? { calls: unavailable(answer.callsUnavailable) } : {}),
  };
  return { id: answer.id, outcome };
}
