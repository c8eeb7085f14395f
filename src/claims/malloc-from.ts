/** Whose malloc a trial called: the manipulation check of every claim about one allocator. */
import type { ArmReadings } from './arm-readings.ts';
import { requireEngaged } from './undecided.ts';

/** Every trial of the arms called malloc of the library whose file name begins so (`libc.so`, `libjemalloc`). */
export function requireMallocFrom(library: string, arms: readonly ArmReadings[]): void {
  for (const arm of arms) {
    const other = arm.texts('mallocFrom').find((name) => !name.startsWith(library));
    requireEngaged(other === undefined, `${arm.place} called malloc of ${other}, not of ${library}`);
  }
}
