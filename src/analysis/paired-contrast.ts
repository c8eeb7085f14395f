/** One arm against the reference, block by block, as it grows: the running anytime-valid interval of the paired ratio. */
import {
  type ConfidenceSequence,
  confidenceSequence,
  dependence,
  widenForDependence,
} from '../statistics/index.ts';
import type { Contrast } from './verdict.ts';

/** ln(arm / reference) of two times in nanoseconds. A clock that read nothing counts as one nanosecond. */
export function logRatio(armNs: number, referenceNs: number): number {
  return Math.log(Math.max(1, armNs)) - Math.log(Math.max(1, referenceNs));
}

export class PairedContrast {
  readonly #sequence: ConfidenceSequence;
  readonly #alpha: number;

  constructor(alpha: number) {
    this.#alpha = alpha;
    this.#sequence = confidenceSequence(alpha);
  }

  /** Takes the natural logarithm of the ratio of the arm's time to the reference's in one block. */
  addLogRatio(logRatio: number): void {
    this.#sequence.add(logRatio);
  }

  /** A copy of the log ratios, in order of arrival. */
  get values(): Float64Array {
    return this.#sequence.values;
  }

  get count(): number {
    return this.#sequence.count;
  }

  /** As it stands, for stopping: cheap. */
  standing(): Contrast {
    const sequence = this.#sequence;
    return { interval: sequence.interval(), median: sequence.median(), broken: sequence.broken };
  }

  /** As it is reported: widened where the blocks depend on each other, with the autocorrelation that says so. */
  settled(): Contrast & { readonly autocorrelation: number | undefined } {
    const standing = this.standing();
    if (this.count < 10) return { ...standing, autocorrelation: undefined };
    const { values } = this.#sequence;
    const { direction, autocorrelation } = dependence(values);
    if (direction !== 'positive') return { ...standing, autocorrelation: undefined };
    return {
      ...standing,
      interval: widenForDependence(values, this.#alpha, standing.interval),
      autocorrelation,
    };
  }
}
