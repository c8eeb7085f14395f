/** Whether a place in the block is better than another: medians by place, over the arm's own median. */
import { line } from 'd3-shape';
import type { ReportArm, ReportCell } from '../../../model/report.ts';
import { formatNumber, formatPercent } from '../../../model/units.ts';
import { BottomAxis, LeftAxis, type Plot } from '../../charts/axes.tsx';
import { type Chart, shows, type View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, type } from '../../charts/drawing.tsx';
import { type LineLabel, spreadLabels } from '../../charts/line-labels.ts';
import { Mark } from '../../charts/mark.tsx';
import { linearScale, linearTicks } from '../../charts/scales.ts';
import { shortName } from './decisive-cell.ts';

const height = 230;
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'];
/** Smaller departures are not made much of. */
const notable = 0.02;

type Placed = { readonly arm: ReportArm; readonly position: number; readonly ratio: number };

function placedOf({ arms }: ReportCell): Placed[] {
  return arms.flatMap((arm) =>
    arm.byPosition.flatMap((ratio, position) => (ratio === null ? [] : [{ arm, position, ratio }])),
  );
}

function signed(change: number): string {
  return change > 0 ? `+${formatPercent(change)}` : formatPercent(change);
}

function nameOf({ name, isControl }: ReportArm): string {
  return isControl ? `copy of ${name}` : name;
}

function geometry(view: View, cell: ReportCell) {
  const longest = Math.max(0, ...cell.arms.map((arm) => widthOf(nameOf(arm), type.label)));
  const labels = Math.round(Math.min(longest + 14, view.width * 0.3, 170));
  const plot: Plot = { left: 46, right: view.width - labels, top: 30, bottom: height - 44 };
  const changes = placedOf(cell).map(({ ratio }) => ratio - 1);
  const [low, high] = [Math.min(-notable, ...changes), Math.max(notable, ...changes)];
  const room = 0.06 * (high - low);
  const domain = [low - room, high + room] as const;
  const last = Math.max(1, (cell.arms[0]?.byPosition.length ?? 1) - 1);
  return {
    plot,
    domain,
    last,
    x: linearScale([0, last], [plot.left + 14, plot.right - 14]),
    y: linearScale(domain, [plot.bottom, plot.top]),
  };
}

type Geometry = ReturnType<typeof geometry>;

function ArmPlaces({
  arm,
  placed,
  place,
  view,
}: {
  arm: ReportArm;
  placed: readonly Placed[];
  place: Geometry;
  view: View;
}) {
  const { colour, dash, mark } = view.arms(arm.name);
  const own = colour(view.paint);
  const points = placed
    .filter((one) => one.arm === arm)
    .map(({ position, ratio }): [number, number] => [place.x(position), place.y(ratio - 1)]);
  return (
    <g>
      <path
        d={line().digits(1)(points) ?? ''}
        stroke={own}
        stroke-width={arm.isControl ? 1 : 1.5}
        stroke-dasharray={arm.isControl ? '1.5 2.5' : dash}
        fill="none"
      />
      {points.map(([x, y]) => (
        <Mark
          key={x}
          x={x}
          y={y}
          shape={mark}
          colour={own}
          ground={view.paint.ground}
          hollow={arm.isControl}
          radius={3}
        />
      ))}
    </g>
  );
}

function draw(cell: ReportCell, words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const place = geometry(view, cell);
  const { plot, domain, last, x, y } = place;
  const placed = placedOf(cell);
  const shown = cell.arms.filter((arm) => shows(view, arm.name) && arm.byPosition.length > 0);
  const ends = shown.flatMap((arm): LineLabel[] => {
    const end = placed.findLast((one) => one.arm === arm);
    return end ? [{ y: y(end.ratio - 1), text: nameOf(arm), arm: arm.name }] : [];
  });
  const ticks = Array.from({ length: last + 1 }, (_, position) => ({
    value: position,
    label: String(position + 1),
  }));
  return (
    <Drawing view={view} height={height} {...words}>
      <BottomAxis plot={plot} ticks={ticks} place={x} paint={view.paint} name="place in the block" />
      <LeftAxis
        plot={plot}
        ticks={linearTicks(domain, 5, signed)}
        place={y}
        paint={view.paint}
        name="median there, over the arm's own median"
      />
      <path d={`M${plot.left} ${y(0)}H${plot.right}`} stroke={view.paint.quiet} />
      {shown.map((arm) => (
        <ArmPlaces key={nameOf(arm)} arm={arm} placed={placed} place={place} view={view} />
      ))}
      {spreadLabels(ends, 14, [plot.top, plot.bottom]).map(({ arm, text, y: at }) => (
        <text key={text} x={plot.right + 2} y={at + 4} fill={view.arms(arm).colour(view.paint)}>
          {cutToWidth(text, view.width - plot.right - 2, type.label)}
        </text>
      ))}
    </Drawing>
  );
}

function titleOf(placed: readonly Placed[]): string {
  const largest = placed.reduce((one, other) =>
    Math.abs(other.ratio - 1) > Math.abs(one.ratio - 1) ? other : one,
  );
  const change = largest.ratio - 1;
  if (Math.abs(change) < notable)
    return `No place in the block moves an arm's median by more than ${formatPercent(notable)}`;
  const where = ordinals[largest.position] ?? `${largest.position + 1}th`;
  const whose = largest.arm.isControl ? 'the identical copy' : shortName(largest.arm.name);
  return `In the ${where} place ${whose} took ${formatPercent(Math.abs(change))} ${change > 0 ? 'longer' : 'less'} than usual, the most of all places`;
}

/** Undefined where arms have no places of their own, as in a process that they share. */
export function positionChart(cell: ReportCell, letter: string): Chart | undefined {
  const placed = placedOf(cell);
  if (placed.length === 0) return undefined;
  const words = {
    name: chartName('every-trial', letter, 'positions'),
    title: titleOf(placed),
    description: `Medians of ${cell.arms.length} arms by place in the block, relative to the median of the arm.`,
  };
  return {
    ...words,
    caption: `Every arm stands about equally often in every place of a block, so that a place that costs more costs them all the same. Medians of about ${formatNumber(Math.max(1, Math.round(cell.blocks / cell.arms.length)), 'trial')} each.`,
    draw: (view) => draw(cell, words, view),
    toggles: cell.arms.filter(({ isControl }) => !isControl).map(({ name }) => name),
    table: {
      columns: ['arm', 'isControl', 'placeInBlock', 'medianOverOwnMedian'],
      rows: placed.map(({ arm, position, ratio }) => [
        arm.name,
        arm.isControl ? 'yes' : 'no',
        position + 1,
        ratio,
      ]),
    },
  };
}
