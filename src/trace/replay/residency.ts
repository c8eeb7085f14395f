/** What grew of the resident size, from the samples of `smaps_rollup`: of the process that became largest. */
import type { SampleRecord } from '../../model/trace.ts';
import type { TraceFinding } from '../../model/trace-view.ts';
import { formatBytes, formatDuration, formatNumber } from '../../model/units.ts';

type Course = { readonly first: SampleRecord; most: SampleRecord; samples: number };

/** Further processes are only part of the timeline. */
const mostProcesses = 10_000;

/** The parts of a difference that are worth a word, as `36 MiB of anonymous memory`. */
function partsOf({ first, most }: Course): string[] {
  const other = (sample: SampleRecord): number => sample.rssBytes - sample.anonymousBytes;
  const parts: [number, string][] = [
    [most.anonymousBytes - first.anonymousBytes, 'of anonymous memory'],
    [other(most) - other(first), 'of files and shared memory'],
  ];
  return parts.filter(([bytes]) => bytes > 0).map(([bytes, what]) => `${formatBytes(bytes)} ${what}`);
}

function growthInWords(course: Course): string {
  const { first, most } = course;
  const grown = most.rssBytes - first.rssBytes;
  if (grown <= 0) return `never more than the ${formatBytes(first.rssBytes)} of the first reading`;
  const huge = most.anonHugePagesBytes - first.anonHugePagesBytes;
  const inHuge = huge > 0 ? `, ${formatBytes(huge)} of it in huge pages` : '';
  return (
    `from ${formatBytes(first.rssBytes)} at ${formatDuration(first.atNs)} to ${formatBytes(most.rssBytes)} at ${formatDuration(most.atNs)}; ` +
    `what grew: ${partsOf(course).join(', ')}${inHuge}`
  );
}

export class Residency {
  readonly #courses = new Map<number, Course>();

  sample(record: SampleRecord): void {
    const course = this.#courses.get(record.pid);
    if (!course) {
      if (this.#courses.size < mostProcesses)
        this.#courses.set(record.pid, { first: record, most: record, samples: 1 });
      return;
    }
    course.samples++;
    if (record.rssBytes > course.most.rssBytes) course.most = record;
  }

  /** `samplesPerSecond`: the rate that was asked for. */
  findings(samplesPerSecond: number): TraceFinding[] {
    const [largest] = [...this.#courses.values()].sort((a, b) => b.most.rssBytes - a.most.rssBytes);
    if (!largest) return [];
    const { first, most, samples } = largest;
    return [
      {
        kind: 'resident',
        sentence: `The resident size of process ${first.pid}, read ${formatNumber(samples, 'time')} (${samplesPerSecond} a second were asked for): ${growthInWords(largest)}.`,
        figures: {
          pid: first.pid,
          samples,
          samplesPerSecond,
          firstRssBytes: first.rssBytes,
          mostRssBytes: most.rssBytes,
          anonymousGrowthBytes: most.anonymousBytes - first.anonymousBytes,
          hugeGrowthBytes: most.anonHugePagesBytes - first.anonHugePagesBytes,
        },
      },
    ];
  }
}
