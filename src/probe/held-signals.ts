/** Signals to this process while a command of the user's runs below it: they are the command's to answer. */

/** The terminal sends these to the whole process group: the command has them already. */
const reachTheCommand = ['SIGINT', 'SIGQUIT'] as const;
/** Whoever sends these may mean this process alone. */
const passedOn = ['SIGTERM', 'SIGHUP'] as const;

type HeldSignal = (typeof reachTheCommand | typeof passedOn)[number];

export function isHeld(signal: string | null): signal is HeldSignal {
  return [...reachTheCommand, ...passedOn].some((name) => name === signal);
}

/** Instead of ending this process a signal calls `take`; `reached`: the command has it too. Returns what undoes it. */
export function holdSignals(take: (signal: HeldSignal, reached: boolean) => void): () => void {
  const taken = new Map<HeldSignal, () => void>([
    ...reachTheCommand.map((name) => [name, () => take(name, true)] as const),
    ...passedOn.map((name) => [name, () => take(name, false)] as const),
  ]);
  for (const [name, listener] of taken) process.on(name, listener);
  return () => {
    for (const [name, listener] of taken) process.off(name, listener);
  };
}
