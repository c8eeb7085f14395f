/**
 * A gate held against two commands. Wall clock, CPU time and faults: the paired ratio, block by block, with an interval at the
 * error rate that gates share. Peak memory: the range of ratios over the witness trials, which has no error rate.
 */
import type { GatePlace, MetricGate } from '../model/gate.ts';
import {
  contains,
  dependence,
  exponentiate,
  type Interval,
  median,
  signInterval,
} from '../statistics/index.ts';
import type { CommandArmSeries, CommandMetric, CommandSeries } from './command-series.ts';
import { peaksOf } from './findings/command-peaks.ts';
import { type GateCheck, gateInterval, outcomeOf } from './gate-check.ts';
import { logRatio } from './paired-contrast.ts';

/** One value has no range. */
const fewestPeaks = 2;
const unknown: Interval = { low: Number.NaN, high: Number.NaN };

function pairedMetric(
  here: CommandSeries,
  metric: CommandMetric,
  arm: number,
  reference: number,
): Float64Array {
  const logs = Float64Array.from({ length: here.blocks }, (_, block) => {
    const [own, other] = [here.compared(metric, arm, block), here.compared(metric, reference, block)];
    return Number.isNaN(own + other) ? Number.NaN : logRatio(own, other);
  });
  return logs.filter((log) => !Number.isNaN(log));
}

/** As the contrasts of the stage: narrower where all blocks of a number fixed beforehand are there. */
function intervalOf(here: CommandSeries, logs: Float64Array, alpha: number): Interval {
  const independent = here.isWhole(logs.length) && dependence(logs).direction !== 'positive';
  return independent ? signInterval(logs, alpha) : gateInterval(logs, alpha);
}

/** Where the wall clock of the copy differs no timing of the run holds; beside it the gate's own metric must not differ. */
function isVoid(here: CommandSeries, metric: CommandMetric, alpha: number): boolean {
  const copies = pairedMetric(here, metric, here.series.length - 1, 0);
  const controls = [
    here.settledControl('wall').interval,
    here.settledControl(metric).interval,
    intervalOf(here, copies, alpha),
  ];
  return controls.some((interval) => !contains(interval, 0));
}

function checkMetric(
  place: GatePlace<MetricGate>,
  metric: CommandMetric,
  here: CommandSeries,
  alpha: number,
): GateCheck {
  const logs = pairedMetric(here, metric, place.arm, place.reference);
  const differs = isVoid(here, metric, alpha);
  const interval = exponentiate(intervalOf(here, logs, alpha));
  return {
    outcome: differs || logs.length === 0 ? 'unresolved' : outcomeOf(place, interval),
    ratio: logs.length > 0 ? Math.exp(median(logs)) : Number.NaN,
    interval,
    n: logs.length,
    void: differs,
  };
}

/** The range from the least to the most that the values allow; `n` counts the witness trials of each. */
function checkPeaks(
  place: GatePlace<MetricGate>,
  own: CommandArmSeries,
  reference: CommandArmSeries,
): GateCheck {
  const [mine, other] = [peaksOf(own), peaksOf(reference)];
  if ('reason' in mine || 'reason' in other)
    return { outcome: 'unresolved', ratio: Number.NaN, interval: unknown, n: 0, void: false };
  const interval = {
    low: (mine.bytes[0] ?? 0) / (other.bytes.at(-1) ?? 0),
    high: (mine.bytes.at(-1) ?? 0) / (other.bytes[0] ?? 0),
  };
  const n = Math.min(mine.bytes.length, other.bytes.length);
  return {
    outcome: n < fewestPeaks ? 'unresolved' : outcomeOf(place, interval),
    ratio: mine.medianBytes / other.medianBytes,
    interval,
    n,
    void: false,
  };
}

/** The gate in its stage of commands; `alpha` is for the metrics that have an interval. */
export function checkCommandGate(
  place: GatePlace<MetricGate>,
  here: CommandSeries,
  alpha: number,
): GateCheck {
  const { metric } = place.gate;
  if (metric !== 'peak-memory') return checkMetric(place, metric, here, alpha);
  return checkPeaks(
    place,
    here.series[place.arm] as CommandArmSeries,
    here.series[place.reference] as CommandArmSeries,
  );
}
