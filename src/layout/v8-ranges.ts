/**
 * Where V8 keeps addresses for code and for cages: runs of touching mappings that have a large forbidden reservation with islands
 * in it. Seen with Node 18 to 22; with pointer compression (Chromium) the cage is 4 GiB.
 */
import type { Vma } from '../model/process-image.ts';
import { isAnonymous, isForbidden, sizeOf } from './vma.ts';

export type V8Range = { readonly start: number; readonly end: number; readonly holdsCode: boolean };

/** Code ranges are 128 MiB or more; what is kept between their islands may be less. */
const leastReservationBytes = 16 * 2 ** 20;

/** Of a cage or of a WebAssembly memory. */
const cageBytes = 2 ** 30;

function rangeOf(run: readonly Vma[]): V8Range | null {
  const kept = Math.max(0, ...run.filter(isForbidden).map(sizeOf));
  const holdsCode = run.some((vma) => isAnonymous(vma) && vma.permissions.execute);
  const found = (holdsCode && kept >= leastReservationBytes) || kept >= cageBytes;
  return found && run.length > 1 ? { start: run[0]!.start, end: run.at(-1)!.end, holdsCode } : null;
}

/** In ascending order. `programKey` holds V8's own code, which it maps again into its code range. */
export function v8Ranges(vmas: readonly Vma[], belongs: (vma: Vma) => boolean): V8Range[] {
  const ranges: V8Range[] = [];
  let run: Vma[] = [];
  const close = (): void => {
    const range = run.some(isForbidden) ? rangeOf(run) : null;
    if (range) ranges.push(range);
    run = [];
  };
  for (const vma of vmas) {
    const last = run.at(-1);
    if (last && last.end !== vma.start) close();
    if (belongs(vma)) run.push(vma);
    else close();
  }
  close();
  return ranges;
}
