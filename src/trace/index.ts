/** Any command, watched from outside: reading its trace, and what the trace says. */
export { readTrace, type TraceFileReading, type TraceReader } from './read-trace.ts';
export { Replay, replayFile } from './replay/index.ts';
