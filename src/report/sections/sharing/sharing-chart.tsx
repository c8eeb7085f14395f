/** Who shares which pages: processes drawn to scale, arm by arm, at one moment or at two. */
import type { Chart, View } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToWidth } from '../../charts/cut.ts';
import { Drawing, px, type as typeSize } from '../../charts/drawing.tsx';
import { wrapWords } from '../../charts/wrap-words.ts';
import type { ObservedStage } from '../../parts/observations.ts';
import { type Picture, type PictureRow, pictureOf } from './pictures.ts';
import { laneHeight, Processes, Scale } from './processes.tsx';

const lineHeight = 14;
const nameWidth = 46;
/** From here on the names of arms stand left of the pictures. */
const wide = 600;

function bytesOf({ moments }: PictureRow): number[] {
  return moments.flatMap(({ processes, sharedBytes }) =>
    processes.map(({ ownBytes }) => sharedBytes + ownBytes),
  );
}

function placeRows(view: View, picture: Picture) {
  const beside = view.width >= wide;
  const left = beside ? 176 : 0;
  const columns = Math.max(1, picture.moments.length);
  const columnWidth = (view.width - left) / columns;
  const barWidth = Math.min(300, columnWidth - nameWidth - 20);
  let at = picture.moments.length > 0 ? 24 : 4;
  const rows = picture.rows.map((row) => {
    const names = wrapWords(row.arms.join('; '), beside ? left - 14 : view.width, typeSize.label, 4);
    const words = row.moments.map(({ words: said }) =>
      wrapWords(said, columnWidth - nameWidth - 8, typeSize.small, 4),
    );
    const picturesTop = at + (beside ? 0 : names.length * lineHeight + 5);
    const lanes = Math.max(...row.moments.map(({ processes }) => processes.length)) * laneHeight;
    const wordsTop = picturesTop + lanes + 13;
    const bottom = wordsTop + Math.max(...words.map((lines) => lines.length)) * lineHeight;
    const placed = { row, names, words, top: at, picturesTop, wordsTop };
    at = Math.max(bottom, beside ? at + names.length * lineHeight : 0) + 12;
    return placed;
  });
  return { beside, left, columnWidth, barWidth, rows, bottom: at };
}

function Words({
  lines,
  x,
  y,
  fill,
  size,
}: {
  lines: readonly string[];
  x: number;
  y: number;
  fill: string;
  size: number;
}) {
  return (
    <text fill={fill} font-size={size}>
      {lines.map((line, index) => (
        <tspan key={index} x={px(x)} y={px(y + index * lineHeight)}>
          {line}
        </tspan>
      ))}
    </text>
  );
}

function draw(picture: Picture, words: Pick<Chart, 'name' | 'title' | 'description'>, view: View) {
  const { left, columnWidth, barWidth, rows, bottom } = placeRows(view, picture);
  const most = Math.max(1, ...picture.rows.flatMap(bytesOf));
  const width = (bytes: number): number => (bytes / most) * (barWidth - 6);
  const round = 2 ** Math.floor(Math.log2(most));
  const { paint } = view;
  return (
    <Drawing view={view} height={bottom + 22} {...words}>
      {picture.moments.map((moment, column) => (
        <text
          key={moment}
          x={px(left + column * columnWidth)}
          y={11}
          font-size={typeSize.small}
          fill={paint.quiet}
        >
          {cutToWidth(moment, columnWidth - 4, typeSize.small)}
        </text>
      ))}
      {rows.map(({ row, names, words: said, top, picturesTop, wordsTop }) => (
        <g key={row.arms.join()}>
          <Words lines={names} x={0} y={top + 12} fill={paint.ink} size={typeSize.label} />
          {row.moments.map((moment, column) => {
            const x = left + column * columnWidth;
            return (
              <g key={column}>
                <Processes
                  moment={moment}
                  x={x}
                  barX={x + nameWidth}
                  y={picturesTop}
                  width={width}
                  paint={paint}
                />
                <Words
                  lines={said[column] ?? []}
                  x={x + nameWidth}
                  y={wordsTop}
                  fill={paint.quiet}
                  size={typeSize.small}
                />
              </g>
            );
          })}
        </g>
      ))}
      {(picture.moments.length > 0 ? picture.moments : ['']).map((moment, column) => (
        <Scale
          key={moment}
          bytes={round}
          x={left + column * columnWidth + nameWidth}
          y={bottom}
          width={width(round)}
          paint={paint}
        />
      ))}
    </Drawing>
  );
}

function tableOf({ rows, moments }: Picture): Chart['table'] {
  return {
    columns: ['arm', 'moment', 'process', 'sharedBytes', 'ownBytes'],
    rows: rows.flatMap((row) =>
      row.arms.flatMap((arm) =>
        row.moments.flatMap(({ processes, sharedBytes }, index) =>
          processes.map(({ name, ownBytes }) => [
            arm,
            moments[index] ?? null,
            name,
            Math.round(sharedBytes),
            Math.round(ownBytes),
          ]),
        ),
      ),
    ),
  };
}

/** Null where the stage says nothing of who has which memory. */
export function sharingChart(letter: string, stage: ObservedStage): Chart | null {
  const picture = pictureOf(stage);
  if (!picture) return null;
  const words = {
    name: chartName('sharing', letter, stage.name),
    title: picture.title,
    description: picture.rows
      .map(
        ({ arms, moments }) =>
          `${cutToWidth(arms.join(', '), 400, typeSize.label)}: ${moments.map((moment) => moment.words).join('; then ')}`,
      )
      .join('. '),
  };
  return {
    ...words,
    caption: `${stage.name}: ${stage.question}`,
    draw: (view) => draw(picture, words, view),
    table: tableOf(picture),
  };
}
