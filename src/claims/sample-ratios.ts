/** Two phases that alternate within one process, compared pair by pair. */
import { sampleColumns } from '../model/probe.ts';
import type { ArmReadings } from './arm-readings.ts';

const durationNs = sampleColumns.indexOf('durationNs');

/** ln of the time of each sample of one phase over that of the same number of the other, of all trials. */
export function sampleRatios(arm: ArmReadings, phase: string, other: string): Float64Array {
  const logs = arm.whole.flatMap(({ readings }) => {
    const [own = [], others = []] = [readings.phases[phase], readings.phases[other]];
    return own.slice(0, others.length).map((sample, i) => {
      const [a, b] = [sample[durationNs] ?? 1, others[i]?.[durationNs] ?? 1];
      return Math.log(Math.max(1, a) / Math.max(1, b));
    });
  });
  return Float64Array.from(logs);
}
