/** Scales and their ticks: sizes by powers of two, times and ratios by 1-2-5, all with units. */
import { type ScaleLinear, type ScaleLogarithmic, scaleLinear, scaleLog } from 'd3-scale';
import { formatBytes, formatDuration, formatRatio } from '../../model/units.ts';

export type Tick = { readonly value: number; readonly label: string };

type Domain = readonly [low: number, high: number];

/** Of all finite positive values; [1, 10] where there are none. A single value gets room on both sides. */
export function positiveExtent(values: Iterable<number | null | undefined>): Domain {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value) || value <= 0) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high === 0) return [1, 10];
  return low === high ? [low / 1.5, high * 1.5] : [low, high];
}

export function logScale([low, high]: Domain, [from, to]: Domain): ScaleLogarithmic<number, number> {
  return scaleLog().domain([low, high]).range([from, to]);
}

export function linearScale([low, high]: Domain, [from, to]: Domain): ScaleLinear<number, number> {
  return scaleLinear().domain([low, high]).range([from, to]);
}

/** Powers of two inside the domain, every so many, so that at most `most` remain; its ends where it holds none. */
export function sizeTicks([low, high]: Domain, most: number): Tick[] {
  const ticks = powersOfTwo([low, high], most);
  return ticks.length > 0 ? ticks : onceEach([low, high], formatBytes);
}

function powersOfTwo([low, high]: Domain, most: number): Tick[] {
  const [first, last] = [Math.ceil(Math.log2(low) - 1e-9), Math.floor(Math.log2(high) + 1e-9)];
  const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(1, most)));
  const ticks: Tick[] = [];
  for (let power = first; power <= last; power += step) {
    ticks.push({ value: 2 ** power, label: formatBytes(2 ** power) });
  }
  return ticks;
}

/** 1-2-5 in every decade; only the ones, or every so many of them, where that would be too many. */
export function logTicks([low, high]: Domain, most: number, format: (value: number) => string): Tick[] {
  for (const factors of [[1, 2, 5], [1, 3], [1]]) {
    const values = decades(low, high, factors);
    if (values.length <= most && values.length > 1)
      return values.map((value) => ({ value, label: format(value) }));
  }
  const ones = decades(low, high, [1]);
  if (ones.length < 2) return linearTicks([low, high], Math.min(most, 4), format);
  const step = Math.ceil(ones.length / most);
  return ones.filter((_, index) => index % step === 0).map((value) => ({ value, label: format(value) }));
}

function decades(low: number, high: number, factors: readonly number[]): number[] {
  if (!(low > 0 && Number.isFinite(high))) return [];
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(6));
      if (value >= low * 0.999 && value <= high * 1.001) values.push(value);
    }
  }
  return values;
}

/** A label stands once: of values that read alike only the first is marked. */
function onceEach(values: readonly number[], format: (value: number) => string): Tick[] {
  const seen = new Set<string>();
  return values.flatMap((value) => {
    const label = format(value);
    if (seen.has(label)) return [];
    seen.add(label);
    return [{ value, label }];
  });
}

/** As many as have labels of their own. */
export function linearTicks([low, high]: Domain, most: number, format: (value: number) => string): Tick[] {
  const scale = scaleLinear().domain([low, high]);
  for (let count = Math.floor(most); count > 1; count--) {
    const values = scale.ticks(count);
    if (values.length > 1 && new Set(values.map(format)).size === values.length) {
      return values.map((value) => ({ value, label: format(value) }));
    }
  }
  return onceEach(scale.ticks(Math.max(1, most)), format);
}

/** Ratios on a logarithmic axis around 1. */
export function ratioTicks(domain: Domain, most: number): Tick[] {
  const [low, high] = domain;
  return high / low < 4 ? linearTicks(domain, most, formatRatio) : logTicks(domain, most, formatRatio);
}

export function durationTicks(domain: Domain, most: number): Tick[] {
  return logTicks(domain, most, formatDuration);
}
