/** Calls that make threads and processes: which of the two. */
import { symbolicValue } from './symbolic-value.ts';

const makers = new Set(['clone', 'clone3', 'clone2', 'fork', 'vfork']);

const threadFlag = 0x10000n; // CLONE_THREAD

export function makesChild(name: string): boolean {
  return makers.has(name);
}

/** Whether the text of a call, perhaps cut at `<unfinished ...>`, asks for a thread; undefined where it does not say. */
export function asksForThread(text: string): boolean | undefined {
  if (/^v?fork\(/.test(text)) return false;
  const [, flags] = /[({ ]flags=([^,)}]*)/.exec(text) ?? [];
  const value = flags === undefined ? undefined : symbolicValue(flags);
  return value === undefined ? undefined : (BigInt(value) & threadFlag) !== 0n;
}
