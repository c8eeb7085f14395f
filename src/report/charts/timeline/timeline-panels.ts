/** What a timeline draws: gauges that share a scale, counts that have one each, and where each of them lies. */
import type { Timeline } from '../../../model/trace-view.ts';
import { widthOf } from '../cut.ts';
import { type } from '../drawing.tsx';
import type { Paint } from '../paint.ts';
import { linearScale } from '../scales.ts';

export type Gauge = {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly most: number;
  readonly colour: (paint: Paint) => string;
  readonly dash?: string;
};

export type Counts = { readonly name: string; readonly values: readonly number[]; readonly most: number };

export type GaugePanel = {
  readonly gauges: readonly Gauge[];
  readonly most: number;
  readonly top: number;
  readonly bottom: number;
};

export type CountPanel = Counts & { readonly top: number; readonly bottom: number };

export type TimelinePlace = {
  readonly left: number;
  readonly right: number;
  readonly panels: readonly GaugePanel[];
  readonly counts: readonly CountPanel[];
  readonly bottom: number;
  readonly x: (atNs: number) => number;
};

export function largest(values: readonly (number | null)[]): number {
  return values.reduce<number>((most, value) => Math.max(most, value ?? 0), 0);
}

/** What was recorded and is not zero throughout. */
export function gaugesOf(timeline: Timeline): Gauge[] {
  const gauges: Omit<Gauge, 'most'>[] = [
    { name: 'mapped', values: timeline.mappedBytes, colour: ({ ink }) => ink },
    { name: 'heap', values: timeline.heapBytes, colour: ({ arms }) => arms[1] as string, dash: '7 3' },
    { name: 'touched', values: timeline.touchedBytes, colour: ({ arms }) => arms[0] as string },
    {
      name: 'resident',
      values: timeline.residentBytes,
      colour: ({ arms }) => arms[2] as string,
      dash: '2 3',
    },
  ];
  return gauges.map((gauge) => ({ ...gauge, most: largest(gauge.values) })).filter(({ most }) => most > 0);
}

export function countsOf(timeline: Timeline): Counts[] {
  const counts = [
    { name: 'calls', values: timeline.calls },
    { name: 'minor faults', values: timeline.minorFaults },
    { name: 'major faults', values: timeline.majorFaults },
  ];
  return counts.map((one) => ({ ...one, most: largest(one.values) })).filter(({ most }) => most > 0);
}

/** So much more is mapped than anything else that its scale would flatten the rest. */
const otherScale = 4;
const headroom = 26;
const gap = 34;

function groupsOf(gauges: readonly Gauge[]): Gauge[][] {
  const mapped = gauges.filter(({ name }) => name === 'mapped');
  const others = gauges.filter(({ name }) => name !== 'mapped');
  const apart =
    others.length > 0 &&
    largest(mapped.map(({ most }) => most)) > otherScale * largest(others.map(({ most }) => most));
  return (apart ? [mapped, others] : [[...gauges]]).filter((group) => group.length > 0);
}

export function placeTimeline(timeline: Timeline, durationNs: number, width: number): TimelinePlace {
  const groups = groupsOf(gaugesOf(timeline));
  const names = groups.flat().map(({ name }) => widthOf(name, type.label));
  const [left, right] = [62, width - Math.max(40, ...names) - 10];
  let y = 0;
  const panels = groups.map((gauges, index) => {
    const top = y + headroom;
    const bottom = top + (groups.length > 1 && index === 0 ? 80 : 190);
    y = bottom + (index < groups.length - 1 ? 6 : 0);
    return { gauges, most: largest(gauges.map(({ most }) => most)), top, bottom };
  });
  const counts = countsOf(timeline).map((one) => {
    const top = y + gap;
    const bottom = top + 34;
    y = bottom;
    return { ...one, top, bottom };
  });
  const scale = linearScale([0, Math.max(1, durationNs)], [left, right]);
  return { left, right, panels, counts, bottom: y, x: (atNs) => Math.min(right, scale(atNs)) };
}
