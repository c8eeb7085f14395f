/** strace as a source of memory calls: whether it is there, how it is asked, and what its answer says. */

export type { StraceRecord } from './record-queue.ts';
export { type LineCounts, StraceParser, type StraceParserOptions } from './strace-parser.ts';
