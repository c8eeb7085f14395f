/** What a printed call ends with: ` = 0x7f... <0.000012>`, ` = -1 ENOMEM (Cannot allocate memory)`, ` = ?`. */
import { decimalNs, plainNumber } from './plain-number.ts';
import { unescapeText } from './quoted-text.ts';

export type Outcome = {
  readonly result: number | null;
  readonly error?: string;
  readonly durationNs?: number;
  readonly path?: string;
  /** A thread id in the result as strace's own lines write it, where the program's namespace numbers it otherwise. */
  readonly outerTid?: number;
};

/** All of it: value, file behind a descriptor, error, remarks, duration. `ERESTARTSYS` comes with `?`. */
const whole =
  /^(\?|-?\d+|0x[0-9a-f]+)(?:<((?:->|[^>\\]|\\.)*)>(\(deleted\))?)?(?: ([A-Z][A-Z0-9_]*)(?= \())?(?: \((.*)\))?(?: <unavailable>)?(?: \/\* (?:(\d+) in strace's PID NS|.*) \*\/)?(?: <(\d+\.\d{6,9}|unavailable)>)?$/;

/** A path, every byte escaped, and the rest. */
const longestOutcome = 20_000;

function slowOutcome(text: string): Outcome | undefined {
  const match = text.length > longestOutcome ? null : whole.exec(text);
  if (!match) return undefined;
  const [, value = '', file, deleted, name, remark, outerTid, duration] = match;
  const outcome: { -readonly [K in keyof Outcome]: Outcome[K] } = {
    result: value === '?' ? null : Number(value),
  };
  const numbered = remark !== undefined && /^errno \d+$/.test(remark) ? remark : undefined;
  const error = name ?? numbered;
  if (error !== undefined) outcome.error = error;
  if (file !== undefined) outcome.path = unescapeText(file) + (deleted ? ' (deleted)' : '');
  if (outerTid !== undefined) outcome.outerTid = Number(outerTid);
  if (duration !== undefined && duration !== 'unavailable') {
    outcome.durationNs = decimalNs(duration, 0, duration.length);
  }
  return outcome;
}

/** A number with or without a duration: nearly every line. */
function quickOutcome(text: string, start: number): Outcome | undefined {
  const space = text.indexOf(' ', start);
  const result = plainNumber(text, start, space < 0 ? text.length : space);
  if (Number.isNaN(result)) return undefined;
  if (space < 0) return { result };
  if (text.charCodeAt(space + 1) !== 60 || text.charCodeAt(text.length - 1) !== 62) return undefined;
  const durationNs = decimalNs(text, space + 2, text.length - 1);
  return Number.isNaN(durationNs) ? undefined : { result, durationNs };
}

/** Reads from just behind the closing bracket to the end of the line; undefined where it is anything else. */
export function parseOutcome(text: string, start: number): Outcome | undefined {
  let i = start;
  while (text.charCodeAt(i) === 32) i++;
  if (i === start || text.charCodeAt(i) !== 61 || text.charCodeAt(i + 1) !== 32) return undefined;
  return quickOutcome(text, i + 2) ?? slowOutcome(text.slice(i + 2));
}
