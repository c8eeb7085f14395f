/** Which file a process executes, as `maps` names it, and for which architecture it was made. */
import { readlinkSync } from 'node:fs';
import { machine } from 'node:os';
import { join } from 'node:path';
import type { ElfImage, FileIdentity, Vma } from '../../model/process-image.ts';
import { measured, type Reading, unavailable } from '../../model/reading.ts';
import { describeReadError } from '../read-text.ts';

// Source: elf(5), e_machine; the names are those of uname(2).
const architectures = new Map<number, string>([
  [3, 'i686'],
  [20, 'ppc'],
  [21, 'ppc64'],
  [22, 's390x'],
  [40, 'arm'],
  [62, 'x86_64'],
  [183, 'aarch64'],
  [243, 'riscv64'],
  [258, 'loongarch64'],
]);

/** The architecture of the program, else that of this machine. */
export function architectureOf(elf: Reading<ElfImage>): string {
  if (elf.state === 'unavailable') return machine();
  return architectures.get(elf.value.machine) ?? `ELF machine ${elf.value.machine}`;
}

/**
 * The file that holds the entry point; where none does (the text was copied to anonymous memory), the file that `/proc/PID/exe`
 * names. Device and inode are those of `maps`: stat(2) tells others on btrfs and overlay file systems.
 */
export function readExecutable(
  pid: number,
  vmas: readonly Vma[],
  entry: number | undefined,
  root = '/',
): Reading<FileIdentity> {
  const atEntry = vmas.find((vma) => entry !== undefined && vma.start <= entry && entry < vma.end);
  if (atEntry?.path.startsWith('/')) return measured(identityOf(atEntry));
  const path = `/proc/${pid}/exe`;
  try {
    const target = readlinkSync(join(root, path)).replace(/ \(deleted\)$/, '');
    const named = vmas.find((vma) => vma.path === target);
    if (named !== undefined) return measured(identityOf(named));
    return unavailable(`${path}: ${target} is not mapped`);
  } catch (error) {
    return unavailable(describeReadError(path, error));
  }
}

/** Whether this process executes the same file, by the path that the kernel names for both. */
export function isOwnProgram(pid: number, root = '/'): boolean {
  if (root !== '/' || pid === process.pid) return false;
  try {
    return readlinkSync(`/proc/${pid}/exe`) === readlinkSync('/proc/self/exe');
  } catch {
    return false;
  }
}

function identityOf(vma: Vma): FileIdentity {
  return { path: vma.path, device: vma.device, inode: vma.inode };
}
