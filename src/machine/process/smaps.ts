/** `/proc/PID/smaps`: the VMAs of a process with what is resident of each. */
import type { Vma } from '../../model/process-image.ts';
import { measured, type Reading } from '../../model/reading.ts';
import { chunksOfText, takeLines } from './byte-lines.ts';
import { BEHIND_THE_LAST } from './maps.ts';
import { isUsageLine, UsageLines } from './usage-lines.ts';
import { vmaHeaderParser } from './vma-header.ts';

const OF_ITS_SIZE = 'a VMA whose range is as large as its line "Size" says, before the end';

/**
 * The VMAs in ascending order, with their usage. As strict as `parseMaps`; besides, no key may come twice in a VMA, and the line
 * `Size` must agree with the range. Keys that are not known are passed over. Source: proc_pid_smaps(5).
 */
export function parseSmaps(text: string | Iterable<Buffer>, path: string): Reading<readonly Vma[]> {
  const parseHeader = vmaHeaderParser();
  const lines = new UsageLines();
  const vmas: Vma[] = [];
  let header: Vma | undefined;
  const finishVma = (): string | undefined => {
    if (header === undefined) return undefined;
    const { usage, sizeBytes } = lines.finish();
    if (sizeBytes >= 0 && sizeBytes !== header.end - header.start) return OF_ITS_SIZE;
    const { start, end, permissions, offsetBytes, device, inode, path: name, deleted } = header;
    vmas.push({ start, end, permissions, offsetBytes, device, inode, path: name, deleted, usage });
    return undefined;
  };
  const chunks = typeof text === 'string' ? chunksOfText(text) : text;
  const refusal = takeLines(chunks, path, (bytes, from, to) => {
    if (header !== undefined && isUsageLine(bytes, from, to)) return lines.take(bytes, from, to);
    const vma = parseHeader(bytes, from, to);
    if (typeof vma === 'string') return vma;
    if (header !== undefined && vma.start < header.end) return BEHIND_THE_LAST;
    const expected = finishVma();
    header = vma;
    return expected;
  });
  if (refusal !== undefined) return refusal;
  const expected = finishVma();
  return expected === undefined
    ? measured(vmas)
    : { state: 'unavailable', reason: `${path}: expected ${expected}` };
}
