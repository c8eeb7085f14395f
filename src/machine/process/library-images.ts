/**
 * ELF headers of libraries, where `maps` alone cannot tell their zeroed data from a mapping of somebody else's behind it. They are
 * read through the process's own root, and only where the file there is still the one that is mapped.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { LibraryImage, Vma } from '../../model/process-image.ts';
import { readElfImage } from './elf-image.ts';

/** Nobody has so many; a process that maps files by the thousand is not waited for. */
const MOST_LIBRARIES = 1000;

function isPlainMemory({ path, inode, permissions }: Vma): boolean {
  return path === '' && inode === 0 && permissions.write && !permissions.shared;
}

function isData({ path, permissions }: Vma): boolean {
  return path.startsWith('/') && permissions.write && !permissions.shared;
}

/** The last file VMA of each library that anonymous memory follows directly, by its path. */
function undecided(vmas: readonly Vma[]): Vma[] {
  const found = new Map<string, Vma>();
  vmas.forEach((vma, i) => {
    const before = vmas[i - 1];
    if (before === undefined || before.end !== vma.start) return;
    if (isPlainMemory(vma) && isData(before) && !before.deleted) found.set(before.path, before);
  });
  return [...found.values()].slice(0, MOST_LIBRARIES);
}

function isSameFile(path: string, inode: number, root: string): boolean {
  try {
    return statSync(join(root, path)).ino === inode;
  } catch {
    return false;
  }
}

/** What could be read of them; a library that is missing here is one of which nothing is known. */
export function readLibraries(pid: number, vmas: readonly Vma[], root = '/'): LibraryImage[] {
  return undecided(vmas).flatMap(({ path, device, inode }) => {
    const inside = join(`/proc/${pid}/root`, path);
    if (!isSameFile(inside, inode, root)) return [];
    const elf = readElfImage(inside, root);
    return elf.state === 'measured' ? [{ path, device, inode, elf: elf.value }] : [];
  });
}
