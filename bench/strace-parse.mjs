// strace's parser: a long trace of many threads, its time and memory in a process of its own, and every line accounted for.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { StraceParser } from '../dist/trace/strace/index.js';
import { straceTrace } from './strace-trace.mjs';

const own = fileURLToPath(import.meta.url);
const lines = 1_000_000;

/** Parses the trace piece by piece, as it would come through a pipe; making it is not counted. */
function parseOnce(callers) {
  const counts = { call: 0, process: 0, signal: 0, unparsed: 0 };
  const onRecord = ({ kind }) => {
    counts[kind]++;
  };
  const parser = new StraceParser({ realtimeUs: 1_795_000_000_000_000, onRecord });
  let busyMs = 0;
  for (const piece of straceTrace(lines, callers)) {
    const bytes = Buffer.from(piece);
    const before = performance.now();
    parser.push(bytes);
    busyMs += performance.now() - before;
  }
  return { busyMs, lines: parser.end(), counts, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

/** A row of the table. */
function row(callers) {
  const words = [own, callers ? 'callers' : 'plain'];
  const answer = JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' }));
  const seconds = answer.busyMs / 1000;
  const mebibytes = answer.peakBytes / 2 ** 20;
  const { lines: all, recordLines, mergedLines, stackLines, unparsedLines } = answer.lines;
  const whole = recordLines + mergedLines + stackLines === all && unparsedLines === 0;
  return {
    what: `parsing 1,000,000 lines of strace${callers ? ' with the stack of each call' : ''}, 24 threads: time and peak memory`,
    target: '<= 6 s, <= 400 MiB, every line understood',
    result: `${seconds.toFixed(1)} s, ${mebibytes.toFixed(0)} MiB, ${all} lines, ${unparsedLines} not understood`,
    met: seconds <= 6 && mebibytes <= 400 && whole && all === lines,
  };
}

export function measure() {
  return [row(false), row(true)];
}

if (process.argv[1] === own) console.log(JSON.stringify(parseOnce(process.argv[2] === 'callers')));
