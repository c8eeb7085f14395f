/** `/proc/self/limits`: what this process, and every trial after it, may allocate and lock. */

import type { LimitBytes, ProcessLimits } from '../model/machine.ts';
import { measured, type Reading, unavailable } from '../model/reading.ts';
import { malformed } from './malformed.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/self/limits';

/** The soft limits. Source: proc_pid_limits(5). */
export function parseProcessLimits(text: Reading<string>): ProcessLimits {
  const lines = text.state === 'measured' ? text.value.split('\n') : [];
  const field = (name: string): Reading<LimitBytes> => {
    if (text.state === 'unavailable') return text;
    const line = lines.find((candidate) => candidate.startsWith(`${name} `));
    if (line === undefined) return unavailable(`${PATH}: has no line "${name}"`);
    const soft = line.slice(name.length).trim().split(/\s+/, 1)[0] ?? '';
    if (soft === 'unlimited') return measured('unlimited');
    const value = /^\d+$/.test(soft) ? Number(soft) : Number.NaN;
    return Number.isSafeInteger(value) ? measured(value) : malformed(PATH, 'bytes or unlimited', line);
  };
  return {
    addressSpaceBytes: field('Max address space'),
    dataBytes: field('Max data size'),
    stackBytes: field('Max stack size'),
    lockedBytes: field('Max locked memory'),
  };
}

export function readProcessLimits(root = '/'): ProcessLimits {
  return parseProcessLimits(readText(root, PATH));
}
