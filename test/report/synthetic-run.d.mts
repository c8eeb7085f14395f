/** Types of the writer of synthetic runs. */
export type SyntheticOptions = {
  /** Sizes among which the trials are shared, 1 to 5; 5 unless told otherwise. Each has four arms and the control. */
  readonly cells?: number;
  /** The share of the timed trials that must be refused, 0 to 1; each way in turn. */
  readonly refused?: number;
  /** Markup, quotes, direction marks and 10 kB in every string that comes from outside. */
  readonly hostile?: boolean;
  /** Ends within a line, as a run that was killed does. */
  readonly cutOff?: boolean;
};

/**
 * A run file with that many timed trials of fresh processes, beside the warm-up and the witness trials of the recorded run that it
 * varies. The same seed gives the same file. Holds one piece of the file at a time: a million trials are some 300 MB.
 */
export function writeSyntheticRun(
  path: string,
  trials: number,
  seed: number,
  options?: SyntheticOptions,
): void;
