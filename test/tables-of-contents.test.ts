/** Each table of contents lists what its folder holds, and nothing else. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { commandNames } from '../src/cli/declare/index.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The names of a list in code, on one line or on many. */
const listed = (list: string): string[] =>
  list
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** The files of one folder, as paths from the root. */
const filesOf = (folder: string): string[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => `${folder}/${entry.name}`)
    : [];

describe('a table of contents', () => {
  test('of experiments lists every experiment of the folder, and nothing else', () => {
    const parts = ['index', 'make-arm', 'make-scenario-stage', 'choose-design', 'calibration'].map(
      (name) => `src/experiments/${name}.ts`,
    );
    const inFolder = filesOf('src/experiments').filter((path) => !parts.includes(path));
    const index = read('src/experiments/index.ts');
    const imported = [...index.matchAll(/^import \{ (\w+) \} from '\.\/([\w-]+)\.ts';$/gm)];
    expect(imported.map(([, , file]) => `src/experiments/${file}.ts`).sort()).toEqual(inFolder.sort());
    const list = /experiments: readonly Experiment\[\] = \[([^\]]*)\]/.exec(index)?.[1] ?? '';
    expect(listed(list).sort()).toEqual(imported.map(([, name = '']) => name).sort());
  });

  test('of commands lists every command of the folder, and nothing else', () => {
    const inFolder = filesOf('src/cli/commands').map((path) => basename(path, '.ts'));
    expect([...commandNames].sort()).toEqual(inFolder.sort());
    const inDeclare = filesOf('src/cli/declare').map((path) => basename(path, '.ts'));
    expect([...commandNames, 'index', 'shared-options'].sort()).toEqual(inDeclare.sort());
  });

  test('of claims lists every claim of the folder, and nothing else, in the order of their numbers', () => {
    const inFolder = filesOf('src/claims/records').map((path) => basename(path, '.ts'));
    const lists = ['post', 'program', 'practice'].flatMap((name) => {
      const list =
        /: readonly Claim\[\] = \[([^\]]*)\]/.exec(read(`src/claims/${name}-claims.ts`))?.[1] ?? '';
      const ids = list.split(/[,\s]+/).filter(Boolean);
      expect(ids).toEqual([...ids].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))));
      return ids;
    });
    expect(lists.sort()).toEqual(inFolder.sort());
  });

  test('of scenarios lists every scenario of the folder, and nothing else', () => {
    const inFolder = filesOf('probe/subject/scenarios')
      .filter((path) => path.endsWith('.c') && read(path).includes('const struct scenario scenario_'))
      .map((path) => basename(path, '.c'));
    const entries = [...read('probe/subject/scenarios.c').matchAll(/^ {4}&scenario_(\w+),$/gm)];
    expect(entries.map(([, name = '']) => name.replaceAll('_', '-'))).toEqual(inFolder.sort());
  });

  test('of strategies lists every strategy of the folder, and nothing else', () => {
    const shared = ['allocator', 'anonymous'];
    const inFolder = filesOf('probe/strategies')
      .filter((path) => path.endsWith('.c'))
      .map((path) => basename(path, '.c'))
      .filter((name) => !shared.includes(name));
    const entries = [...read('probe/strategies.c').matchAll(/^ {4}&strategy_(\w+),$/gm)];
    expect(entries.map(([, name = '']) => name.replaceAll('_', '-')).sort()).toEqual(inFolder.sort());
  });
});
