/** Where libraries end in memory, their zeroed data included, as the headers of their files say. */
import type { LibraryImage, Vma } from '../model/process-image.ts';
import { fileKey } from './vma.ts';

/** Pages of one mapping of a library; `end` is rounded up to a page. */
export type LibrarySpan = { readonly start: number; readonly end: number };

/** By `fileKey`; a library that is loaded twice has two spans. */
export function librarySpans(
  vmas: readonly Vma[],
  libraries: readonly LibraryImage[],
  pageSizeBytes: number,
): ReadonlyMap<string, readonly LibrarySpan[]> {
  const spans = new Map<string, LibrarySpan[]>();
  if (libraries.length === 0) return spans;
  const byKey = new Map(libraries.map((library) => [fileKey(library), library.elf]));
  for (const vma of vmas) {
    const key = fileKey(vma);
    const segments = byKey.get(key)?.segments;
    const first = segments?.[0];
    if (!segments || !first) continue;
    const pageDown = (address: number): number => address - (address % pageSizeBytes);
    // The first segment is where a loaded library begins.
    if (vma.offsetBytes !== pageDown(first.fileOffsetBytes)) continue;
    const bias = vma.start - pageDown(first.address);
    const end = Math.max(...segments.map(({ address, memoryBytes }) => bias + address + memoryBytes));
    const list = spans.get(key) ?? [];
    list.push({ start: vma.start, end: Math.ceil(end / pageSizeBytes) * pageSizeBytes });
    spans.set(key, list);
  }
  return spans;
}
