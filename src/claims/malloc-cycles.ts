/** What blocks of malloc did, cycle by cycle, in the stages of the experiment `threshold`. */
import type { ArmReadings } from './arm-readings.ts';
import { Undecided, undecided } from './undecided.ts';

/** A number of the list in that cycle (0 is the first), where every trial agrees; else the decision ends unresolved. */
export function inCycle(arm: ArmReadings, list: string, cycle: number): number {
  const values = arm.lists(list).map((numbers) => numbers[cycle]);
  const [first] = values;
  if (first === undefined) throw new Undecided('unavailable', `${arm.place}: no cycle ${cycle + 1} was read`);
  if (values.every((value) => value === first)) return first;
  return undecided(`${arm.place}: ${list} of cycle ${cycle + 1} differs between trials`);
}

/** Whether the block of that cycle had a mapping of its own: address space that malloc added and free took away. */
export function wasMapped(arm: ArmReadings, cycle: number): boolean {
  const sizeBytes = arm.fact('sizeBytes');
  return inCycle(arm, 'mappedBytes', cycle) >= sizeBytes && inCycle(arm, 'returnedBytes', cycle) >= sizeBytes;
}

/** Ends the decision where malloc is not glibc's: the claim is about glibc. */
export function requireGlibc(...arms: readonly ArmReadings[]): void {
  const other = arms.find((arm) => arm.fact('glibcMalloc') !== 1);
  if (other) throw new Undecided('unavailable', `${other.place}: malloc is not glibc's`);
}
