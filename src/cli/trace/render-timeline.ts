/** What was mapped, resident and faulted over time, each as one line of bars. */
import type { Timeline } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration } from '../../model/units.ts';
import { wrap } from '../terminal.ts';
import type { TraceGlyphs } from './glyphs.ts';

const columns = 50;
const nameWidth = 11;

/** At most 50 columns from as many buckets as there are: of each group what `pick` makes of it. */
function toColumns<T>(values: readonly T[], pick: (group: readonly T[]) => number | null): (number | null)[] {
  const count = Math.min(columns, values.length);
  return Array.from({ length: count }, (_, column) =>
    pick(
      values.slice(
        Math.floor((column * values.length) / count),
        Math.floor(((column + 1) * values.length) / count),
      ),
    ),
  );
}

function largest(group: readonly (number | null)[]): number | null {
  return group.reduce<number | null>(
    (most, value) => (value === null ? most : Math.max(most ?? 0, value)),
    null,
  );
}

/** Bars from zero to the largest; anything above zero shows. */
export function sparkline(values: readonly (number | null)[], { bars, unknown }: TraceGlyphs): string {
  const most = largest(values) ?? 0;
  return values
    .map((value) => {
      if (value === null) return unknown;
      if (value <= 0 || most === 0) return bars[0];
      return bars[Math.max(1, Math.round((value / most) * (bars.length - 1)))];
    })
    .join('');
}

function gaugeLine(name: string, values: readonly (number | null)[], glyphs: TraceGlyphs): string[] {
  const shown = toColumns(values, largest);
  const most = largest(values);
  if (most === null || most === 0) return [];
  return [`  ${name.padEnd(nameWidth)}${sparkline(shown, glyphs)}  ${formatBytes(most)}`];
}

/** The label says the highest rate of a bucket. */
function rateLine(name: string, counts: readonly number[], bucketNs: number, glyphs: TraceGlyphs): string[] {
  const most = counts.reduce((high, count) => Math.max(high, count), 0);
  if (most === 0) return [];
  const shown = toColumns(counts, (group) => group.reduce((sum, count) => sum + count, 0) / group.length);
  const rate = Math.round((most * 1e9) / bucketNs);
  return [`  ${name.padEnd(nameWidth)}${sparkline(shown, glyphs)}  ${formatCount(rate)}/s`];
}

export function renderTimeline(timeline: Timeline, durationNs: number, glyphs: TraceGlyphs): string[] {
  const { bucketNs, touchedBytes, residentBytes } = timeline;
  const lines = [
    ...gaugeLine('mapped', timeline.mappedBytes, glyphs),
    ...gaugeLine('heap', timeline.heapBytes, glyphs),
    ...gaugeLine('touched', touchedBytes, glyphs),
    ...gaugeLine('resident', residentBytes, glyphs),
    ...rateLine('calls', timeline.calls, bucketNs, glyphs),
    ...rateLine('minor', timeline.minorFaults, bucketNs, glyphs),
    ...rateLine('major', timeline.majorFaults, bucketNs, glyphs),
  ];
  if (lines.length === 0) return [];
  const touched = touchedBytes.some((value) => value !== null)
    ? ' Touched: pages faulted and not given up, one page a fault, though a fault can map more.'
    : '';
  const resident = residentBytes.some((value) => value !== null) ? ' Resident: as smaps_rollup said.' : '';
  const told = `From the launch to ${formatDuration(durationNs)}; the figure is the highest.${touched}${resident}`;
  return [...lines, wrap(told, '  ')];
}
