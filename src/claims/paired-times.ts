/** Times of a phase paired by block: what every comparison of two arms' times rests on. */
import type { TrialEvidence } from '../model/claim.ts';
import { sampleColumns } from '../model/probe.ts';

const durationNs = sampleColumns.indexOf('durationNs');

/** Nanoseconds of the phase by block: all its samples together, or the fastest of them. Failed trials have none. */
export function timesByBlock(
  trials: readonly TrialEvidence[],
  phase: string,
  fastest = false,
): ReadonlyMap<number, number> {
  const times = new Map<number, number>();
  for (const { block, readings } of trials) {
    const samples = readings?.failed ? [] : (readings?.phases[phase] ?? []);
    const ns = samples.map((sample) => sample[durationNs] as number);
    if (ns.length > 0) times.set(block, fastest ? Math.min(...ns) : ns.reduce((sum, one) => sum + one, 0));
  }
  return times;
}

/** ln(own / other) of every block that has both. A clock that read nothing counts as one nanosecond. */
export function logRatios(
  own: ReadonlyMap<number, number>,
  other: ReadonlyMap<number, number>,
): Float64Array {
  const logs = [...own].flatMap(([block, ns]) => {
    const against = other.get(block);
    return against === undefined ? [] : [Math.log(Math.max(1, ns) / Math.max(1, against))];
  });
  return Float64Array.from(logs);
}
