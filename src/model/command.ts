/** What a command is asked and counted by the probe: the parts of its protocol that trials of strategies have no use for. */

/** One execution of any command. Paths are absolute; null stands for /dev/null. */
export type CommandRequest = {
  readonly command: {
    /** 1 to 512 words; the first is searched for in the supervisor's PATH. */
    readonly argv: readonly string[];
    readonly directory: string | null;
    readonly input: string | null;
    /** A path, 'inherit', 'pipe', or null. */
    readonly output: string | null;
    /** The supervisor's environment, which is then the user's, beneath `environment`. */
    readonly inheritEnvironment: boolean;
  };
  readonly environment: Readonly<Record<string, string>>;
  readonly paddingBytes: number;
  readonly cpu: number;
  readonly deadlineMs: number;
  /** Untimed, every process of it watched until its end. */
  readonly witness: boolean;
};

/** What wait4() counts, by name: nanoseconds, and numbers. */
export const usageCounts = [
  'userNs',
  'systemNs',
  'minorFaults',
  'majorFaults',
  'voluntarySwitches',
  'involuntarySwitches',
] as const;

/** What the kernel counted for a command and for those of its descendants that were waited for. */
export type CommandUsage = Readonly<Record<(typeof usageCounts)[number], number>> & {
  /** Processes that were still running when the command had ended; they were ended before the next trial. */
  readonly leftRunning: number;
  /**
   * Nanoseconds that its main thread was ready to run and had no CPU, and the supervisor before it saw the end; missing where
   * the kernel does not count it (/proc/PID/schedstat).
   */
  readonly waitedNs?: number;
  /** What it printed, where that went into a pipe: bytes, and their FNV-1a hash in hexadecimal. */
  readonly printed?: { readonly bytes: number; readonly hash: string };
};

/** The peak of resident memory (VmHWM) of a command's processes. */
export type PeakMemory = {
  /** Of the process that had the highest. */
  readonly largestBytes: number;
  /** Over all processes; an upper bound of what they had together. */
  readonly sumBytes: number;
  readonly processes: number;
  /** Of all processes together, main threads included. */
  readonly threads: number;
};
