/** strace as a source of memory calls: whether it is there, how it is asked, what it costs and what its answer says. */

export { readStrace } from './availability.ts';
export type { StraceFeatures } from './features.ts';
export { stracePrice } from './price.ts';
export type { StraceRecord } from './record-queue.ts';
export { type LineCounts, StraceParser } from './strace-parser.ts';
export { straceWords, tracePlaceholder } from './strace-words.ts';
