/** `/proc/PID/smaps_rollup`: the totals of `smaps` over the whole address space, cheaply. */
import type { SmapsRollup } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { malformed } from '../malformed.ts';
import { readParsed } from '../read-text.ts';
import { chunksOfText, takeLines } from './byte-lines.ts';
import { UsageLines } from './usage-lines.ts';
import { vmaHeaderParser } from './vma-header.ts';

/** The totals in bytes. Source: Documentation/ABI/testing/procfs-smaps_rollup; fs/proc/task_mmu.c, show_smaps_rollup. */
export function parseSmapsRollup(text: string, path: string): Reading<SmapsRollup> {
  const parseHeader = vmaHeaderParser();
  const lines = new UsageLines();
  let first = true;
  const refusal = takeLines(chunksOfText(text), path, (bytes, from, to) => {
    if (!first) return lines.take(bytes, from, to);
    first = false;
    const header = parseHeader(bytes, from, to);
    if (typeof header === 'string') return header;
    return header.path === '[rollup]' ? undefined : 'the name [rollup]';
  });
  if (refusal !== undefined) return refusal;
  if (first) return unavailable(`${path}: is empty`);
  const { usage } = lines.finish();
  return usage.rssBytes === undefined ? malformed(path, 'a line "Rss"', text) : measured(usage);
}

/** The totals of a process now. The kernel walks its page tables for it: about as long as `smaps` without the text. */
export function readRollup(pid: number, root = '/'): Reading<SmapsRollup> {
  return readParsed(root, `/proc/${pid}/smaps_rollup`, parseSmapsRollup);
}
