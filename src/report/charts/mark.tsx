/** The mark of an arm, as a path around the origin. */
import type { MarkShape } from './arms.ts';

const paths: Readonly<Record<MarkShape, (r: number) => string>> = {
  circle: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
  square: (r) => `M${-r} ${-r}h${2 * r}v${2 * r}h${-2 * r}z`,
  triangle: (r) => `M0 ${-1.2 * r}L${1.2 * r} ${r}H${-1.2 * r}z`,
  diamond: (r) => `M0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}L${-1.3 * r} 0z`,
  cross: (r) => `M${-r} ${-r}L${r} ${r}M${r} ${-r}L${-r} ${r}`,
  plus: (r) => `M0 ${-1.2 * r}V${1.2 * r}M${-1.2 * r} 0H${1.2 * r}`,
  star: (r) => `M0 ${-r}V${r}M${-r} ${-r / 2}L${r} ${r / 2}M${r} ${-r / 2}L${-r} ${r / 2}`,
  ring: (r) => `M${-r} 0a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
};

type MarkProps = {
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  readonly colour: string;
  readonly ground: string;
  readonly hollow?: boolean;
  readonly radius?: number;
};

export function Mark({ x, y, shape, colour, ground, hollow = false, radius = 3.5 }: MarkProps) {
  return (
    <path
      d={paths[shape](radius)}
      transform={`translate(${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10})`}
      fill={hollow || shape === 'ring' ? ground : colour}
      stroke={colour}
      stroke-width={1.5}
    />
  );
}
