/** What a process had mapped and never unmapped when it ended. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import type { Area, Origin } from '../area.ts';
import type { Process } from '../process.ts';
import type { Watcher } from '../watcher.ts';

/** Every program ends with a few: its threads' and its loader's. */
const fewestBlocks = 16;
const leastBytes = 2 ** 20;
const mostFindings = 3;

type Left = {
  readonly process: Process;
  readonly blocks: number;
  readonly bytes: number;
  readonly sentence: string;
};

function countBy<T, K>(items: Iterable<T>, key: (item: T) => K): [K, number][] {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(key(item), (counts.get(key(item)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a);
}

function describe(process: Process, origins: ReadonlySet<Origin>, bytes: number): string {
  const sizes = countBy(origins, ({ sizeBytes }) => sizeBytes).sort(([a, m], [b, n]) => b * n - a * m);
  const told = sizes.slice(0, 3).map(([size, count]) => `${formatCount(count)} of ${formatBytes(size)}`);
  const rest = sizes.length > 3 ? [`${formatNumber(sizes.length - 3, 'other size')}`] : [];
  const callers = countBy(origins, ({ caller }) => caller);
  const known = callers.filter(([caller]) => caller !== 'unknown');
  const who =
    known.length > 0
      ? `; asked for by ${callers.map(([name, n]) => `${name} ${formatCount(n)}`).join(', ')}`
      : '';
  const advice = known.length > 0 ? '' : ' Try `--callers` to see who asked.';
  return (
    `Process ${process.pid} ended with ${formatNumber(origins.size, 'anonymous mapping')} (${formatBytes(bytes)}) that it never unmapped: ` +
    `${[...told, ...rest].join(', ')}${who}. The kernel takes them back; a program that goes on running keeps them.${advice}`
  );
}

export class NeverUnmapped implements Watcher {
  readonly #left: Left[] = [];

  ended(process: Process, areas: Iterable<Area>): void {
    const origins = new Set<Origin>();
    let bytes = 0;
    for (const { origin, path, permissions, start, end } of areas) {
      if (origin.how !== 'mmap' || path !== '' || permissions.startsWith('---')) continue;
      if (origin.caller === 'loader' || origin.atNs < process.fromNs) continue;
      origins.add(origin);
      bytes += end - start;
    }
    if (origins.size < fewestBlocks && bytes < leastBytes) return;
    this.#left.push({ process, blocks: origins.size, bytes, sentence: describe(process, origins, bytes) });
    this.#left.sort((a, b) => b.bytes - a.bytes);
    if (this.#left.length > mostFindings) this.#left.length = mostFindings;
  }

  findings(): TraceFinding[] {
    return this.#left.map(({ process, blocks, bytes, sentence }) => ({
      kind: 'never-unmapped',
      sentence,
      figures: { pid: process.pid, mappings: blocks, sizeBytes: bytes },
    }));
  }
}
