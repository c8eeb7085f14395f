/** Values over a time whose end is not known beforehand: at most 512 buckets, which double their width when they are full. */

const mostBuckets = 512;
const firstWidthNs = 1000;

/** Sums and gauges of a fixed number of channels. A gauge keeps its last value of each bucket; NaN where it has none. */
export class AdaptiveSeries {
  #widthNs = firstWidthNs;
  #used = 0;
  readonly #sums: Float64Array[];
  readonly #gauges: Float64Array[];

  constructor(sums: number, gauges: number) {
    this.#sums = Array.from({ length: sums }, () => new Float64Array(mostBuckets));
    this.#gauges = Array.from({ length: gauges }, () => new Float64Array(mostBuckets).fill(Number.NaN));
  }

  get bucketNs(): number {
    return this.#widthNs;
  }

  add(channel: number, atNs: number, amount: number): void {
    const bucket = this.#bucketAt(atNs);
    const sums = this.#sums[channel] as Float64Array;
    sums[bucket] = (sums[bucket] as number) + amount;
  }

  set(channel: number, atNs: number, value: number): void {
    const bucket = this.#bucketAt(atNs);
    (this.#gauges[channel] as Float64Array)[bucket] = value;
  }

  /** One bucket each up to the last that was used. */
  sums(channel: number): number[] {
    return [...(this.#sums[channel] as Float64Array).subarray(0, this.#used)];
  }

  /** A bucket without a value of its own has the one before it; null before the first. */
  gauge(channel: number): (number | null)[] {
    let last: number | null = null;
    return [...(this.#gauges[channel] as Float64Array).subarray(0, this.#used)].map((value) => {
      if (!Number.isNaN(value)) last = value;
      return last;
    });
  }

  #bucketAt(atNs: number): number {
    const at = Math.max(0, atNs);
    while (at >= this.#widthNs * mostBuckets) this.#double();
    const bucket = Math.floor(at / this.#widthNs);
    if (bucket >= this.#used) this.#used = bucket + 1;
    return bucket;
  }

  #double(): void {
    this.#widthNs *= 2;
    this.#used = Math.ceil(this.#used / 2);
    for (const sums of this.#sums) {
      for (let to = 0; to < mostBuckets / 2; to++) {
        sums[to] = (sums[2 * to] as number) + (sums[2 * to + 1] as number);
      }
      sums.fill(0, mostBuckets / 2);
    }
    for (const gauge of this.#gauges) {
      for (let to = 0; to < mostBuckets / 2; to++) {
        const [first, second] = [gauge[2 * to] as number, gauge[2 * to + 1] as number];
        gauge[to] = Number.isNaN(second) ? first : second;
      }
      gauge.fill(Number.NaN, mostBuckets / 2);
    }
  }
}
