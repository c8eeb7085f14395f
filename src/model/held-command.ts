/** A command that is run and held at a point of its life, so that its memory can be read while it stands still. */

/**
 * - `exec`: the kernel has just put the program, its loader, its stack and the vdso in place; nothing of it has run. Of the first
 *   program that is executed: an interpreter for a script, `env` for `env NAME=VALUE program`.
 * - `main`: the dynamic loader has mapped the libraries and hands over to that program, at its entry point.
 * - `exit`: the process, whatever it has executed since, has ended its work or met a fatal signal; its memory is whole.
 * - `afterMs`: so many milliseconds after the exec.
 */
export type HoldPoint = 'exec' | 'main' | 'exit' | { readonly afterMs: number };

/** How a command ended: `ended` by whoever held it. Signals by name. */
export type HeldEnding =
  | { readonly how: 'exit'; readonly code: number }
  | { readonly how: 'signal'; readonly signal: string }
  | { readonly how: 'ended' };

/** What is known of the stop. */
export type HoldStop = {
  readonly at: HoldPoint;
  /** The command's own process id: of which thread `/proc` shows its memory, `holdCommand` says apart. */
  readonly pid: number;
  /** Threads that could not be stopped in time and may move while it is read; 0 nearly always. */
  readonly movingThreads: number;
  /** Single steps that were made to the entry point, where the machine has no hardware breakpoint; else 0. */
  readonly singleSteps: number;
  /** At `exit`: what it is about to end with. */
  readonly pending?: HeldEnding;
};

/** What decides where the kernel puts things, as it is to be for the command; absent: as it is here. */
export type LayoutConditions = {
  /** Without address-space randomisation (ADDR_NO_RANDOMIZE). */
  readonly noRandomize?: boolean;
  /** mmap from below upwards (ADDR_COMPAT_LAYOUT). */
  readonly legacyLayout?: boolean;
  /** The soft limit of the stack, RLIMIT_STACK. */
  readonly stackBytes?: number | 'unlimited';
};

/** One execution of many, as its kernel files were at the point; or why it was not held there. */
export type HeldExecution = { readonly maps: string; readonly stat: string } | { readonly unheld: string };
