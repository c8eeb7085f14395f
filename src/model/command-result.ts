/** What is exported of one command: every counted execution, in the order of the blocks. */
export type CommandResult = {
  readonly name: string;
  readonly wallNs: readonly number[];
  readonly userNs: readonly number[];
  readonly systemNs: readonly number[];
  /** One for each execution; null where a signal ended it. */
  readonly exitCodes: readonly (number | null)[];
  /** VmHWM of the largest process in each witness trial, bytes; empty where it could not be read. */
  readonly peakBytes: readonly number[];
  readonly parameters: Readonly<Record<string, string>>;
};
