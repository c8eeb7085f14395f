/** Whether this machine can show how work scales with threads: enough CPUs, and none of them taken by others. */
import type { Evidence } from '../model/claim.ts';
import { armOf } from './arm-readings.ts';
import { inWords, sideOf, timeRatio } from './time-ratio.ts';
import { requireEngaged, undecided } from './undecided.ts';

export const together = 'threads/together';

/** Two workers cannot tell a lock that is held for part of the time from a busy neighbour. */
const fewestWorkers = 4;

/** Ends the decision where the faults or mappings that were to meet did not happen. */
function requireFaults(evidence: Evidence, arms: readonly string[]): void {
  for (const name of arms) {
    const arm = armOf(evidence, together, name);
    const [least, expected] = [arm.least('minorFaults'), arm.most('expectedFaults')];
    requireEngaged(least >= expected, `${arm.place}: ${least} faults where ${expected} were to meet`);
  }
}

/**
 * Ends the decision unless the arms' faults were taken, at least four workers ran at once, and work without memory took
 * no longer by all of them than by one. `seen` is said where the machine is too small for a verdict.
 */
export function requireScalingMachine(evidence: Evidence, arms: readonly string[], seen: string): void {
  requireFaults(evidence, arms);
  const workers = armOf(evidence, together, 'compute-threads').fact('workers');
  if (workers < fewestWorkers)
    undecided(
      `${seen}; with ${workers} CPUs a lock cannot be told from a busy neighbour: at least ${fewestWorkers} decide`,
    );
  const compute = timeRatio(evidence, together, ['compute-threads', 'compute-alone'], 'work');
  requireEngaged(
    sideOf(compute, 1.25) === 'below',
    `the workers did not run at once: computing alone takes ${inWords(compute)} of one worker’s time`,
  );
}
