/** The ratios of one arm to the reference in run order, with the interval as it shrank; the control arm's beside them. */
import type { ReportCell, ReportContrast } from '../../../model/report.ts';
import {
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  formatRatio,
} from '../../../model/units.ts';
import type { Chart, Stop, Table, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { armContrasts, controlContrast, pairNoun, shortName } from './decisive-cell.ts';
import { mostDots } from './ratio-dots.ts';
import { RatioDrawing } from './ratio-drawing.tsx';
import { paintDots, paintMargin } from './ratio-marks.ts';
import { countBeyond, ratioDomain, ratioPanels } from './ratio-panels.ts';

/** `0.996 (0.980..1.013)`. */
export function intervalWords({ ratio, low, high }: ReportContrast): string {
  return formatInterval(ratio, low ?? 0, high ?? Number.POSITIVE_INFINITY);
}

type Chosen = {
  readonly cell: ReportCell;
  readonly letter: string;
  readonly equivalence: number;
  /** The arm's and the control's, as far as they are there. */
  readonly contrasts: readonly ReportContrast[];
};

function titleOf({ cell, contrasts }: Chosen): string {
  const [first] = contrasts as [ReportContrast];
  const whose = first.isControl ? 'an identical copy' : shortName(first.arm);
  const of = first.ratio > 1 ? 'times' : 'of';
  const after = formatNumber(first.n, pairNoun(cell));
  return first.low === null || first.high === null
    ? `${whose} stands at ${formatRatio(first.ratio)} ${of} ${shortName(first.reference)}'s time: ${after} are too few for an interval`
    : `${whose} stands at ${intervalWords(first)} ${of} ${shortName(first.reference)}'s time after ${after}`;
}

/** Said only where it is so. */
function leftOut({ contrasts, equivalence }: Chosen): string {
  const [beyond, most] = [
    countBeyond(contrasts, ratioDomain(contrasts, equivalence)),
    Math.max(...contrasts.map(({ points }) => points.ratio.length)),
  ];
  const thinned = contrasts.find(({ points }) => points.thinned.drawn < points.thinned.of)?.points.thinned;
  const parts = [
    beyond > 0
      ? `Beyond the axis ${beyond === 1 ? 'lies one dot, drawn as an arrow' : `lie ${formatCount(beyond)} dots, drawn as arrows`} at its edge.`
      : '',
    thinned
      ? `Of ${formatCount(thinned.of)} dots ${formatCount(thinned.drawn)} are drawn, the most extreme among them.`
      : '',
    most > mostDots ? `Without a script and in files at most ${formatNumber(mostDots, 'dot')} of each.` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function captionOf(chosen: Chosen): string {
  const { cell, contrasts, equivalence } = chosen;
  const [first, control] = contrasts as [ReportContrast, ReportContrast | undefined];
  const noun = pairNoun(cell);
  const widened = first.autocorrelation === null ? '' : ', widened because they depend on each other';
  const beside = control
    ? ` Right, on the same axis: an identical copy of ${shortName(first.reference)}, which must come out at 1.`
    : '';
  return `A dot for each ${noun} in the order of the run: the time of the one over that of the other in the same ${noun}. Line: the median until then; band: the interval until then, valid however early the run stops, from where it is bounded; bar at the edge: the interval as reported${widened}. Shaded: the margin of equivalence, ${formatPercent(equivalence)}.${beside} ${leftOut(chosen)}`.trim();
}

function tableOf(contrasts: readonly ReportContrast[]): Table {
  let rows: Table['rows'] | undefined;
  return {
    columns: ['arm', 'reference', 'isControl', 'pair', 'ratio'],
    // A hundred thousand rows are made when someone asks for them.
    get rows() {
      rows ??= contrasts.flatMap(({ arm, reference, isControl, points }) =>
        points.pair.map((pair, index) => [
          arm,
          reference,
          isControl ? 'yes' : 'no',
          pair + 1,
          points.ratio[index] as number,
        ]),
      );
      return rows;
    },
  };
}

/** The last look at or before so many pairs. */
function standing({ running }: ReportContrast, n: number): string | undefined {
  const at = running.n.findLastIndex((count) => count <= n);
  const median = running.median[at];
  if (median === undefined) return undefined;
  return formatInterval(median, running.low[at] ?? 0, running.high[at] ?? Number.POSITIVE_INFINITY);
}

function stopsOf({ cell, contrasts, equivalence }: Chosen, view: View): Stop[] {
  const [panel] = ratioPanels(view, contrasts, equivalence).panels;
  if (!panel) return [];
  return panel.contrast.running.n.map((n, index) => ({
    x: panel.x(n),
    key: String(n),
    lines: [
      { text: `after ${formatNumber(n, pairNoun(cell))}` },
      ...contrasts.map((contrast) => ({
        arm: contrast.arm,
        text: `${contrast.isControl ? 'identical copy' : shortName(contrast.arm)} ${standing(contrast, n) ?? '-'}`,
      })),
    ],
    dots: [{ y: panel.y(panel.contrast.running.median[index] as number), arm: panel.contrast.arm }],
  }));
}

/** `which` counts the arms beside the reference from 0; undefined where the cell has no pair at all. */
export function ratiosChart(
  cell: ReportCell,
  which: number,
  { letter, equivalence }: { readonly letter: string; readonly equivalence: number },
): Chart | undefined {
  const arm = armContrasts(cell)[which];
  const contrasts = [arm, controlContrast(cell)].filter((contrast) => contrast !== undefined);
  const [first] = contrasts;
  if (!first) return undefined;
  const chosen: Chosen = { cell, letter, equivalence, contrasts };
  const words = {
    name: chartName('every-trial', letter, 'ratios', String(which + 1), first.arm),
    title: titleOf(chosen),
    description: `Ratios of ${formatNumber(first.n, pairNoun(cell))} with their running median and interval${first.isControl ? '' : `; the reported ratio is ${intervalWords(first)}`}.`,
  };
  return {
    ...words,
    caption: captionOf(chosen),
    draw: (view) => (
      <RatioDrawing
        view={view}
        words={words}
        contrasts={contrasts}
        equivalence={equivalence}
        noun={pairNoun(cell)}
      />
    ),
    stops: (view) => stopsOf(chosen, view),
    marks: (context, view) => {
      for (const panel of ratioPanels(view, contrasts, equivalence).panels) {
        paintMargin(context, panel, equivalence, view.paint.wash);
        paintDots(context, panel, view.arms(panel.contrast.arm).colour(view.paint));
      }
    },
    table: tableOf(contrasts),
  };
}
