/** Times stacked from left to right, a bar for each arm, on an axis of its own for each panel. */

import { formatDuration } from '../../../model/units.ts';
import { formatTick } from '../../charts/amounts.ts';
import { BottomAxis, type Plot } from '../../charts/axes.tsx';
import { type Chart, shows, type View } from '../../charts/chart.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { Mark } from '../../charts/mark.tsx';
import { linearScale, linearTicks } from '../../charts/scales.ts';
import { StackKey } from './stack-key.tsx';

/** One kind of time, with its look: a lightness, and hatched where it is outside the compared time. */
export type Kind = { readonly name: string; readonly shade: number; readonly isHatched: boolean };

export type Segment = { readonly kind: Kind; readonly ns: number; readonly note: string };

export type Stack = {
  readonly arm: string;
  readonly segments: readonly Segment[];
  /** At the end of the bar. */
  readonly label: string;
  /** A time beside the stack, as a line across it. */
  readonly tickNs: number | null;
};

export type StackPanel = { readonly heading: string; readonly stacks: readonly Stack[] };

export type StackWords = Pick<Chart, 'name' | 'title' | 'description'>;

/** Narrower than this, names stand above the bars. */
const wideFrom = 560;
const barHeight = 16;
const endWidth = 64;

export function hatchOf(name: string): string {
  return `${name}-hatch`;
}

/** Lines of the ground's colour over the shade: they survive greyscale and print. */
function Hatch({ name, view }: { name: string; view: View }) {
  return (
    <defs>
      <pattern
        id={hatchOf(name)}
        width="5"
        height="5"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <path d="M0 0V5" stroke={view.paint.ground} stroke-width="2" />
      </pattern>
    </defs>
  );
}

function totalNs({ segments }: Stack): number {
  return segments.reduce((sum, { ns }) => sum + ns, 0);
}

type SegmentProps = {
  readonly segment: Segment;
  readonly from: number;
  readonly to: number;
  readonly y: number;
};

/** A duration stands in its bar where it fits. */
function SegmentBar({ segment, from, to, y, name, view }: SegmentProps & { name: string; view: View }) {
  const { kind, ns, note } = segment;
  const fill = view.paint.shades[kind.shade] as string;
  const label = formatDuration(ns);
  const box = { x: px(from), y, width: Math.max(0.5, px(to - from)), height: barHeight };
  const fits = to - from > widthOf(label, typeSize.small) * 1.1 + 6;
  return (
    <g>
      <title>{note}</title>
      <rect {...box} fill={fill} />
      {kind.isHatched ? <rect {...box} fill={`url(#${hatchOf(name)})`} opacity={0.45} /> : null}
      {fits ? (
        <text
          x={px((from + to) / 2)}
          y={y + 12}
          text-anchor="middle"
          font-size={typeSize.small}
          fill={kind.shade >= 2 ? view.paint.ground : view.paint.ink}
          {...(kind.isHatched
            ? { stroke: fill, 'stroke-width': 3, 'paint-order': 'stroke', 'stroke-linejoin': 'round' }
            : {})}
        >
          {label}
        </text>
      ) : null}
    </g>
  );
}

type RowProps = {
  readonly stack: Stack;
  readonly y: number;
  readonly plot: Plot;
  readonly x: (ns: number) => number;
  readonly name: string;
  readonly view: View;
};

