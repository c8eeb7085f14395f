/** Address spaces as pictures: high addresses on top, one process beside the other, or below it where there is no room. */
import type { PictureRow } from '../../../model/layout-picture.ts';
import type { ReportLayout } from '../../../model/report.ts';
import type { Chart, Table, View } from '../chart.ts';
import { Drawing, px, type } from '../drawing.tsx';
import { wrapWords } from '../wrap-words.ts';
import { besideEachOther, columnsOf, fileWidth, gutter } from './layout-columns.ts';
import { Legend, legendHeight } from './layout-legend.tsx';
import type { Pen } from './layout-parts.tsx';
import { LayoutRow } from './layout-rows.tsx';
import { bundleClasses, bundleLabel, hex, regionLabel, sums } from './layout-words.ts';

const titleSize = 14;
const lineHeight = 15;

type Words = Pick<Chart, 'name' | 'title' | 'description'>;

/** Title and sums of one process, in lines. */
function headLines({ title, layout }: ReportLayout, width: number) {
  return {
    titles: wrapWords(title, width, titleSize + 1, 3),
    said: wrapWords(sums(layout), width, type.label, 3),
  };
}

function headHeight(one: ReportLayout, width: number): number {
  const { titles, said } = headLines(one, width);
  return titles.length * 18 + said.length * lineHeight + 28;
}

function Head({ one, height, pen }: { one: ReportLayout; height: number; pen: Pen }) {
  const { columns, paint } = pen;
  const { titles, said } = headLines(one, columns.width);
  return (
    <>
      {titles.map((line, i) => (
        <text key={line} y={14 + i * 18} font-size={titleSize} font-weight="bold">
          {line}
        </text>
      ))}
      {said.map((line, i) => (
        <text key={line} y={14 + titles.length * 18 + i * lineHeight} fill={paint.quiet}>
          {line}
        </text>
      ))}
      <g font-size={type.small} fill={paint.quiet} text-anchor="end">
        <text x={columns.addressEnd} y={height - 8}>
          start address
        </text>
        <text x={px(columns.sizeEnd)} y={height - 8}>
          size
        </text>
        {columns.permissionsStart === null ? null : (
          <text x={px(columns.permissionsStart)} y={height - 8} text-anchor="start">
            may
          </text>
        )}
        {columns.residentEnd === null ? null : (
          <text x={px(columns.residentEnd)} y={height - 8}>
            resident
          </text>
        )}
      </g>
    </>
  );
}

type Placed = { readonly one: ReportLayout; readonly x: number; readonly y: number; readonly head: number };

/** Processes in lines of so many as fit; those of a line begin their rows at one height. */
function place(layouts: readonly ReportLayout[], width: number) {
  const { across, each } = besideEachOther(layouts.length, width);
  const placed: Placed[] = [];
  let y = 0;
  for (let first = 0; first < layouts.length; first += across) {
    const line = layouts.slice(first, first + across);
    const head = Math.max(...line.map((one) => headHeight(one, each)));
    placed.push(...line.map((one, i) => ({ one, x: i * (each + gutter), y, head })));
    y += head + Math.max(...line.map(({ picture }) => picture.length)) + 24;
  }
  return { placed, each, bottom: y };
}

function draw(layouts: readonly ReportLayout[], words: Words, view: View) {
  const { placed, each, bottom } = place(layouts, view.width);
  const pattern = `${words.name}-shared`;
  const pen: Pen = { paint: view.paint, columns: columnsOf(each), shared: `url(#${pattern})` };
  const { shades } = view.paint;
  return (
    <Drawing view={view} height={Math.ceil(bottom + legendHeight(view.width))} {...words}>
      <defs>
        <pattern
          id={pattern}
          width={6}
          height={6}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width={6} height={6} fill={shades[0]} />
          <rect width={2.5} height={6} fill={shades[2]} />
        </pattern>
      </defs>
      {placed.map(({ one, x, y, head }, i) => (
        <g key={i} transform={`translate(${px(x)} ${px(y)})`}>
          <Head one={one} height={head} pen={pen} />
          <g transform={`translate(0 ${head})`}>
            {one.picture.rows.map((row) => (
              <LayoutRow key={row.position} row={row} pen={pen} />
            ))}
          </g>
        </g>
      ))}
      <g transform={`translate(0 ${px(bottom)})`}>
        <Legend view={view} shared={pen.shared} />
      </g>
    </Drawing>
  );
}

type Cells = Table['rows'][number];

function cellsOf(title: string, row: PictureRow): Cells[] {
  switch (row.kind) {
    case 'heading':
      return [];
    case 'region': {
      const { region, group } = row;
      const { usage } = region;
      const what = group.regionCount > 1 ? `${group.label}, ${regionLabel(region, group)}` : region.label;
      const from = [title, hex(region.start), hex(region.end), region.sizeBytes, what, region.permissions];
      return [
        [
          ...from,
          usage?.residentBytes ?? null,
          usage?.sharedBytes ?? null,
          region.certainty,
          region.rule.reason,
        ],
      ];
    }
    case 'gap': {
      const { start, end, sizeBytes, sentence } = row.gap;
      return [[title, hex(start), hex(end), sizeBytes, 'unmapped', '', null, null, '', sentence]];
    }
    default: {
      const thing = row.kind === 'group' ? row.group : row.bundle;
      const what = row.kind === 'group' ? row.group.label : bundleLabel(row.bundle);
      const why = row.kind === 'group' ? `${row.group.regionCount} VMAs` : bundleClasses(row.bundle);
      const from = [title, hex(thing.start), hex(thing.end), thing.sizeBytes, what, ''];
      return [[...from, thing.usage?.residentBytes ?? null, thing.usage?.sharedBytes ?? null, '', why]];
    }
  }
}

/** Of one process or of several: `words.title` says what to see. */
export function layoutChart(words: Words, layouts: readonly ReportLayout[]): Chart {
  return {
    ...words,
    caption:
      'From the highest address down to the lowest. Within a group, heights are to scale; a zigzag is a break, its size written in it and never drawn. Point at a row for its class, the reason for it, and its sizes.',
    draw: (view) => draw(layouts, words, view),
    table: {
      columns: [
        'process',
        'start',
        'end',
        'sizeBytes',
        'what',
        'permissions',
        'residentBytes',
        'sharedBytes',
        'certainty',
        'reason',
      ],
      rows: layouts.flatMap(({ title, picture }) => picture.rows.flatMap((row) => cellsOf(title, row))),
    },
    leastWidth: 300,
    fileWidth: Math.max(760, (fileWidth + gutter) * layouts.length - gutter),
  };
}
