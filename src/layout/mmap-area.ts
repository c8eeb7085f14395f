/** Which of the regions the kernel placed by itself: the mmap area, and where it begins as seen. */
import type { Placement, Region } from '../model/layout.ts';
import type { Classified } from './classify.ts';
import type { Facts } from './facts.ts';
import { placementOf } from './mmap-base.ts';

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

/** What exec itself maps first, before the program can ask for an address: the loader, the vdso, a static PIE; with their bss. */
function firstMapped(classified: readonly Classified[], facts: Facts): readonly Region[] {
  const stack = classified.findIndex(({ region }) => region.label === 'stack');
  const groups = new Set(['kernel pages', `library ${facts.loaderKey}`]);
  if (isMappedProgram(facts)) groups.add('program');
  // Kernels before 6.18 put the vdso above the stack.
  const below = stack < 0 ? classified : classified.slice(0, stack);
  return below.filter(({ group }) => group !== undefined && groups.has(group)).map(({ region }) => region);
}

export function observeMmapArea(classified: readonly Classified[], facts: Facts): MmapArea {
  const { constants, image } = facts;
  const placement = constants && placementOf(image, constants);
  const first = firstMapped(classified, facts);
  if (first.length === 0) return { placement, observedBase: undefined };
  return { placement, observedBase: placement === 'bottom-up' ? first[0]!.start : first.at(-1)!.end };
}
