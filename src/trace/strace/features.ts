/** What an strace can do, as it says itself: options came over many versions, and distributions leave parts out. */

export type StraceFeatures = {
  /** `6.1`. */
  readonly version: string;
  /** Stops at the traced calls only (5.3, Linux 4.8); without it every system call of the program is stopped at. */
  readonly seccompBpf: boolean;
  /** Stamps and durations in nanoseconds, asked for with long options (5.6); without it, in microseconds. */
  readonly nanoseconds: boolean;
  /** Flags as numbers (4.24), which do not depend on what names it knows. */
  readonly rawNumbers: boolean;
  /** What walks stacks for `-k`: `libunwind`, `libdw`; null where it was built without. */
  readonly stackTraces: string | null;
  /** Ends the program when strace is ended (6.6). */
  readonly killOnExit: boolean;
  /** How thread ids of other namespaces are asked for in strace's own; null where they are not to be had. */
  readonly pidTranslation: string | null;
};

/** `versionText`: the answer to `strace -V`; `helpText`: to `strace -h`. Undefined where they are not strace's. */
export function parseFeatures(versionText: string, helpText: string): StraceFeatures | undefined {
  const [, version] = /^strace -- version (\S+)/m.exec(versionText) ?? [];
  if (version === undefined) return undefined;
  const has = (option: string): boolean => helpText.includes(option);
  const [, walker = null] = /\bstack-(?:trace|unwind)=(\S+)/.exec(versionText) ?? [];
  const translations = ['--decode-pids=pidns', '--pidns-translation'];
  return {
    version,
    seccompBpf: has('--seccomp-bpf'),
    nanoseconds: has('--absolute-timestamps') && has('--syscall-times'),
    rawNumbers: /^\s*-X\b/m.test(helpText),
    stackTraces: walker === 'no' ? null : walker,
    killOnExit: has('--kill-on-exit'),
    pidTranslation: translations.find(has) ?? null,
  };
}
