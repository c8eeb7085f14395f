/** What became of a gate on commands: by the blocks where the metric has an interval, by the witness trials where it has none. */
import type { Finding } from '../../model/finding.ts';
import { type GatePlace, hasErrorRate, type MetricGate } from '../../model/gate.ts';
import { formatInterval, formatNumber, formatRatio, quoteName } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import type { GateCheck } from '../gate-check.ts';
import { makeFinding } from './make-finding.ts';

/** Why nothing is said, as the end of a sentence; empty for an outcome. */
function whyUnresolved({ outcome, interval, ...check }: GateCheck): string {
  if (outcome !== 'unresolved') return '';
  if (check.void)
    return '; an identical copy of the first command differs from it as well, so nothing is said';
  const bounded = interval.low > 0 && Number.isFinite(interval.high);
  return bounded ? '; the interval lies on both sides of the bound' : '; too few blocks';
}

function blocksInWords(check: GateCheck): string {
  if (check.n === 0) return 'no block has a good execution of both';
  const { ratio, interval, n } = check;
  return `${formatInterval(ratio, interval.low, interval.high)} over ${formatNumber(n, 'block')}${whyUnresolved(check)}`;
}

const saidOfPeaks = {
  held: 'all of the range meets the bound',
  violated: 'all of the range breaks the bound',
  unresolved: 'the range lies on both sides of the bound',
} as const;

/** Three values prove little, and the sentence does not hide it. */
function peaksInWords({ outcome, ratio, interval, n }: GateCheck): string {
  if (n === 0) return 'no witness trial tells the peaks of both';
  const { low, high } = interval;
  const range = `${formatRatio(ratio)} (${formatRatio(low)}..${formatRatio(high)}, the range over ${formatNumber(n, 'witness trial')} each)`;
  if (n === 1) return `${range}; one value shows no range`;
  return `${range}; ${saidOfPeaks[outcome]}; there is no interval, and no error rate`;
}

/** The gate against its stage of commands. */
export function commandGateFinding(analysis: Analysis, place: GatePlace<MetricGate>): Finding {
  const { gate, stage } = place;
  const check = analysis.checkGate(place);
  const rated = hasErrorRate(place);
  const bound = `${gate.metric} of ${quoteName(gate.arm)} ${gate.relation} ${gate.bound} x ${quoteName(gate.reference)}`;
  return makeFinding(analysis, stage, {
    kind: 'gate',
    arm: gate.arm,
    reference: gate.reference,
    phase: gate.metric,
    ratio: check.ratio,
    interval: rated ? check.interval : null,
    n: check.n,
    verdict: check.void ? 'void' : null,
    sentence: `${check.outcome}: ${bound}: ${rated ? blocksInWords(check) : peaksInWords(check)}.`,
    figures: {
      gate: gate.text,
      relation: gate.relation,
      bound: gate.bound,
      outcome: check.outcome,
      alpha: rated ? analysis.alphaGate : null,
      ...(rated || check.n === 0 ? {} : { rangeLow: check.interval.low, rangeHigh: check.interval.high }),
    },
  });
}
