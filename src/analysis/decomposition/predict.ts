/** What an arm that was never timed must take, from its witness trial and a calibration at other sizes. */
import type { Arm } from '../../model/experiment.ts';
import { type Phase, type ProbeDescription, sampleColumns } from '../../model/probe.ts';
import type { TrialRecord } from '../../model/run.ts';
import type { CalibratedSize } from './costs.ts';
import { costsAtSize } from './costs-at-size.ts';
import { countArm } from './counts.ts';
import { type Decomposition, decompose } from './decompose.ts';

const minorFaults = sampleColumns.indexOf('minorFaults');

type Prediction = Decomposition | { readonly outside: string };

/** Nanoseconds of the measured phases, or why the model has none. */
export function predictArm(
  arm: Arm,
  sizeBytes: number,
  witness: TrialRecord,
  measure: readonly Phase[],
  sizes: readonly CalibratedSize[],
  probe: ProbeDescription,
  alpha: number,
): Prediction {
  const step = arm.steps.at(-1);
  const costs = costsAtSize(sizes, sizeBytes);
  if (!step || !costs) return { outside: 'its size is beyond what was calibrated' };
  const faults = (witness.steps.at(-1)?.samples ?? []).map((sample) => sample?.[minorFaults] ?? 0);
  const counting = countArm({ step, sizeBytes, faults, witness, measure, fresh: true }, probe);
  if ('outside' in counting) return counting;
  return decompose(counting.counts, costs, probe.pageSizeBytes, alpha);
}
