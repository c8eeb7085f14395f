/** Two states of a machine side by side: before a run and after it. */
import type { MachineState } from '../machine.ts';
import type { Fact } from './fact.ts';
import { stateGroups } from './state-facts.ts';

export type StateRow = {
  readonly group: string;
  readonly name: string;
  readonly before: Fact | undefined;
  readonly after: Fact | undefined;
  /** Of what only grows: by how much, in words. */
  readonly grown: string | null;
};

function grown(before: Fact | undefined, after: Fact | undefined): string | null {
  if (!before?.counter || !after?.counter) return null;
  return after.counter.inWords(after.counter.value - before.counter.value);
}

function keyed(state: MachineState | null): Map<string, { readonly group: string; readonly fact: Fact }> {
  const groups = state ? stateGroups(state) : [];
  return new Map(
    groups.flatMap(({ title, facts }) =>
      facts.map((fact) => [JSON.stringify([title, fact.name]), { group: title, fact }]),
    ),
  );
}

/** Every reading of either; `after` is null where the run was killed. */
export function stateTable(before: MachineState, after: MachineState | null): StateRow[] {
  const [was, is] = [keyed(before), keyed(after)];
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => {
    const [first, second] = [was.get(key), is.get(key)];
    const one = first ?? second;
    return {
      group: one?.group ?? '',
      name: one?.fact.name ?? '',
      before: first?.fact,
      after: second?.fact,
      grown: grown(first?.fact, second?.fact),
    };
  });
}
