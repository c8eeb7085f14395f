/** The commands, in the order in which help shows them; each is declared here and performed by the file of its name in commands/. */
import type { Command } from '@commander-js/extra-typings';

type Declare = (program: Command) => void;

/** Loaded when needed: who names a command waits for no other. */
const declarations: Readonly<Record<string, () => Promise<Declare>>> = {
  run: async () => (await import('./run.ts')).declareRun,
  compare: async () => (await import('./compare.ts')).declareCompare,
  layout: async () => (await import('./layout.ts')).declareLayout,
  trace: async () => (await import('./trace.ts')).declareTrace,
  claims: async () => (await import('./claims.ts')).declareClaims,
  explain: async () => (await import('./explain.ts')).declareExplain,
  list: async () => (await import('./list.ts')).declareList,
  machine: async () => (await import('./machine.ts')).declareMachine,
  show: async () => (await import('./show.ts')).declareShow,
  report: async () => (await import('./report.ts')).declareReport,
  trust: async () => (await import('./trust.ts')).declareTrust,
  schema: async () => (await import('./schema.ts')).declareSchema,
};

/** Their names. */
export const commandNames: readonly string[] = Object.keys(declarations);

/** Declares the command that the word names; all of them where it names none. */
export async function declareCommands(program: Command, word: string | undefined): Promise<void> {
  const named = Object.entries(declarations).filter(([name]) => name === word);
  const wanted = named.length > 0 ? named : Object.entries(declarations);
  for (const declare of await Promise.all(wanted.map(([, load]) => load()))) declare(program);
}
