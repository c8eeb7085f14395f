/** What one fault costs on this machine: nanoseconds with an interval, from the trials of one arm. */
import { formatDuration } from '../model/units.ts';
import { median, signInterval } from '../statistics/index.ts';
import type { ArmReadings } from './arm-readings.ts';
import type { TimeRatio } from './time-ratio.ts';
import { requireEngaged } from './undecided.ts';

/** Error rate of the interval, as of a ratio of times. */
const alpha = 0.002;

/**
 * Nanoseconds a minor fault of the phase, less what the same accesses take without faults (`without`: a phase that repeats
 * them); median and 99.8 % interval over trials.
 */
export function costPerFault(arm: ArmReadings, phase: string, without: string): TimeRatio {
  const faults = arm.sums(phase, 'minorFaults');
  requireEngaged(
    faults.every((count) => count > 0),
    `${arm.place}: ${phase} took no fault`,
  );
  const bare = arm.sums(without, 'durationNs');
  const costs = arm
    .sums(phase, 'durationNs')
    .map((ns, i) => (ns - (bare[i] as number)) / (faults[i] as number));
  const { low, high } = signInterval(costs, alpha);
  return { median: median(costs), low, high, n: costs.length };
}

/** `1.2 us (1.15 us..1.31 us)`. */
export function costInWords({ median: middle, low, high }: TimeRatio): string {
  return `${formatDuration(middle)} (${formatDuration(low)}..${formatDuration(high)})`;
}

/** Ends the decision unless every page that was touched was faulted in, one by one: no huge pages, nothing populated. */
export function requireFaultPerPage(arm: ArmReadings, phase: string): void {
  const pages = arm.least('touchedPages');
  const faults = Math.min(...arm.sums(phase, 'minorFaults'));
  requireEngaged(faults >= 0.99 * pages, `${arm.place}: ${faults} faults for ${pages} pages`);
}

/** Ends the decision unless all of the arm's memory came in huge pages. */
export function requireHugePages(arm: ArmReadings): void {
  const least = arm.least('hugeBytes');
  requireEngaged(
    least > 0 && least >= arm.most('residentBytes'),
    `${arm.place}: ${least} bytes in huge pages`,
  );
}
