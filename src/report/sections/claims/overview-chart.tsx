/** Verdicts by topic: one square for each claim. */
import type { ReportClaim, ReportRun } from '../../../model/report.ts';
import { formatNumber } from '../../../model/units.ts';
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth, widthOf } from '../../charts/cut.ts';
import { Drawing, type as typeSize } from '../../charts/drawing.tsx';
import {
  type ShownVerdict,
  shownVerdict,
  shownVerdicts,
  VerdictMark,
  verdictInWords,
} from './verdict-mark.tsx';

const rowHeight = 21;
/** From here on the topics stand in two columns. */
const wide = 600;
const mostLabel = 130;

type Topic = {
  readonly name: string;
  readonly total: number;
  readonly counts: Readonly<Record<ShownVerdict, number>>;
};

function countsOf(claims: readonly ReportClaim[]): Record<ShownVerdict, number> {
  const counts = { supported: 0, conditional: 0, refuted: 0, unresolved: 0, unavailable: 0 };
  for (const claim of claims) counts[shownVerdict(claim)]++;
  return counts;
}

/** The largest first. */
function topicsOf(claims: readonly ReportClaim[]): Topic[] {
  return [...new Set(claims.map(({ topic }) => topic))]
    .map((name) => {
      const own = claims.filter(({ topic }) => topic === name);
      return { name, total: own.length, counts: countsOf(own) };
    })
    .sort((one, other) => other.total - one.total || (one.name < other.name ? -1 : 1));
}

function inOrder(counts: Topic['counts']): ShownVerdict[] {
  return shownVerdicts.flatMap((verdict) => Array.from({ length: counts[verdict] }, () => verdict));
}

/** Where each verdict's mark and words stand, in as many lines as the width asks for. */
function keyOf(counts: Topic['counts'], width: number) {
  let [x, y] = [0, 0];
  const items = shownVerdicts.flatMap((verdict) => {
    if (counts[verdict] === 0) return [];
    const text = `${counts[verdict]} ${verdictInWords[verdict]}`;
    const wanted = 22 + widthOf(text, typeSize.label) + 14;
    if (x > 0 && x + wanted > width) [x, y] = [0, y + rowHeight];
    const item = { verdict, text, x, y };
    x += wanted;
    return [item];
  });
  return { items, height: y + rowHeight };
}

function geometry(view: View, topics: readonly Topic[], claims: readonly ReportClaim[]) {
  const key = keyOf(countsOf(claims), view.width);
  const columns = view.width >= wide && topics.length > 5 ? 2 : 1;
  const rows = Math.ceil(topics.length / columns);
  const columnWidth = view.width / columns;
  const longest = Math.max(...topics.map(({ name }) => widthOf(name, typeSize.label)));
  const label = Math.min(mostLabel, longest * 1.1 + 8, columnWidth / 2.5);
  const most = Math.max(...topics.map(({ total }) => total));
  const step = Math.max(2, Math.min(19, (columnWidth - label - 34) / most));
  return { key, rows, columnWidth, label, step, top: key.height + 10 };
}

function draw(
  claims: readonly ReportClaim[],
  words: Pick<Chart, 'name' | 'title' | 'description'>,
  view: View,
) {
  const topics = topicsOf(claims);
  const { key, rows, columnWidth, label, step, top } = geometry(view, topics, claims);
  const { paint } = view;
  return (
    <Drawing view={view} height={top + rows * rowHeight + 4} {...words}>
      {key.items.map(({ verdict, text, x, y }) => (
        <g key={verdict}>
          <VerdictMark verdict={verdict} x={x + 8} y={y + 10} size={15} paint={paint} />
          <text x={x + 21} y={y + 14}>
            {text}
          </text>
        </g>
      ))}
      {topics.map(({ name, total, counts }, index) => {
        const x = Math.floor(index / rows) * columnWidth;
        const y = top + (index % rows) * rowHeight + rowHeight / 2;
        return (
          <g key={name}>
            <text x={x} y={y + 4}>
              {cutToWidth(name, label, typeSize.label)}
            </text>
            {inOrder(counts).map((verdict, place) => (
              <VerdictMark
                key={place}
                verdict={verdict}
                x={Math.round((x + label + (place + 0.5) * step) * 10) / 10}
                y={y}
                size={Math.min(17, step - 1.5)}
                paint={paint}
              />
            ))}
            <text x={x + label + total * step + 6} y={y + 4} fill={paint.quiet} font-size={typeSize.small}>
              {total}
            </text>
          </g>
        );
      })}
    </Drawing>
  );
}

function findingOf(counts: Topic['counts'], total: number): string {
  const refuted = counts.refuted + counts.conditional;
  const conditions = counts.conditional > 0 ? `, ${counts.conditional} of them only as worded` : '';
  return `Of ${formatNumber(total, 'claim')} ${counts.supported} ${counts.supported === 1 ? 'is' : 'are'} supported and ${refuted} refuted${conditions}`;
}

export function overviewChart({ letter, claims }: ReportRun): Chart {
  const topics = topicsOf(claims);
  const counts = countsOf(claims);
  const words = {
    name: chartName('claims-by-topic', letter),
    title: `${letter === '' ? '' : `${letter}: `}${findingOf(counts, claims.length)}`,
    description: `${formatNumber(topics.length, 'topic')}; ${shownVerdicts.map((verdict) => `${counts[verdict]} ${verdictInWords[verdict]}`).join(', ')}.`,
  };
  return {
    ...words,
    caption:
      'One square for each claim, by topic: the experiment that its evidence comes from. Filled where the verdict is plain.',
    draw: (view) => draw(claims, words, view),
    table: {
      columns: ['topic', 'claims', ...shownVerdicts.map((verdict) => verdictInWords[verdict])],
      rows: topics.map(({ name, total, counts: own }) => [
        name,
        total,
        ...shownVerdicts.map((verdict) => own[verdict]),
      ]),
    },
  };
}
