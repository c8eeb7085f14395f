/** The pages of a file, and which of them were in memory afterwards: page by page, a path for each arm. */
import { formatBytes, formatCount } from '../../../model/units.ts';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { wrapWords } from '../../charts/wrap-words.ts';
import type { ObservedStage } from '../../parts/observations.ts';
import { PageAxis } from './page-axis.tsx';
import { Pages, Zoom, zoomHeight, zoomOf } from './pages.tsx';
import { residencyInWords, stripInWords } from './residency-in-words.ts';
import { isTelling, loadedPages, type Strip, stripsOf } from './strips.ts';

const top = 4;
const stripHeight = 14;
const lineHeight = 14;
/** Above a strip, for the marks of what was accessed. */
const markHeight = 9;
/** From here on names stand left of the strips, and counts right. */
const wide = 560;

type Row = {
  readonly strip: Strip;
  readonly names: readonly string[];
  readonly words: readonly string[];
  readonly top: number;
  readonly stripTop: number;
};

function placeRows(view: View, strips: readonly Strip[]) {
  const beside = view.width >= wide;
  const [left, right] = beside ? [168, view.width - 142] : [0, view.width];
  const rows: Row[] = [];
  let at = top;
  for (const strip of strips) {
    const names = wrapWords(strip.arms.join('; '), beside ? left - 12 : view.width, typeSize.label, 4);
    const words = beside ? stripInWords(strip) : [stripInWords(strip).join('; ')];
    const above = beside ? 0 : (names.length + 1) * lineHeight + 5;
    rows.push({ strip, names, words, top: at, stripTop: at + above + markHeight });
    const zoomed = zoomOf(strip) ? zoomHeight : 0;
    const drawn = above + markHeight + stripHeight + zoomed;
    at += Math.max(drawn, beside ? Math.max(names.length, words.length) * lineHeight + 6 : 0) + 12;
  }
  return { beside, left, right, rows, bottom: at };
}

function Words({ lines, x, y, fill }: { lines: readonly string[]; x: number; y: number; fill: string }) {
  return (
    <text fill={fill}>
      {lines.map((line, index) => (
        <tspan key={index} x={x} y={y + index * lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function draw(strips: readonly Strip[], words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const { beside, left, right, rows, bottom } = placeRows(view, strips);
  const most = Math.max(...strips.map(({ pages }) => pages));
  const place = (page: number): number => left + (page / most) * (right - left);
  const { paint } = view;
  return (
    <Drawing view={view} height={bottom + 46} {...words}>
      {rows.map(({ strip, names, words: said, top: at, stripTop }) => (
        <g key={strip.arms.join()}>
          <Words lines={names} x={0} y={beside ? stripTop + 11 : at + 12} fill={paint.ink} />
          <Words
            lines={said}
            x={beside ? right + 12 : 0}
            y={beside ? stripTop + 11 : at + 12 + names.length * lineHeight}
            fill={paint.quiet}
          />
          <Pages strip={strip} place={place} y={px(stripTop)} height={stripHeight} paint={paint} />
          <Zoom
            strip={strip}
            place={place}
            y={px(stripTop + stripHeight)}
            range={[left, right]}
            paint={paint}
          />
        </g>
      ))}
      <PageAxis pages={most} pageBytes={strips[0]?.pageBytes ?? 0} place={place} y={bottom} paint={paint} />
    </Drawing>
  );
}

function captionOf({ name, question }: ObservedStage, strips: readonly Strip[]): string {
  const { pages, pageBytes } = strips[0] as Strip;
  const sizes = pageBytes > 0 ? ` of ${formatBytes(pageBytes)}` : '';
  const marks = strips.some(({ touched }) => touched && touched.length > 0)
    ? ' Triangles mark the pages that were accessed.'
    : '';
  const before = strips.some(({ beforePages }) => beforePages > 0)
    ? ' In faint colour: pages that were in memory before.'
    : '';
  const zoomed = strips.some(zoomOf)
    ? ' Where little was loaded, its surroundings are drawn enlarged below.'
    : '';
  return `${name}: ${question} A strip is the file, ${formatCount(pages)} pages${sizes}; in strong colour what was in memory afterwards, as mincore said in the last trial.${marks}${before}${zoomed}`;
}

/** Null where no arm said which pages were in memory, or there is nothing to see. */
export function residencyChart(letter: string, stage: ObservedStage): Chart | null {
  const strips = stripsOf(stage);
  if (!isTelling(strips)) return null;
  const words = {
    name: chartName('residency', letter, stage.name),
    title: residencyInWords(strips),
    description: `${stage.question} ${strips.map((strip) => `${cutToWidth(strip.arms.join('; '), 400, typeSize.label)}: ${stripInWords(strip).join('; ')}`).join('. ')}.`,
  };
  return {
    ...words,
    caption: captionOf(stage, strips),
    draw: (view) => draw(strips, words, view),
    table: {
      columns: [
        'arm',
        'pages',
        'touchedPages',
        'residentBeforePages',
        'residentPages',
        'loadedPages',
        'loadedBytes',
        'deviceReadBytes',
        'residentFromTo',
      ],
      rows: strips.flatMap((strip) =>
        strip.arms.map((arm) => [
          arm,
          strip.pages,
          strip.touchedPages,
          strip.beforePages,
          strip.residentPages,
          loadedPages(strip),
          strip.pageBytes > 0 ? loadedPages(strip) * strip.pageBytes : null,
          strip.readBytes,
          strip.resident.map(([from, to]) => `${from}-${to - 1}`).join(' '),
        ]),
      ),
    },
  };
}
