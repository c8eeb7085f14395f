/** Every comparison of a run: the ratio and its interval on a logarithmic axis around 1, with the verdict in words. */
import type { ReportRun } from '../../../model/report.ts';
import { formatInterval, formatPercent, formatRatio } from '../../../model/units.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { Mark } from '../../charts/mark.tsx';
import { logScale, positiveExtent, ratioTicks } from '../../charts/scales.ts';
import { drawnRows, type ForestGroup, type ForestRow, forestOf } from './forest-rows.ts';
import { forestTitle } from './forest-title.ts';

const headingHeight = 22;
/** Narrower than this, words stand above the line instead of beside it. */
const wideFrom = 620;

type Words = Pick<Chart, 'name' | 'title' | 'description'>;
type Line = { readonly y: number; readonly heading?: string; readonly row?: ForestRow };
type Place = {
  readonly plot: Plot;
  readonly x: (ratio: number) => number;
  readonly domain: readonly [number, number];
  readonly isWide: boolean;
  readonly lines: readonly Line[];
  readonly height: number;
};

/** All ratios, the margin, and as much of the intervals as leaves the ratios room. */
function domainOf(rows: readonly ForestRow[], margin: number): readonly [number, number] {
  const [low, high] = positiveExtent([1 / (1 + margin), 1 + margin, ...rows.map(({ ratio }) => ratio)]);
  const most = (high / low) ** 1.5;
  const ends = rows.flatMap((row) => [row.low, row.high]).filter((end) => end !== null);
  const inside = ends.map((end) => Math.min(Math.max(end, low / most), high * most));
  const [least, greatest] = positiveExtent([low, high, ...inside]);
  const room = (greatest / least) ** 0.03;
  return [least / room, greatest * room];
}

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
  const domain = domainOf(rows, margin);
  const { lines, bottom } = linesOf(groups, 6, isWide ? 20 : 36);
  const [left, right] = isWide ? [Math.min(200, view.width * 0.24), view.width - 232] : [8, view.width - 8];
  const plot: Plot = { left, right, top: 4, bottom };
  const scale = logScale(domain, [left, right]);
  return { plot, x: (ratio) => scale(ratio), domain, isWide, lines, height: bottom + 36 };
}

const marks = { different: '≠', equivalent: '≈', unresolved: '?', void: '∅' } as const;

export function verdictInWords({ verdict, isControl }: ForestRow): string {
  if (verdict === 'void') return `${marks.void} void`;
  if (isControl) return 'identical copy';
  return verdict === null ? 'no verdict' : `${marks[verdict]} ${verdict}`;
}

function nameOf({ arm, isControl }: ForestRow): string {
  return isControl ? `${arm}, its copy` : arm;
}

/** The interval as a line, cut at the edge with an arrow; dotted from edge to edge while there is none. */
function Interval({ row, y, place, view }: { row: ForestRow; y: number; place: Place; view: View }) {
  const { plot, x, domain } = place;
  const { paint } = view;
  const own = view.arms(row.arm).colour(paint);
  const isKnown = row.low !== null && row.high !== null;
  const [low, high] = [row.low ?? 0, row.high ?? Number.POSITIVE_INFINITY];
  const [from, to] = [x(Math.max(low, domain[0])), x(Math.min(high, domain[1]))];
  const arrows = [
    ...(isKnown && low < domain[0] ? [`M${px(plot.left + 5)} ${y - 3}l-5 3l5 3`] : []),
    ...(isKnown && high > domain[1] ? [`M${px(plot.right - 5)} ${y - 3}l5 3l-5 3`] : []),
  ];
  return (
    <g>
      <path
        d={`M${px(from)} ${y}H${px(to)}${arrows.join('')}`}
        stroke={isKnown ? own : paint.quiet}
        stroke-width={isKnown ? 1.8 : 1}
        stroke-dasharray={isKnown ? undefined : '1 4'}
        fill="none"
      />
      <Mark
        x={x(row.ratio)}
        y={y}
        shape={view.arms(row.arm).mark}
        colour={own}
        ground={paint.ground}
        hollow={row.isControl}
      />
    </g>
  );
}

function Row({ row, y, place, view }: { row: ForestRow; y: number; place: Place; view: View }) {
  const { paint, width } = view;
  const { isWide, plot } = place;
  const said = formatInterval(row.ratio, row.low ?? 0, row.high ?? Number.POSITIVE_INFINITY);
  const verdict = verdictInWords(row);
  const [at, textAt] = isWide ? [y, y + 4] : [y + 9, y - 4];
  const isQuiet = row.isControl || row.verdict === 'unresolved' || row.verdict === null;
  return (
    <g fill={row.isControl ? paint.quiet : paint.ink}>
      <title>{`${nameOf(row)} over ${row.reference}: ${said}, ${verdict}, n = ${row.n}`}</title>
      <Interval row={row} y={at} place={place} view={view} />
      <text x={isWide ? plot.left - 10 : 0} y={textAt} text-anchor={isWide ? 'end' : 'start'}>
        {cutToWidth(nameOf(row), isWide ? plot.left - 12 : width * 0.36, typeSize.label)}
      </text>
      <text x={isWide ? width - 96 : width - 92} y={textAt} text-anchor="end" font-size={typeSize.small}>
        {said}
      </text>
      <text
        x={isWide ? width - 86 : width}
        y={textAt}
        text-anchor={isWide ? 'start' : 'end'}
        font-size={typeSize.small}
        fill={row.verdict === 'void' ? paint.alarm : isQuiet ? paint.quiet : paint.ink}
      >
        {verdict}
      </text>
    </g>
  );
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
        name="time over that of the reference"
      />
      {lines.map(({ y, heading, row }) =>
        row ? (
          <Row key={y} row={row} y={y} place={place} view={view} />
        ) : (
          <text key={y} x={0} y={y} font-weight="bold" font-size={typeSize.small}>
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
    caption: `Medians of paired ratios with their anytime-valid intervals, ${formatPercent(run.header.settings.alpha)} error for the whole run; a logarithmic axis. The band is the margin of equivalence, ${formatPercent(margin)}. Hollow: an identical copy of the reference. Dotted: no interval yet.${left}`,
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
