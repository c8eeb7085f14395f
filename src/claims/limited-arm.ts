/** The manipulation check of an arm whose process was put under a cgroup's limit. */
import type { ArmReadings } from './arm-readings.ts';
import { requireEngaged } from './undecided.ts';

/** The limit in bytes. Ends the decision unless it was below what the process asked for, and was met. */
export function requireLimit(arm: ArmReadings): number {
  const [limit, size] = [arm.most('limitBytes'), arm.least('sizeBytes')];
  requireEngaged(limit < size, `${arm.place}: a limit of ${limit} bytes for ${size} bytes asked for`);
  const met = arm.least('limitHits') > 0 || arm.most('granted') === 0;
  requireEngaged(met, `${arm.place}: the limit was never met`);
  return limit;
}
