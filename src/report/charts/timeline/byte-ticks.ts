/** Round sizes on a linear axis: multiples of a power of two. */
import { formatBytes } from '../../../model/units.ts';
import type { Tick } from '../scales.ts';

/** From 0 up, at most so many. */
export function byteTicks(most: number, count: number): Tick[] {
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, most) / Math.max(1, count))));
  const ticks: Tick[] = [];
  for (let value = 0; value <= most; value += step) {
    ticks.push({ value, label: value === 0 ? '0' : formatBytes(value) });
  }
  return ticks;
}
