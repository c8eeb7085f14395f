/** How each arm is drawn: one colour, one dash, one mark, kept through all charts of a page. */
import { armCount, type Paint } from './paint.ts';

export const markShapes = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'cross',
  'plus',
  'star',
  'ring',
] as const;
export type MarkShape = (typeof markShapes)[number];

export type ArmStyle = {
  readonly index: number;
  readonly colour: (paint: Paint) => string;
  /** `stroke-dasharray`; undefined for a whole line. */
  readonly dash: string | undefined;
  readonly mark: MarkShape;
};

/** Style by the name of an arm. The control arm has the style of its reference, drawn hollow by who draws it. */
export type Arms = (name: string) => ArmStyle;

const dashes = [undefined, '7 3', '2 3', '9 3 2 3', '12 4', '4 2', '1 4', '9 3 2 3 2 3'] as const;

/** From the names on the page, in their order; more arms than styles begin again with other dashes. */
export function armStyles(names: readonly string[]): Arms {
  const places = new Map(names.map((name, index) => [name, index]));
  return (name) => {
    const index = places.get(name) ?? 0;
    const style = index % armCount;
    const round = Math.floor(index / armCount);
    return {
      index,
      colour: (paint) => paint.arms[style] as string,
      dash: dashes[(style + round) % armCount],
      mark: markShapes[(style + round) % armCount] as MarkShape,
    };
  };
}
