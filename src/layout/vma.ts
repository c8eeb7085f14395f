/** Small questions about one VMA, or about two neighbours. */
import type { Vma } from '../model/process-image.ts';

export function sizeOf(vma: Vma): number {
  return vma.end - vma.start;
}

/** What identifies a mapped file in `maps`; two files never share it at one moment. */
export function fileKey(vma: { readonly device: string; readonly inode: number }): string {
  return `${vma.device} ${vma.inode}`;
}

/** Mapped from a file or a device, whose path the kernel shows. */
export function isFile(vma: Vma): boolean {
  return vma.path !== '' && !vma.path.startsWith('[');
}

/** Anonymous and without a name. */
export function isAnonymous(vma: Vma): boolean {
  return vma.path === '' && vma.inode === 0;
}

/** `rw-p`, anonymous, without a name. */
export function isPlainMemory(vma: Vma): boolean {
  const { read, write, execute, shared } = vma.permissions;
  return isAnonymous(vma) && read && write && !execute && !shared;
}

/** `---p`: addresses that cannot be used, only kept. */
export function isForbidden(vma: Vma): boolean {
  const { read, write, execute, shared } = vma.permissions;
  return !(read || write || execute || shared);
}

export function hasFlag(vma: Vma, flag: string): boolean {
  return vma.usage?.vmFlags?.includes(flag) === true;
}

/** As `maps` writes them. */
export function permissionsText({ permissions }: Vma): string {
  const { read, write, execute, shared } = permissions;
  return `${read ? 'r' : '-'}${write ? 'w' : '-'}${execute ? 'x' : '-'}${shared ? 's' : 'p'}`;
}

export function touches(lower: Vma | undefined, upper: Vma | undefined): boolean {
  return lower !== undefined && upper !== undefined && lower.end === upper.start;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export function isAligned(address: number, bytes: number): boolean {
  return address % bytes === 0;
}

/** Of a private file mapping what was written here. Private_Dirty would count pages of a file that was just written too. */
export function copiedBytes({ usage }: Vma): number {
  return usage?.anonymousBytes ?? usage?.privateDirtyBytes ?? 0;
}
