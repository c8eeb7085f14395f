/** Every comparison of a run: the ratio and its interval on a logarithmic axis around 1, with the verdict in words. */
import type { ReportRun } from '../../../model/report.ts';
import { formatPercent, formatRatio } from '../../../model/units.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { intervalDomain } from '../../charts/interval-domain.ts';
import { logScale, ratioTicks } from '../../charts/scales.ts';
import { intervalsInWords } from '../../parts/intervals-in-words.ts';
import { type ForestPlace, ForestRowLine, halo, nameOf } from './forest-row.tsx';
import { drawnRows, type ForestGroup, type ForestRow, forestOf } from './forest-rows.ts';
import { forestTitle } from './forest-title.ts';

const headingHeight = 22;
/** Narrower than this, words stand above the line instead of beside it. */
const wideFrom = 620;

type Words = Pick<Chart, 'name' | 'title' | 'description'>;
type Line = { readonly y: number; readonly heading?: string; readonly row?: ForestRow };
type Place = ForestPlace & { readonly lines: readonly Line[]; readonly height: number };

function linesOf(groups: readonly ForestGroup[], top: number, rowHeight: number) {
  const lines: Line[] = [];
  let y = top;
  for (const { heading, rows } of groups) {
    if (heading !== '') {
      y += headingHeight;
      lines.push({ y: y - 6, heading });
    }
    for (const row of rows) {
      lines.push({ y: y + rowHeight / 2, row });
      y += rowHeight;
    }
  }
  return { lines, bottom: y + 6 };
}

function placeOf(view: View, groups: readonly ForestGroup[], margin: number): Place {
  const rows = groups.flatMap((group) => group.rows);
  const isWide = view.width >= wideFrom;
  const domain = intervalDomain(rows, margin);
  const { lines, bottom } = linesOf(groups, 6, isWide ? 20 : 36);
  const [left, right] = isWide ? [Math.min(200, view.width * 0.24), view.width - 232] : [8, view.width - 8];
  const plot: Plot = { left, right, top: 4, bottom };
  const scale = logScale(domain, [left, right]);
  return { plot, x: (ratio) => scale(ratio), domain, isWide, lines, height: bottom + 36 };
}

/** The margin inside which a whole interval counts as equivalent, and the line of no difference. */
function Margin({ place, margin, view }: { place: Place; margin: number; view: View }) {
  const { plot, x } = place;
  const [from, to] = [x(1 / (1 + margin)), x(1 + margin)];
  return (
    <g>
      <rect
        x={px(from)}
        y={plot.top}
        width={px(to - from)}
        height={px(plot.bottom - plot.top)}
        fill={view.paint.wash}
      />
      <path d={`M${px(x(1))} ${plot.top}V${px(plot.bottom)}`} stroke={view.paint.quiet} />
    </g>
  );
}

function draw(groups: readonly ForestGroup[], margin: number, words: Words, view: View) {
  const place = placeOf(view, groups, margin);
  const { plot, lines, x, domain } = place;
  return (
    <Drawing view={view} height={place.height} {...words}>
      <Margin place={place} margin={margin} view={view} />
      <BottomAxis
        plot={plot}
        ticks={ratioTicks(domain, Math.max(3, (plot.right - plot.left) / 70))}
        place={x}
        paint={view.paint}
        name="over the reference"
      />
      {lines.map(({ y, heading, row }) =>
        row ? (
          <ForestRowLine key={y} row={row} y={y} place={place} view={view} />
        ) : (
          <text
            key={y}
            x={0}
            y={y}
            font-weight="bold"
            font-size={typeSize.small}
            {...halo(view.paint.ground)}
          >
            {cutToWidth(heading ?? '', view.width * 0.9, typeSize.small)}
          </text>
        ),
      )}
    </Drawing>
  );
}

/** Undefined where nothing was compared. */
export function forestChart(run: ReportRun): Chart | undefined {
  const groups = forestOf(run);
  const all = groups.flatMap(({ heading, rows }) => rows.map((row) => ({ heading, row })));
  if (all.every(({ row }) => row.isControl)) return undefined;
  const drawn = drawnRows(groups);
  const count = drawn.reduce((sum, { rows }) => sum + rows.length, 0);
  const margin = run.header.settings.equivalence;
  const left =
    count < all.length ? ` The first ${count} of ${all.length} rows are drawn; all are in the table.` : '';
  const words = {
    name: chartName('every-comparison', run.letter),
    title: forestTitle(all.map(({ row }) => row)),
    description: `${all.length} ratios, from ${formatRatio(Math.min(...all.map(({ row }) => row.ratio)))} to ${formatRatio(Math.max(...all.map(({ row }) => row.ratio)))}, each with its interval and verdict.`,
  };
  return {
    ...words,
    caption: `Medians of paired ratios with their ${intervalsInWords([run])}, ${formatPercent(run.header.settings.alpha)} error for the whole run; a logarithmic axis. The band is the margin of equivalence, ${formatPercent(margin)}. Hollow: an identical copy of the reference. Dotted: no interval yet.${left}`,
    draw: (view) => draw(drawn, margin, words, view),
    table: {
      columns: [
        'where',
        'stage',
        'sizeBytes',
        'phase',
        'arm',
        'reference',
        'n',
        'ratio',
        'low',
        'high',
        'verdict',
      ],
      rows: all.map(({ heading, row }) => [
        heading,
        row.stage,
        row.sizeBytes,
        row.phase,
        nameOf(row),
        row.reference,
        row.n,
        row.ratio,
        row.low,
        row.high,
        row.verdict ?? (row.isControl ? 'control' : null),
      ]),
    },
  };
}