function StackRow({ stack, y, plot, x, name, view }: RowProps) {
  const { paint } = view;
  const { mark, colour } = view.arms(stack.arm);
  const isWide = view.width >= wideFrom;
  const top = isWide ? y : y + 17;
  const markX = isWide ? plot.left - 10 : 6;
  let at = 0;
  const placed = stack.segments.map((segment) => {
    const from = at;
    at += segment.ns;
    return { segment, from: x(from), to: x(at) };
  });
  const end = Math.max(x(totalNs(stack)), stack.tickNs === null ? 0 : x(stack.tickNs));
  return (
    <g opacity={shows(view, stack.arm) ? undefined : 0.15}>
      <Mark
        x={markX}
        y={isWide ? top + 8 : y + 7}
        shape={mark}
        colour={colour(paint)}
        ground={paint.ground}
        radius={3}
      />
      <text
        x={isWide ? plot.left - 18 : 14}
        y={isWide ? top + 12 : y + 11}
        text-anchor={isWide ? 'end' : 'start'}
      >
        {cutToWidth(stack.arm, isWide ? plot.left - 20 : view.width - 16, typeSize.label)}
      </text>
      {placed.map((one) => (
        <SegmentBar key={one.segment.kind.name} {...one} y={top} name={name} view={view} />
      ))}
      {stack.tickNs === null ? null : (
        <path d={`M${px(x(stack.tickNs))} ${top - 3}v${barHeight + 6}`} stroke={paint.ink} stroke-width={2} />
      )}
      <text x={px(end + 6)} y={top + 12} font-size={typeSize.small}>
        {stack.label}
      </text>
    </g>
  );
}

type PanelProps = {
  readonly panel: StackPanel;
  readonly top: number;
  readonly name: string;
  readonly view: View;
};

function heightOf({ heading, stacks }: StackPanel, view: View): number {
  return (heading === '' ? 6 : 26) + stacks.length * (view.width >= wideFrom ? 22 : 38) + 30;
}

function Panel({ panel, top, name, view, left }: PanelProps & { readonly left: number }) {
  const { heading, stacks } = panel;
  const first = top + (heading === '' ? 6 : 26);
  const pitch = view.width >= wideFrom ? 22 : 38;
  const plot: Plot = {
    left,
    right: view.width - endWidth,
    top: first - 4,
    bottom: first + stacks.length * pitch,
  };
  const most = Math.max(1, ...stacks.map((stack) => Math.max(totalNs(stack), stack.tickNs ?? 0)));
  const x = linearScale([0, most], [plot.left, plot.right]);
  return (
    <g>
      {heading === '' ? null : (
        <text x={0} y={top + 14} font-weight="bold">
          {heading}
        </text>
      )}
      <BottomAxis
        plot={plot}
        ticks={linearTicks([0, most], Math.max(2, (plot.right - plot.left) / 100), formatTick)}
        place={x}
        paint={view.paint}
      />
      {stacks.map((stack, index) => (
        <StackRow
          key={stack.arm}
          stack={stack}
          y={first + index * pitch}
          plot={plot}
          x={x}
          name={name}
          view={view}
        />
      ))}
    </g>
  );
}

/** The room for names beside the bars; none where they stand above them. */
function leftOf(panels: readonly StackPanel[], view: View): number {
  if (view.width < wideFrom) return 8;
  const names = panels.flatMap(({ stacks }) => stacks.map(({ arm }) => widthOf(arm, typeSize.label)));
  return Math.min(Math.max(...names) * 1.08 + 24, view.width * 0.3);
}

export function drawStacks(
  kinds: readonly Kind[],
  panels: readonly StackPanel[],
  words: StackWords,
  view: View,
) {
  const keyHeight = view.width >= wideFrom ? 22 : 40;
  const left = leftOf(panels, view);
  const heights = panels.map((panel) => heightOf(panel, view));
  const topOf = (index: number): number =>
    keyHeight + heights.slice(0, index).reduce((sum, one) => sum + one, 0);
  return (
    <Drawing view={view} height={topOf(panels.length)} {...words}>
      <Hatch name={words.name} view={view} />
      <StackKey kinds={kinds} hatch={hatchOf(words.name)} view={view} />
      {panels.map((panel, index) => (
        <Panel
          key={panel.heading}
          panel={panel}
          top={topOf(index)}
          name={words.name}
          view={view}
          left={left}
        />
      ))}
    </Drawing>
  );
}
