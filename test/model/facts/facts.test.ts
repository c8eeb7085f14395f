/** The words of the machine card: nothing is left out, and what was not read says why. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuList, type FactGroup, group, known, mergeAlike } from '../../../src/model/facts/fact.ts';
import { machineGroups } from '../../../src/model/facts/machine-facts.ts';
import { probeFacts } from '../../../src/model/facts/probe-facts.ts';
import { stateGroups } from '../../../src/model/facts/state-facts.ts';
import { stateTable } from '../../../src/model/facts/state-table.ts';
import type { EndRecord, RunHeader } from '../../../src/model/run.ts';

const lines = readFileSync(fileURLToPath(new URL('../../fixtures/runs/post.jsonl', import.meta.url)), 'utf8')
  .trim()
  .split('\n');
const header = JSON.parse(lines[0] ?? '') as RunHeader;
const end = JSON.parse(lines.at(-1) ?? '') as EndRecord;

const textOf = (groups: readonly FactGroup[]): string =>
  groups.flatMap(({ facts }) => facts.map(({ name, text }) => `${name}: ${text}`)).join('\n');

/** Every reading of a card, by its path; each alone made unavailable. */
function withEachRefused<T>(card: T): { path: string; card: T }[] {
  const cards: { path: string; card: T }[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('state' in value) {
      const copy = structuredClone(card);
      let at = copy as Record<string | number, unknown>;
      for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
      at[path.at(-1) as string | number] = { state: 'unavailable', reason: `refused at ${path.join('.')}.` };
      cards.push({ path: path.join('.'), card: copy });
    }
    for (const [key, member] of Object.entries(value)) walk(member, [...path, key]);
  };
  walk(card, []);
  return cards;
}

test('every reading of the card that is unavailable shows its reason', () => {
  const cards = withEachRefused(header.machine);
  expect(cards.length).toBeGreaterThan(80);
  const silent = cards.filter(
    ({ path, card }) => !textOf(machineGroups(card)).includes(`refused at ${path}.`),
  );
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('and so does every reading of a state', () => {
  const cards = withEachRefused(header.before);
  const silent = cards.filter(({ path, card }) => !textOf(stateGroups(card)).includes(`refused at ${path}.`));
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('names are unique in their group: two states are joined by them', () => {
  for (const { title, facts } of [...machineGroups(header.machine), ...stateGroups(header.before)]) {
    const names = facts.map(({ name }) => name);
    expect(new Set(names).size, title).toBe(names.length);
  }
});

test('a card that is not as it should be costs its group, not the others', () => {
  const damaged = { ...header.machine, caches: 7, memory: null } as unknown as RunHeader['machine'];
  const groups = machineGroups(damaged);
  const lost = groups.filter(({ facts }) => facts.some(({ name }) => name === 'all of it'));
  expect(lost.map(({ title }) => title)).toEqual(['Caches of CPU 0', 'Memory']);
  expect(() =>
    group('x', () => {
      throw new Error('a fault of ours');
    }),
  ).toThrow('a fault of ours');
});

test('the software of a run that did not record it is missing with its reason', () => {
  const { software: _, ...older } = header.machine;
  expect(textOf(machineGroups(older))).toContain('did not record it');
});

describe('two states', () => {
  test('tell what has only grown by how much', () => {
    const rows = stateTable(header.before, end.after);
    const faults = rows.find(({ name }) => name === 'page faults');
    const [was, is] = [header.before.vmEvents.faults, end.after.vmEvents.faults].map((reading) =>
      reading.state === 'measured' ? reading.value : Number.NaN,
    ) as [number, number];
    expect(faults?.grown?.replaceAll(',', '')).toBe(String(is - was));
    expect(rows.find(({ name }) => name === 'available')?.grown).toBeNull();
  });

  test('of a run that was killed have no second', () => {
    const rows = stateTable(header.before, null);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.every(({ after, grown }) => after === undefined && grown === null)).toBe(true);
  });
});

test('the probe tells what it cannot count, and why', () => {
  const facts = probeFacts(header.probe, header.capabilities);
  expect(facts.find(({ name }) => name === 'SHA-256')?.text).toBe(header.probe.sha256);
  const refused = header.capabilities.perfCounters.filter(({ unsupported }) => unsupported !== null).length;
  expect(facts.filter(({ missing }) => missing)).toHaveLength(refused);
});

test('a list of CPUs is written as the kernel writes it, and can be read back', () => {
  expect(cpuList([0, 1, 2, 3, 7])).toBe('0-3, 7');
  expect(cpuList([])).toBe('none');
  const cpus = fc.uniqueArray(fc.nat(300), { minLength: 1 }).map((all) => all.sort((one, two) => one - two));
  fc.assert(
    fc.property(cpus, (all) => {
      const read = cpuList(all)
        .split(', ')
        .flatMap((part) => {
          const [from = 0, to = from] = part.split('-').map(Number);
          return Array.from({ length: to - from + 1 }, (_, index) => from + index);
        });
      expect(read).toEqual(all);
    }),
  );
});

test('neighbours that are alike become one, and only they', () => {
  const facts = ['a', 'a', 'b', 'a'].map((text) => known('', text));
  const merged = mergeAlike(facts, (first, last) => `${first}-${last}`);
  expect(merged.map(({ name, text }) => `${name} ${text}`)).toEqual(['0-1 a', '2-2 b', '3-3 a']);
});
