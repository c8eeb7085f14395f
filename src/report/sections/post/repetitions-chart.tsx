/** Both halves of the program, run by run, in each setting; and what its author would conclude there. */
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes, formatDuration } from '../../../model/units.ts';
import { BottomAxis } from '../../charts/axes.tsx';
import type { Chart, Table, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { durationTicks, logScale, positiveExtent } from '../../charts/scales.ts';
import { wrapWords } from '../../charts/wrap-words.ts';
import { Lane } from './lane.tsx';
import { laneHeight, lineHeight, placeRows, type Row } from './place-rows.ts';
import { postMallocSeconds, postMmapSeconds } from './post-results.ts';
import type { Repetition } from './repetitions.ts';
import { whoGoesFirst } from './who-goes-first.ts';

type LinesProps = {
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly fill: string;
  /** Between the letters and the grid that they may stand on. */
  readonly ground: string;
};

function Lines({ lines, x, y, fill, ground }: LinesProps) {
  return (
    <text fill={fill} stroke={ground} stroke-width={3} paint-order="stroke">
      {lines.map((line, index) => (
        <tspan key={index} x={x} y={px(y + index * lineHeight)}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

/** The halves in their order, each in the colour of its dots. */
function Order({ row, y, view }: { row: Row; y: number; view: View }) {
  const { halves, from } = row.repetition;
  // Moved by as much as a blank: some readers of SVG drop blanks at both ends of a span.
  const [between, room] = from === 'controlled' ? ['and\u00a0', 4] : [',\u00a0then\u00a0', 0];
  return (
    <text x={0} y={px(y)} font-size={typeSize.small} fill={view.paint.quiet}>
      {halves.map(({ arm }, index) => (
        <tspan key={arm} dx={index > 0 && room > 0 ? room : undefined}>
          {index === 0 ? '' : between}
          <tspan fill={view.arms(arm).colour(view.paint)} font-weight="bold">
            {wrapWords(arm, 150, typeSize.small, 1)[0] ?? ''}
          </tspan>
        </tspan>
      ))}
    </text>
  );
}

function draw(
  repetitions: readonly Repetition[],
  words: Pick<Chart, 'name' | 'title' | 'description'>,
  view: View,
) {
  const { beside, plot, rows, height } = placeRows(view, repetitions);
  const all = repetitions.flatMap(({ halves }) => halves);
  const domain = positiveExtent(
    all.flatMap((half) => [...half.seconds, half.medianSeconds, half.lowSeconds, half.highSeconds]),
  );
  const place = logScale(domain, [plot.left + 8, plot.right - 8]);
  const ticks = durationTicks([domain[0] * 1e9, domain[1] * 1e9], (plot.right - plot.left) / 60);
  return (
    <Drawing view={view} height={height} {...words}>
      <BottomAxis
        plot={plot}
        ticks={ticks}
        place={(ns) => place(ns / 1e9)}
        paint={view.paint}
        name="time of one half, logarithmic"
      />
      <text x={beside ? plot.right + 14 : 0} y={11} font-size={typeSize.small} fill={view.paint.quiet}>
        {beside ? 'one would conclude' : 'dots, and below them what one would conclude'}
      </text>
      {rows.map((row, index) => (
        <g key={row.repetition.name}>
          {index === 0 ? null : (
            <path d={`M0 ${row.top - 6}H${view.width}`} stroke={view.paint.rule} stroke-width={1} />
          )}
          <Lines lines={row.name} x={0} y={row.top + 12} fill={view.paint.ink} ground={view.paint.ground} />
          <Order row={row} y={row.top + 12 + row.name.length * lineHeight} view={view} />
          {row.repetition.halves.map((half, lane) => (
            <Lane
              key={lane}
              half={half}
              y={row.lanesTop + (lane + 0.5) * laneHeight}
              place={place}
              view={view}
            />
          ))}
          <Lines
            lines={row.words}
            x={beside ? plot.right + 14 : 0}
            y={beside ? row.top + 12 : row.lanesTop + row.repetition.halves.length * laneHeight + 14}
            fill={view.paint.quiet}
            ground={view.paint.ground}
          />
        </g>
      ))}
    </Drawing>
  );
}

function tableOf(repetitions: readonly Repetition[]): Table {
  return {
    columns: ['setting', 'arm', 'place', 'value', 'seconds'],
    rows: repetitions.flatMap(({ name, from, halves }) =>
      halves.flatMap((half, index) => {
        const cells = [name, half.arm, from === 'controlled' ? null : index + 1] as const;
        const named = [
          ['median', half.medianSeconds],
          ['low', half.lowSeconds],
          ['high', half.highSeconds],
        ] as const;
        return [
          ...half.seconds.map((seconds, run) => [...cells, `run ${run + 1}`, seconds] as const),
          ...named.flatMap(([what, seconds]) =>
            seconds === null ? [] : [[...cells, what, seconds] as const],
          ),
        ];
      }),
    ),
  };
}

function captionOf(run: ReportRun): string {
  const size = run.findings.find(({ kind }) => kind === 'repetition')?.sizeBytes;
  return (
    `One dot for each run of a half of the program${size ? ` (${formatBytes(size)}, from the call to the last byte written)` : ''}, the half that ran first above; ` +
    'upright strokes are medians, the broad line of the controlled row the interval of the median. In words: what the author of the program would conclude from the row; in the controlled row, the verdict. The other rows are a few runs each, and no verdict comes from them.'
  );
}

function rangeOf(seconds: readonly number[]): string {
  const [low, high] = positiveExtent(seconds);
  return `${formatDuration(low * 1e9)} to ${formatDuration(high * 1e9)}`;
}

export function repetitionsChart(run: ReportRun, repetitions: readonly Repetition[]): Chart {
  const own = repetitions.filter(({ from }) => from === 'repeated');
  const seconds = own.flatMap(({ halves }) => halves.flatMap((half) => half.seconds));
  const words = {
    name: chartName('the-post-repeated', run.letter),
    title: whoGoesFirst(run, repetitions),
    description: `The post's program gave malloc ${rangeOf(postMallocSeconds)} and mmap ${rangeOf(postMmapSeconds)}; here its halves took ${rangeOf(seconds)} in ${own.length} settings.`,
  };
  return {
    ...words,
    caption: captionOf(run),
    draw: (view) => draw(repetitions, words, view),
    table: tableOf(repetitions),
  };
}
