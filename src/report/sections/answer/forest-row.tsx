/** One comparison of a forest: its interval, its mark, its figures and its verdict. */
import { formatInterval, formatRatio } from '../../../model/units.ts';
import type { Plot } from '../../charts/axes.tsx';
import { shows, type View } from '../../charts/chart.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';
import { Mark } from '../../charts/mark.tsx';
import type { ForestRow } from './forest-rows.ts';

export type ForestPlace = {
  readonly plot: Plot;
  readonly x: (ratio: number) => number;
  readonly domain: readonly [number, number];
  /** Words stand beside the line, not above it. */
  readonly isWide: boolean;
};

/** Narrower than this, verdicts are marks without their words. */
const shortBelow = 330;

const marks = { different: '≠', equivalent: '≈', unresolved: '?', void: '∅' } as const;

function verdictInWords({ verdict, isControl, isRange }: ForestRow): string {
  if (verdict === 'void') return `${marks.void} void`;
  if (isControl) return 'identical copy';
  return verdict === null ? (isRange ? 'range only' : 'no verdict') : `${marks[verdict]} ${verdict}`;
}

/** Text stands free of the grid behind it. */
export function halo(ground: string) {
  return { stroke: ground, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' } as const;
}

export function nameOf({ arm, isControl }: ForestRow): string {
  return isControl ? `${arm}, its copy` : arm;
}

/** Where words have no room. */
function verdictInShort({ verdict, isControl }: ForestRow): string {
  if (verdict === null) return isControl ? 'copy' : '–';
  return marks[verdict];
}

function ratioInWords({ ratio, low, high, verdict, isControl }: ForestRow): string {
  // What has no verdict gets no interval either, however long the run.
  if (verdict === null && !isControl && low === null) return formatRatio(ratio);
  return formatInterval(ratio, low ?? 0, high ?? Number.POSITIVE_INFINITY);
}

/** The interval as a line, cut at the edge with an arrow; dotted from edge to edge while there is none. */
function Interval({ row, y, place, view }: { row: ForestRow; y: number; place: ForestPlace; view: View }) {
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
        stroke={isKnown && !row.isRange ? own : paint.quiet}
        stroke-width={isKnown && !row.isRange ? 1.8 : 1}
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

export function ForestRowLine({
  row,
  y,
  place,
  view,
}: {
  row: ForestRow;
  y: number;
  place: ForestPlace;
  view: View;
}) {
  const { paint, width } = view;
  const { isWide, plot } = place;
  const said = ratioInWords(row);
  const verdict = verdictInWords(row);
  const isShort = width < shortBelow;
  const [at, textAt] = isWide ? [y, y + 4] : [y + 9, y - 4];
  const saidAt = width - (isWide ? 96 : isShort ? 34 : 92);
  const room = isWide ? plot.left - 12 : saidAt - widthOf(said, typeSize.small) - 8;
  const isQuiet = row.isControl || row.verdict === 'unresolved' || row.verdict === null;
  return (
    <g
      fill={row.isControl ? paint.quiet : paint.ink}
      opacity={row.isControl || shows(view, row.arm) ? undefined : 0.15}
    >
      <title>{`${nameOf(row)} over ${row.reference}: ${said}, ${verdict}, n = ${row.n}`}</title>
      <g {...halo(paint.ground)}>
        <text x={isWide ? plot.left - 10 : 0} y={textAt} text-anchor={isWide ? 'end' : 'start'}>
          {cutToWidth(nameOf(row), room, typeSize.label)}
        </text>
        <text x={saidAt} y={textAt} text-anchor="end" font-size={typeSize.small}>
          {said}
        </text>
        <text
          x={isWide ? width - 86 : width}
          y={textAt}
          text-anchor={isWide ? 'start' : 'end'}
          font-size={typeSize.small}
          fill={row.verdict === 'void' ? paint.alarm : isQuiet ? paint.quiet : paint.ink}
        >
          {isShort ? verdictInShort(row) : verdict}
        </text>
      </g>
      <Interval row={row} y={at} place={place} view={view} />
    </g>
  );
}
