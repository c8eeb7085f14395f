/** What observing costs the command, in a sentence for the header of its trace. */
import type { CallSource } from '../model/trace.ts';
import { type StraceFeatures, stracePrice } from './strace/index.ts';

/** Ratios as bench/trace.mjs measures them; docs/performance.md has the figures of the day. */
const tracepoints =
  'a program that does little but memory calls and touching what they gave takes some 1.4 times as long, one that never touches it twice as long; others run at their own speed';

/** `strace`: what the strace that is used can do. */
export function priceOf(source: CallSource, callers: boolean, strace?: StraceFeatures): string {
  if (source === 'none') return 'no memory call is observed, so none is slowed down';
  return source === 'strace' && strace ? stracePrice(strace, callers) : tracepoints;
}
