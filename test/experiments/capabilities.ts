/** What a machine that has everything can do, from the probe's own lists. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Capabilities } from '../../src/model/experiment.ts';
import { MIB } from '../analysis/fixture.ts';

const probe = fileURLToPath(new URL('../../probe/', import.meta.url));

function namesIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1] ?? '');
}

/** Every strategy in the probe's table of contents, from the file that defines it. */
export const listed = namesIn(readFileSync(`${probe}strategies.c`, 'utf8'), /&strategy_(\w+),/g);
export const strategies = readdirSync(`${probe}strategies`)
  .filter((file) => file.endsWith('.c'))
  .flatMap((file) => namesIn(readFileSync(`${probe}strategies/${file}`, 'utf8'), /\.name = "([^"]+)"/g))
  .filter((name) => listed.includes(name.replaceAll('-', '_')));
export const patterns = namesIn(readFileSync(`${probe}touch.c`, 'utf8'), /= \{"([a-z-]+)", "/g);

export const capabilities: Capabilities = {
  strategies: strategies.filter((name) => name !== 'null-call'),
  calibrators: ['null-call'],
  hugePageSizeBytes: 2 * MIB,
  patterns,
  hugeStrategies: ['mmap-thp'],
  statefulStrategies: ['malloc'],
  notInterleaved: {},
  largestFaultBytes: 4096,
  pageSizeBytes: 4096,
  allocators: [],
};
