/** `/proc/PID/maps`: the VMAs of a process. */
import type { Vma } from '../../model/process-image.ts';
import { measured, type Reading } from '../../model/reading.ts';
import { chunksOfText, takeLines } from './byte-lines.ts';
import { vmaHeaderParser } from './vma-header.ts';

export const BEHIND_THE_LAST = 'an address range at or above the end of the one before';

/**
 * The VMAs in ascending order. A line that is not what the kernel writes, and one that lies below or overlaps the one before,
 * makes the whole text unavailable, with the line quoted.
 *
 * Two ambiguities are the kernel's own: a file whose name ends in ` (deleted)` looks deleted, and one whose name holds
 * `\012` looks like one with a newline. Source: proc_pid_maps(5); Documentation/filesystems/proc.rst says that addresses never
 * go backwards, even while the process maps and unmaps.
 */
export function parseMaps(text: string | Iterable<Buffer>, path: string): Reading<readonly Vma[]> {
  const parseHeader = vmaHeaderParser();
  const vmas: Vma[] = [];
  let end = 0;
  const refusal = takeLines(typeof text === 'string' ? chunksOfText(text) : text, path, (bytes, from, to) => {
    const vma = parseHeader(bytes, from, to);
    if (typeof vma === 'string') return vma;
    if (vma.start < end) return BEHIND_THE_LAST;
    end = vma.end;
    vmas.push(vma);
    return undefined;
  });
  return refusal ?? measured(vmas);
}
