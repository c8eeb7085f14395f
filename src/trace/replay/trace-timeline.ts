/** What is mapped, touched and resident over time, all processes added. */
import type { SampleRecord } from '../../model/trace.ts';
import type { Timeline } from '../../model/trace-view.ts';
import { AdaptiveSeries } from './adaptive-series.ts';
import type { Process } from './process.ts';

const sums = { calls: 0, minor: 1, major: 2 };
const gauges = { mapped: 0, heap: 1, touched: 2, resident: 3 };

export class TraceTimeline {
  readonly #series = new AdaptiveSeries(3, 4);
  #mapped = 0;
  #heap = 0;
  #touched = 0;
  #resident = 0;
  #sampled = false;
  readonly #residentOf = new Map<number, number>();
  peakSampledBytes = 0;

  call(atNs: number): void {
    this.#series.add(sums.calls, atNs, 1);
  }

  fault(atNs: number, major: boolean): void {
    this.#series.add(major ? sums.major : sums.minor, atNs, 1);
  }

  /** The process's memory is no longer what it was. */
  changed({ space, gauges: own, untilNs, pid }: Process, atNs: number): void {
    const gone = untilNs !== null;
    const mapped = gone ? 0 : space.gauges.mappedBytes;
    const heap = gone ? 0 : space.gauges.heapBytes;
    const touched = gone ? 0 : space.pages.presentBytes;
    this.#mapped += mapped - own.mapped;
    this.#heap += heap - own.heap;
    this.#touched += touched - own.touched;
    Object.assign(own, { mapped, heap, touched });
    this.#series.set(gauges.mapped, atNs, this.#mapped);
    this.#series.set(gauges.heap, atNs, this.#heap);
    this.#series.set(gauges.touched, atNs, this.#touched);
    if (gone && this.#residentOf.has(pid)) this.#setResident(pid, 0, atNs);
  }

  sample({ pid, rssBytes, atNs }: SampleRecord): void {
    this.#sampled = true;
    if (rssBytes > this.peakSampledBytes) this.peakSampledBytes = rssBytes;
    this.#setResident(pid, rssBytes, atNs);
  }

  #setResident(pid: number, bytes: number, atNs: number): void {
    this.#resident += bytes - (this.#residentOf.get(pid) ?? 0);
    if (bytes === 0) this.#residentOf.delete(pid);
    else this.#residentOf.set(pid, bytes);
    this.#series.set(gauges.resident, atNs, this.#resident);
  }

  /** Buckets up to `untilNs`. */
  timeline(faults: boolean, untilNs: number): Timeline {
    const series = this.#series;
    series.add(sums.calls, untilNs, 0);
    const unknown = (values: (number | null)[]): null[] => values.map(() => null);
    const touched = series.gauge(gauges.touched);
    const resident = series.gauge(gauges.resident);
    return {
      bucketNs: series.bucketNs,
      mappedBytes: series.gauge(gauges.mapped),
      heapBytes: series.gauge(gauges.heap),
      touchedBytes: faults ? touched : unknown(touched),
      residentBytes: this.#sampled ? resident : unknown(resident),
      calls: series.sums(sums.calls),
      minorFaults: series.sums(sums.minor),
      majorFaults: series.sums(sums.major),
    };
  }
}
