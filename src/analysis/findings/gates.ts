/** What became of every gate on arms, in each cell that it is about; gates on commands have a file of their own. */
import type { Finding } from '../../model/finding.ts';
import { type GatePlace, gatedPhases, isMetricPlace, type PhaseGate } from '../../model/gate.ts';
import { formatBytes, formatInterval, formatNumber } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import type { GateCheck } from '../gate-check.ts';
import { commandGateFinding } from './command-gates.ts';
import { makeFinding } from './make-finding.ts';

/** Why nothing is said, as the end of a sentence; empty for an outcome. */
function whyUnresolved(check: GateCheck): string {
  if (check.outcome !== 'unresolved') return '';
  if (check.void) return '; two identical arms differ here as well, so nothing is said';
  const bounded = check.interval.low > 0 && Number.isFinite(check.interval.high);
  return bounded ? '; the interval lies on both sides of the bound' : '; too few blocks';
}

/** The bound as a word: `1.02 x malloc`. */
function boundInWords({ gate }: GatePlace): string {
  return `${gate.relation} ${gate.bound} x ${gate.reference}`;
}

/** The cell in as many words as tell it from the others of the run. */
function whereInWords(analysis: Analysis, { stage, cell }: GatePlace): string {
  const series = analysis.cells[stage]?.[cell] as CellSeries;
  const patternOf = (one: CellSeries): string => one.reference.arm.steps.at(-1)?.pattern ?? '';
  const patterns = new Set(analysis.cells[stage]?.map(patternOf));
  const { stages } = analysis.header.plan;
  const compared = stages.filter((one) => one.kind === 'comparison');
  const parts = [
    formatBytes(series.cell.sizeBytes),
    ...(patterns.size > 1 ? [patternOf(series)] : []),
    ...(compared.length > 1 ? [`stage '${stages[stage]?.name}'`] : []),
  ];
  return parts.join(', ');
}

function gateFinding(analysis: Analysis, place: GatePlace<PhaseGate>): Finding {
  const { gate, stage, cell } = place;
  const definition = analysis.header.plan.stages[stage];
  const series = analysis.cells[stage]?.[cell] as CellSeries;
  const check = analysis.checkGate(place);
  const { sizeBytes } = series.cell;
  const pattern = series.series[place.arm]?.arm.steps.at(-1)?.pattern ?? null;
  const blocks = `${formatInterval(check.ratio, check.interval.low, check.interval.high)} over ${formatNumber(check.n, 'block')}`;
  const measured = check.n === 0 ? 'no block has an accepted trial of both' : blocks + whyUnresolved(check);
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
      `${check.outcome}: ${gate.phases.join('+')} of ${gate.arm} ${boundInWords(place)} at ${whereInWords(analysis, place)}: ` +
      `${measured}.`,
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
  return analysis.gatePlaces.map((place) =>
    isMetricPlace(place)
      ? commandGateFinding(analysis, place)
      : gateFinding(analysis, place as GatePlace<PhaseGate>),
  );
}
