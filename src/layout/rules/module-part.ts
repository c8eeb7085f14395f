/** Which part of a program or a library a VMA of its file is, by its permissions and by where its code lies. */
import type { Vma } from '../../model/process-image.ts';
import { copiedBytes } from '../vma.ts';

export type ModulePart = { readonly part: string; readonly reason: string };

/** `relro`: whether the ELF header is known to make this range read-only; undefined where it was not read. */
export function modulePart(vma: Vma, codeStart: number | undefined, relro: boolean | undefined): ModulePart {
  const { read, write, execute } = vma.permissions;
  if (execute) return { part: 'text', reason: write ? 'executable, and writable too' : 'executable' };
  if (write) return { part: 'data', reason: 'writable' };
  if (!read) return { part: 'hole', reason: 'forbidden: between two segments' };
  if (codeStart === undefined || vma.start < codeStart) {
    return { part: vma.offsetBytes === 0 ? 'headers' : 'rodata', reason: 'read-only, before the code' };
  }
  if (relro === true) return { part: 'relro', reason: 'read-only since it was relocated (PT_GNU_RELRO)' };
  if (relro === undefined && copiedBytes(vma) > 0) {
    return { part: 'relro', reason: 'read-only behind the code, and written before: relocated' };
  }
  return { part: 'rodata', reason: 'read-only, behind the code' };
}
