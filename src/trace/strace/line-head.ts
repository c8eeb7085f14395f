/** What stands before the call on every line: the thread, and when. */
import { digits, fractionNs } from './plain-number.ts';

/** Stamps in seconds below this are no dates: `strace -r` counts them from the line before. */
const firstDateSeconds = 100_000_000;

/**
 * Reads the heads of lines, in their order: `[pid 12] `, `12 `, `12<name> `, then `1795415235.896488506 ` or what `-r`
 * prints. After `read`, its members say what was found.
 */
export class LineHead {
  /** Where the rest of the line begins. */
  bodyStart = 0;
  /** The thread; as constructed where the line names none. */
  tid: number;
  /** Nanoseconds since the origin; that of the line before where this one has no stamp. */
  atNs = 0;
  readonly #ownTid: number;
  readonly #originUs: number;

  /** `originUs`: the wall clock in microseconds since 1970 at which `atNs` is 0. */
  constructor(originUs: number, ownTid: number) {
    this.#originUs = originUs;
    this.#ownTid = ownTid;
    this.tid = ownTid;
  }

  read(line: string): void {
    this.tid = this.#ownTid;
    this.bodyStart = 0;
    this.#takeThread(line);
    this.#takeStamp(line);
  }

  #takeThread(line: string): void {
    const bracketed = line.startsWith('[pid ');
    let i = bracketed ? 5 : 0;
    while (line.charCodeAt(i) === 32) i++;
    const start = i;
    while (line.charCodeAt(i) >= 48 && line.charCodeAt(i) <= 57) i++;
    if (i === start || i - start > 10) return;
    const tid = digits(line, start, i);
    if (line.charCodeAt(i) === 60) i = line.indexOf('> ', i) + 1 || i; // `-Y`: the name of the program
    if (bracketed) {
      if (line.charCodeAt(i) !== 93) i = line.indexOf('] ', i);
      if (i < 0) return;
      i++;
    }
    if (line.charCodeAt(i) !== 32) return;
    this.tid = tid;
    this.#skipSpaces(line, i);
  }

  #takeStamp(line: string): void {
    let i = this.bodyStart;
    while (line.charCodeAt(i) === 32) i++;
    const start = i;
    let point = -1;
    for (; i < line.length; i++) {
      const c = line.charCodeAt(i);
      if (c === 46 && point < 0) point = i;
      else if (c < 48 || c > 57) break;
    }
    if (point < 0 || line.charCodeAt(i) !== 32) return;
    const seconds = digits(line, start, point);
    const beyondNs = fractionNs(line, point + 1, i);
    if (Number.isNaN(seconds) || Number.isNaN(beyondNs)) return;
    // In this order nothing exceeds 2^53, which nanoseconds since 1970 would.
    if (seconds >= firstDateSeconds) this.atNs = (seconds * 1e6 - this.#originUs) * 1000 + beyondNs;
    else this.atNs += seconds * 1e9 + beyondNs;
    this.#skipSpaces(line, i);
  }

  #skipSpaces(line: string, from: number): void {
    let i = from;
    while (line.charCodeAt(i) === 32) i++;
    this.bodyStart = i;
  }
}
