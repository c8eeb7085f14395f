/** What became of every gate, in each cell that it is about. */
import type { Finding } from '../../model/finding.ts';
import { type GatePlace, gatedPhases } from '../../model/gate.ts';
import { formatBytes, formatInterval, formatNumber } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import { checkGate, type GateCheck } from '../gate-check.ts';
import { makeFinding } from './make-finding.ts';

/** Why nothing is said; empty for an outcome. */
function whyUnresolved(check: GateCheck): string {
  if (check.outcome !== 'unresolved') return '';
  if (check.void) return '; two identical arms differ here as well, so nothing is said';
  if (check.n === 0) return '; no block has an accepted trial of both';
  const bounded = check.interval.low > 0 && Number.isFinite(check.interval.high);
  return bounded ? '; the interval lies on both sides of the bound' : '; too few blocks';
}

/** The bound as a word: `1.02 x malloc`. */
function boundInWords({ gate }: GatePlace): string {
  return `${gate.relation} ${gate.bound} x ${gate.reference}`;
}

function gateFinding(analysis: Analysis, place: GatePlace): Finding {
  const { gate, stage, cell } = place;
  const definition = analysis.header.plan.stages[stage];
  const series = analysis.cells[stage]?.[cell] as CellSeries;
  const check = checkGate(place, series, analysis.header, analysis.alphaGate);
  const { sizeBytes } = series.cell;
  const pattern = series.series[place.arm]?.arm.steps.at(-1)?.pattern ?? null;
  // Many cells of a size differ in their pattern alone.
  const patterns = new Set(analysis.cells[stage]?.map((one) => one.reference.arm.steps.at(-1)?.pattern));
  const where = `${formatBytes(sizeBytes)}${patterns.size > 1 ? `, ${pattern}` : ''}`;
  const measured = formatInterval(check.ratio, check.interval.low, check.interval.high);
  return makeFinding(analysis, stage, {
    kind: 'gate',
    arm: gate.arm,
    reference: gate.reference,
    sizeBytes,
    phase: definition?.kind === 'comparison' ? gatedPhases(gate, definition).join('+') : null,
    ratio: check.ratio,
    interval: check.interval,
    n: check.n,
    verdict: check.void ? 'void' : null,
    sentence:
      `${check.outcome}: ${gate.phases.join('+')} of ${gate.arm} ${boundInWords(place)} at ${where}: ` +
      `${measured} over ${formatNumber(check.n, 'block')}${whyUnresolved(check)}.`,
    figures: {
      gate: gate.text,
      relation: gate.relation,
      bound: gate.bound,
      outcome: check.outcome,
      alpha: analysis.alphaGate,
      pattern,
    },
  });
}

export function findGates(analysis: Analysis): Finding[] {
  return analysis.gatePlaces.map((place) => gateFinding(analysis, place));
}
