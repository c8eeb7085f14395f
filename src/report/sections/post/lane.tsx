/** The runs of one half, its median, and the interval of the median where there is one. */
import type { View } from '../../charts/chart.ts';
import { px } from '../../charts/drawing.tsx';
import { Mark } from '../../charts/mark.tsx';
import type { Half } from './repetitions.ts';

type LaneProps = {
  readonly half: Half;
  readonly y: number;
  readonly place: (seconds: number) => number;
  readonly view: View;
};

export function Lane({ half, y, place, view }: LaneProps) {
  const { colour, mark } = view.arms(half.arm);
  const own = colour(view.paint);
  const { medianSeconds, lowSeconds, highSeconds } = half;
  return (
    <g>
      {lowSeconds !== null && highSeconds !== null ? (
        <path
          d={`M${px(place(lowSeconds))} ${y}H${px(place(highSeconds))}`}
          stroke={own}
          stroke-width={4}
          opacity={0.35}
        />
      ) : null}
      {medianSeconds === null ? null : (
        <path d={`M${px(place(medianSeconds))} ${y - 7}V${y + 7}`} stroke={own} stroke-width={2} />
      )}
      {half.seconds.map((seconds, index) => (
        <g key={index} opacity={0.75}>
          <Mark
            x={place(seconds)}
            y={y}
            shape={mark}
            colour={own}
            ground={view.paint.ground}
            radius={3}
            hollow
          />
        </g>
      ))}
    </g>
  );
}
