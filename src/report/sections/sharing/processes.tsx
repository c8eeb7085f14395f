/** Processes one above the other: pages that they share as one block, and what each has for itself apart. */
import { formatBytes } from '../../../model/units.ts';
import { px, type as typeSize } from '../../charts/drawing.tsx';
import type { Paint } from '../../charts/paint.ts';
import type { Moment } from './pictures.ts';

export const laneHeight = 15;
/** Between what is shared and what is not. */
const apart = 4;

type ProcessesProps = {
  readonly moment: Moment;
  /** Left edge of the names, and of the bars. */
  readonly x: number;
  readonly barX: number;
  readonly y: number;
  /** Bytes to pixels. */
  readonly width: (bytes: number) => number;
  readonly paint: Paint;
};

function rectangle(x: number, y: number, width: number, height: number): string {
  return `M${px(x)} ${px(y)}h${px(width)}v${height}h${px(-width)}z`;
}

export function Processes({ moment, x, barX, y, width, paint }: ProcessesProps) {
  const { processes, sharedBytes } = moment;
  const shared = width(sharedBytes);
  const ownX = barX + (shared >= 1 ? shared + apart : 0);
  const height = processes.length * laneHeight;
  const own = processes.map(({ ownBytes }, lane) =>
    width(ownBytes) < 0.5
      ? ''
      : rectangle(ownX, y + lane * laneHeight + 1.5, width(ownBytes), laneHeight - 3),
  );
  const seams = processes
    .slice(1)
    .map((_, lane) => `M${px(barX)} ${px(y + (lane + 1) * laneHeight)}h${px(shared)}`);
  return (
    <g>
      {processes.map(({ name, ownBytes }, lane) => (
        <g key={name} font-size={typeSize.small} fill={paint.quiet}>
          <text x={x} y={px(y + lane * laneHeight + 11)}>
            {name}
          </text>
          {ownBytes + sharedBytes === 0 ? (
            <text x={barX} y={px(y + lane * laneHeight + 11)}>
              none
            </text>
          ) : null}
        </g>
      ))}
      {shared >= 1 ? (
        <>
          <path d={rectangle(barX, y, shared, height)} fill={paint.shades[3]} />
          <path d={seams.join('')} stroke={paint.ground} stroke-width={0.8} stroke-dasharray="2 2" />
        </>
      ) : null}
      <path d={own.join('')} fill={paint.shades[1]} />
    </g>
  );
}

/** How long so many bytes are. */
export function Scale({
  bytes,
  x,
  y,
  width,
  paint,
}: {
  readonly bytes: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly paint: Paint;
}) {
  return (
    <g fill={paint.quiet} font-size={typeSize.small}>
      <path d={`M${px(x)} ${y - 3}v6M${px(x)} ${y}h${px(width)}m0 -3v6`} stroke={paint.quiet} fill="none" />
      <text x={px(x + width / 2)} y={y + 14} text-anchor="middle">
        {formatBytes(bytes)}
      </text>
    </g>
  );
}
