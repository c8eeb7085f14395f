/** Any command, watched from outside: recorded once into a file, and everything that is shown derived from it. */

export { chooseSource } from './choose-source.ts';
export { viewNewTrace } from './learn-symbols.ts';
export { priceOf } from './price.ts';
export { readTrace, type TraceFileReading, type TraceReader } from './read-trace.ts';
export { recordTrace, type TracePlan } from './record-trace.ts';
export { Replay, replayFile } from './replay/index.ts';
export { readStrace, type StraceFeatures } from './strace/index.ts';
