/** The SVG of the ratios: axes, margin of equivalence, band, running median, the reported interval; dots where no canvas has them. */
import { area, line } from 'd3-shape';
import type { ReportContrast } from '../../../model/report.ts';
import { formatCount, formatInterval, formatRatio } from '../../../model/units.ts';
import { BottomAxis, LeftAxis } from '../../charts/axes.tsx';
import type { Chart, View } from '../../charts/chart.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, px, type } from '../../charts/drawing.tsx';
import { linearTicks, ratioTicks, type Tick } from '../../charts/scales.ts';
import { dotPaths, dotStyle } from './ratio-dots.ts';
import { height, marginRows, type RatioPanel, type RatioPanels, ratioPanels } from './ratio-panels.ts';

/** Ticks that rounding makes alike are one. */
function distinct(ticks: readonly Tick[]): Tick[] {
  return ticks.filter(({ label }, index) => ticks.findIndex((tick) => tick.label === label) === index);
}

function Heading({ panel, view }: { panel: RatioPanel; view: View }) {
  const { contrast, plot } = panel;
  const { arm, reference, isControl, ratio, low, high } = contrast;
  const room = plot.right - plot.left;
  const whole = formatInterval(ratio, low ?? 0, high ?? Number.POSITIVE_INFINITY);
  return (
    <>
      <text x={plot.left} y={plot.top - 24} fill={view.arms(arm).colour(view.paint)} font-weight="bold">
        {cutToWidth(isControl ? `copy of ${reference}` : arm, room, type.label)}
      </text>
      <text x={plot.left} y={plot.top - 9}>
        {widthOf(whole, type.label) > room + 8 ? formatRatio(ratio) : whole}
      </text>
    </>
  );
}

function Running({ panel, view }: { panel: RatioPanel; view: View }) {
  const { contrast, x, y } = panel;
  const { n, median, low, high } = contrast.running;
  const index = n.map((_, at) => at);
  const band = area<number>()
    .defined((at) => low[at] !== null && high[at] !== null)
    .x((at) => x(n[at] as number))
    .y0((at) => y(low[at] ?? 0))
    .y1((at) => y(high[at] ?? Number.POSITIVE_INFINITY))
    .digits(1);
  const path = line<number>()
    .x((at) => x(n[at] as number))
    .y((at) => y(median[at] as number))
    .digits(1);
  const colour = view.arms(contrast.arm).colour(view.paint);
  return (
    <>
      {low.some((end) => end !== null) ? <path d={band(index) ?? ''} fill={colour} opacity={0.24} /> : null}
      <path d={path(index) ?? ''} stroke={view.paint.ink} stroke-width={1.4} fill="none" />
    </>
  );
}

function Dots({ panel, view }: { panel: RatioPanel; view: View }) {
  const { dots, arrows, drawn } = dotPaths(panel);
  const colour = view.arms(panel.contrast.arm).colour(view.paint);
  const { radius, opacity } = dotStyle(drawn);
  return (
    <>
      {view.marks === 'canvas' ? null : (
        <path
          d={dots}
          stroke={colour}
          stroke-width={2 * radius}
          stroke-linecap="round"
          fill="none"
          opacity={opacity}
        />
      )}
      {arrows === '' ? null : <path d={arrows} fill={colour} />}
    </>
  );
}

/** At the right edge; an unbounded end goes to the edge of the axis without a stop. */
function Reported({ panel, view }: { panel: RatioPanel; view: View }) {
  const { contrast, plot, y } = panel;
  const { low, high, ratio } = contrast;
  const x = plot.right - 5;
  const ends = [low, high].flatMap((end) => (end === null ? [] : [`M${x - 4} ${px(y(end))}h8`]));
  const from = px(y(low ?? 0));
  const to = px(y(high ?? Number.POSITIVE_INFINITY));
  return (
    <g stroke={view.arms(contrast.arm).colour(view.paint)} fill="none">
      <path
        d={`M${x} ${from}V${to}`}
        stroke-width={2.5}
        stroke-dasharray={ends.length < 2 ? '2 3' : undefined}
      />
      {ends.length > 0 ? <path d={ends.join('')} stroke-width={1.5} /> : null}
      <path d={`M${x - 5} ${px(y(ratio))}h10`} stroke={view.paint.ink} stroke-width={2} />
    </g>
  );
}

type PanelProps = {
  readonly panel: RatioPanel;
  readonly view: View;
  readonly equivalence: number;
  readonly noun: string;
};

function Panel({ panel, view, equivalence, noun }: PanelProps) {
  const { plot, contrast, x, y } = panel;
  const margin = marginRows(panel, equivalence);
  const most = Math.max(2, (plot.right - plot.left) / 70);
  const ticks = linearTicks([1, contrast.n], most, formatCount).filter(({ value }) =>
    Number.isInteger(value),
  );
  return (
    <g>
      {view.marks === 'canvas' ? null : (
        <rect
          x={plot.left}
          y={px(margin.top)}
          width={plot.right - plot.left}
          height={px(margin.bottom - margin.top)}
          fill={view.paint.wash}
        />
      )}
      <BottomAxis plot={plot} ticks={ticks} place={x} paint={view.paint} name={noun} />
      <path d={`M${plot.left} ${px(y(1))}H${plot.right}`} stroke={view.paint.quiet} stroke-width={1} />
      <Dots panel={panel} view={view} />
      <Running panel={panel} view={view} />
      <Reported panel={panel} view={view} />
      <Heading panel={panel} view={view} />
    </g>
  );
}

/** Across all panels, so that the eye can go from one to the other. */
function RatioAxis({ panels, domain, view }: RatioPanels & { readonly view: View }) {
  const [first, last] = [panels[0] as RatioPanel, panels.at(-1) as RatioPanel];
  return (
    <>
      <LeftAxis
        plot={{ ...first.plot, right: last.plot.right }}
        ticks={distinct(ratioTicks(domain, 7))}
        place={first.y}
        paint={view.paint}
      />
      <text x={0} y={13} fill={view.paint.quiet} font-size={type.small}>
        time over that of {cutToWidth(first.contrast.reference, view.width - 110, type.small)}
      </text>
    </>
  );
}

type RatioDrawingProps = Omit<PanelProps, 'panel'> & {
  readonly words: Pick<Chart, 'name' | 'title' | 'description'>;
  readonly contrasts: readonly ReportContrast[];
};

export function RatioDrawing({ words, contrasts, ...of }: RatioDrawingProps) {
  const { panels, domain } = ratioPanels(of.view, contrasts, of.equivalence);
  return (
    <Drawing view={of.view} height={height} {...words}>
      <RatioAxis panels={panels} domain={domain} view={of.view} />
      {panels.map((panel) => (
        <Panel key={String(panel.contrast.isControl)} panel={panel} {...of} />
      ))}
    </Drawing>
  );
}
