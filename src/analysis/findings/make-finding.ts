/** A finding with everything said: what does not apply is null, and an infinite end of an interval too. */
import type { Design } from '../../model/design.ts';
import type { Stage } from '../../model/experiment.ts';
import type { Finding } from '../../model/finding.ts';
import type { Interval } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';

export type FindingParts = Pick<Finding, 'kind' | 'sentence' | 'n'> &
  Partial<Omit<Finding, 'interval'>> & { readonly interval?: Interval | null };

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** The design of all cells of the stage, where they have one. */
function designOf(stage: Stage | undefined): Design | null {
  if (stage?.kind !== 'comparison' && stage?.kind !== 'calibration') return null;
  const [first, ...others] = new Set(stage.cells.map(({ design }) => design.kind));
  return others.length === 0 ? (first ?? null) : null;
}

/** A finding of the stage; the parts that are not given are null, but for the design, which is the stage's. */
export function makeFinding(analysis: Analysis, stage: number, parts: FindingParts): Finding {
  const { plan } = analysis.header;
  const { interval = null, ratio = null, ...rest } = parts;
  return {
    experiment: plan.name,
    stage: plan.stages[stage]?.name ?? 'run',
    arm: null,
    reference: null,
    sizeBytes: null,
    phase: null,
    design: designOf(plan.stages[stage]),
    verdict: null,
    ...rest,
    ratio: ratio === null ? null : finite(ratio),
    interval: interval && { low: finite(interval.low), high: finite(interval.high) },
  };
}
