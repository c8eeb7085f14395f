/** `/proc/PID/limits`: what a process may map, lock and put on its stack. */
import type { Limit, ProcessLimits } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { malformed } from '../malformed.ts';

/** Soft and hard limits in bytes. Source: proc_pid_limits(5). */
export function parseLimits(text: string, path: string): Reading<ProcessLimits> {
  const lines = text.split('\n');
  if (!(lines[0] ?? '').startsWith('Limit ')) return malformed(path, 'a heading "Limit"', text);
  const limit = (name: string): Reading<Limit> => {
    const line = lines.find((candidate) => candidate.startsWith(`${name} `));
    if (line === undefined) return unavailable(`${path}: has no line "${name}"`);
    const [soft, hard] = line.slice(name.length).trim().split(/ +/).map(bound);
    if (soft === undefined || hard === undefined) return malformed(path, 'bytes or unlimited, twice', line);
    return measured({ soft, hard });
  };
  return measured({
    stackBytes: limit('Max stack size'),
    addressSpaceBytes: limit('Max address space'),
    dataBytes: limit('Max data size'),
    lockedBytes: limit('Max locked memory'),
  });
}

function bound(word: string): number | 'unlimited' | undefined {
  if (word === 'unlimited') return word;
  const value = /^\d+$/.test(word) ? Number(word) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
