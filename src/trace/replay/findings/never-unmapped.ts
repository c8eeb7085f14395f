/** What a process had mapped and never unmapped when it ended. */
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';
import type { Area, Origin } from '../area.ts';
import type { Process } from '../process.ts';
import { anonymousRegion } from '../region.ts';
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

type Block = { readonly region: string; readonly caller: string; bytes: number };

/** In falling order of bytes. */
function groupBy(blocks: Iterable<Block>, key: (block: Block) => string): { name: string; count: number }[] {
  const groups = new Map<string, { name: string; count: number; bytes: number }>();
  for (const block of blocks) {
    const name = key(block);
    const group = groups.get(name) ?? { name, count: 0, bytes: 0 };
    group.count++;
    group.bytes += block.bytes;
    groups.set(name, group);
  }
  return [...groups.values()].sort((a, b) => b.bytes - a.bytes);
}

function sizeOf({ region, bytes }: Block): string {
  return region.startsWith(anonymousRegion) ? formatBytes(bytes) : `${formatBytes(bytes)} (${region})`;
}

function describe(process: Process, blocks: readonly Block[], bytes: number): string {
  const sizes = groupBy(blocks, sizeOf);
  const told = sizes.slice(0, 3).map(({ name, count }) => `${formatCount(count)} of ${name}`);
  const others = sizes.slice(3).reduce((sum, { count }) => sum + count, 0);
  const callers = groupBy(blocks, ({ caller }) => caller);
  const known = callers.some(({ name }) => name !== 'unknown');
  const asked = callers.map(({ name, count }) => `${name} ${formatCount(count)}`).join(', ');
  return (
    `Process ${process.pid} ended with ${formatNumber(blocks.length, 'anonymous mapping')} (${formatBytes(bytes)}) that ${blocks.length === 1 ? 'was' : 'were'} never unmapped: ` +
    `${[...told, ...(others > 0 ? [others === 1 ? '1 of another size' : `${formatCount(others)} of other sizes`] : [])].join(', ')}${known ? `; asked for by ${asked}` : ''}. ` +
    `The kernel takes them back; a program that goes on running keeps them.${known ? '' : ' Try `--callers` to see who asked.'}`
  );
}

export class NeverUnmapped implements Watcher {
  readonly #left: Left[] = [];

  ended(process: Process, areas: Iterable<Area>): void {
    const blocks = new Map<Origin, Block>();
    let bytes = 0;
    for (const { origin, region, path, permissions, start, end } of areas) {
      if (origin.how !== 'mmap' || path !== '' || permissions.startsWith('---')) continue;
      if (region.endsWith(' (bss)')) continue;
      if (origin.caller === 'loader' || origin.atNs < process.fromNs) continue;
      const block = blocks.get(origin) ?? { region, caller: origin.caller, bytes: 0 };
      block.bytes += end - start;
      blocks.set(origin, block);
      bytes += end - start;
    }
    if (blocks.size < fewestBlocks && bytes < leastBytes) return;
    this.#left.push({
      process,
      blocks: blocks.size,
      bytes,
      sentence: describe(process, [...blocks.values()], bytes),
    });
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
