/** Who observes the memory calls: what the machine allows, or what was forced; with the reason. */
import { Problem } from '../model/problem.ts';
import type { Reading } from '../model/reading.ts';
import type { CallSource } from '../model/trace.ts';

/** What can be had here, each with the reason where it cannot. */
export type Sources = {
  readonly tracepoints: Reading<true>;
  readonly strace: Reading<true>;
  /** strace can print the stack of each call (`-k`). */
  readonly stacks: Reading<true>;
};

export type SourceWish = {
  readonly source?: CallSource;
  /** The stack of each call is asked for, which strace alone can give. */
  readonly callers: boolean;
  /** Faults are recorded too: then a trace without calls is worth having. */
  readonly faults: boolean;
};

export type ChosenSource = {
  readonly source: CallSource;
  readonly sourceReason: string;
};

function chosen(source: CallSource, sourceReason: string): ChosenSource {
  return { source, sourceReason };
}

function refuse(source: CallSource, reason: string, hint: string): never {
  throw new Problem(
    'source-unavailable',
    `memory calls cannot be observed by ${source} here: ${reason}`,
    hint,
    3,
  );
}

function forced(source: CallSource, sources: Sources): ChosenSource {
  const { tracepoints, strace } = sources;
  if (source === 'tracepoints' && tracepoints.state === 'unavailable')
    refuse(source, tracepoints.reason, 'leave --source out, or take --source strace');
  if (source === 'strace' && strace.state === 'unavailable')
    refuse(source, strace.reason, 'leave --source out, or record faults alone: --faults --source none');
  return chosen(source, 'it was asked for');
}

function forCallers(wish: SourceWish, { strace, stacks }: Sources): ChosenSource {
  if (wish.source !== undefined && wish.source !== 'strace')
    throw new Problem(
      'callers-need-strace',
      `stacks of calls come from strace, and --source ${wish.source} excludes it`,
      'leave out --source or --callers',
    );
  for (const reading of [strace, stacks])
    if (reading.state === 'unavailable') refuse('strace', reading.reason, 'leave out --callers');
  return chosen('strace', 'stacks of calls come from strace alone');
}

/** Throws a Problem (exit code 3) where nothing that was asked for can be had. */
export function chooseSource(wish: SourceWish, sources: Sources): ChosenSource {
  if (wish.callers) return forCallers(wish, sources);
  if (wish.source === 'none' && !wish.faults)
    throw new Problem(
      'nothing-to-trace',
      'with --source none there is nothing to record but faults, and --faults was not given',
      'add --faults, or leave --source out',
    );
  if (wish.source !== undefined) return forced(wish.source, sources);
  const { tracepoints, strace } = sources;
  if (tracepoints.state === 'measured')
    return chosen('tracepoints', 'the kernel allows them, and they cost least');
  if (strace.state === 'measured') return chosen('strace', `no tracepoints: ${tracepoints.reason}`);
  if (wish.faults)
    return chosen('none', `no tracepoints: ${tracepoints.reason}; no strace: ${strace.reason}`);
  return refuse(
    'tracepoints',
    `${tracepoints.reason}; nor by strace: ${strace.reason}`,
    'install strace (Debian: apt-get install strace), or record page faults alone: --faults',
  );
}
