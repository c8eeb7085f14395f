/** The axis of ratios that have intervals: all ratios, the margin, and as much of the intervals as leaves the ratios room. */
import { positiveExtent } from './scales.ts';

type Ratio = { readonly ratio: number; readonly low: number | null; readonly high: number | null };

export function intervalDomain(
  ratios: readonly Ratio[],
  margin: number,
): readonly [low: number, high: number] {
  const [low, high] = positiveExtent([1 / (1 + margin), 1 + margin, ...ratios.map(({ ratio }) => ratio)]);
  const most = (high / low) ** 1.5;
  const ends = ratios.flatMap((one) => [one.low, one.high]).filter((end) => end !== null);
  const inside = ends.map((end) => Math.min(Math.max(end, low / most), high * most));
  const [least, greatest] = positiveExtent([low, high, ...inside]);
  const room = (greatest / least) ** 0.03;
  return [least / room, greatest * room];
}
