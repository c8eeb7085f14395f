/** Which of the regions the kernel placed by itself: the mmap area, and where it begins as seen. */
import type { Placement, Region } from '../model/layout.ts';
import type { Facts } from './facts.ts';
import { placementOf } from './mmap-base.ts';
import { fileKey } from './vma.ts';

export type MmapArea = {
  readonly placement: Placement | null;
  /** The end from which mappings are placed, as seen; undefined where nothing shows it. */
  readonly observedBase: number | undefined;
};

/** A static PIE has no interpreter, and the kernel maps it like a library. */
function isMappedProgram({ image: { elf } }: Facts): boolean {
  return (
    elf.state === 'measured' && elf.value.type === 'position-independent' && elf.value.interpreter === null
  );
}

/** The program (unless it is a static PIE), the heap and the stack are put elsewhere; vsyscall is in the kernel's half. */
export function isPlacedElsewhere(region: Region, facts: Facts): boolean {
  if (region.class === 'stack' || region.class === 'heap' || region.start >= 2 ** 63) return true;
  if (region.class !== 'program' && region.class !== 'bss') return false;
  const { extent } = facts;
  if (isMappedProgram(facts)) return false;
  if (extent.state === 'unavailable') return region.class === 'program';
  return region.start >= extent.value.start && region.start < extent.value.end;
}

/** What exec itself maps first, before the program can ask for an address: the loader, the vdso, a static PIE. */
function firstMapped({
  image,
  loaderKey,
  programKey,
  ...rest
}: Facts): readonly { start: number; end: number }[] {
  const stack = image.vmas.find(({ path }) => path === '[stack]')?.start ?? Number.POSITIVE_INFINITY;
  const mapped = isMappedProgram({ image, loaderKey, programKey, ...rest });
  return image.vmas.filter((vma) => {
    if (vma.start >= stack) return false;
    if (/^\[v(dso|var)/.test(vma.path)) return true;
    if (vma.inode === 0) return false;
    const key = fileKey(vma);
    return key === loaderKey || (mapped && key === programKey);
  });
}

export function observeMmapArea(facts: Facts): MmapArea {
  const { constants, image } = facts;
  const placement = constants && placementOf(image, constants);
  const first = firstMapped(facts);
  if (first.length === 0) return { placement, observedBase: undefined };
  return { placement, observedBase: placement === 'bottom-up' ? first[0]!.start : first.at(-1)!.end };
}
