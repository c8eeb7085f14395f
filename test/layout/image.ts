/** Processes made by hand for tests of layouts, and changes to recorded ones. */
import type { ProcessImage, Vma, VmaUsage } from '../../src/model/process-image.ts';
import { measured, unavailable } from '../../src/model/reading.ts';

export type VmaText = { readonly usage?: VmaUsage; readonly inode?: number; readonly offsetBytes?: number };

/** The same for the same path, and hardly for two. */
function inodeOf(path: string): number {
  return 1 + (Array.from(path).reduce((sum, one) => sum * 31 + one.charCodeAt(0), 7) % 1e6);
}

/** A VMA as `maps` would write it: `makeVma(0x1000, 0x2000, 'rw-p', '[heap]')`. A path with a slash has an inode of its own. */
export function makeVma(start: number, end: number, permissions: string, path = '', more: VmaText = {}): Vma {
  const inode = more.inode ?? (path.startsWith('/') ? inodeOf(path) : 0);
  return {
    start,
    end,
    permissions: {
      read: permissions[0] === 'r',
      write: permissions[1] === 'w',
      execute: permissions[2] === 'x',
      shared: permissions[3] === 's',
    },
    offsetBytes: more.offsetBytes ?? 0,
    device: inode === 0 ? '00:00' : 'fe:00',
    inode,
    path,
    deleted: false,
    ...(more.usage ? { usage: more.usage } : {}),
  };
}

const untold = unavailable('not read in this test');

/** A process of these VMAs of which nothing else is known. */
export function makeImage(vmas: readonly Vma[], more: Partial<ProcessImage> = {}): ProcessImage {
  return {
    pid: 1,
    architecture: 'x64',
    command: untold,
    executable: untold,
    vmas,
    consistency: 'stopped',
    rollup: untold,
    stat: untold,
    status: untold,
    auxiliaryVector: untold,
    personality: untold,
    limits: untold,
    elf: untold,
    threads: untold,
    firstWords: untold,
    sysctls: {
      randomizeVaSpace: measured(2),
      legacyVaLayout: measured(0),
      mmapRndBits: measured(28),
      mmapMinAddrBytes: measured(65536),
      stackGuardGapPages: 256,
    },
    ...more,
  };
}

/** The process with one VMA replaced. */
export function withVma(image: ProcessImage, at: number, change: (vma: Vma) => Vma): ProcessImage {
  return { ...image, vmas: image.vmas.map((vma) => (vma.start === at ? change(vma) : vma)) };
}
