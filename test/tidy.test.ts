/** The house rules of the design, held against the files as they are. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { version } from '../src/model/version.ts';
import { protocolVersion } from '../src/probe/protocol.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
});
const allFiles = listed
  .split('\n')
  .filter((path) => path !== '' && statSync(join(root, path), { throwIfNoEntry: false })?.isFile());
const ours = allFiles.filter(
  (path) =>
    /^(src|probe|subjects|test|bench|scripts|docs)\//.test(path) && !/^test\/(fixtures|golden)\//.test(path),
);
const self = 'test/tidy.test.ts';

const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const below = (folder: string): string[] => ours.filter((path) => path.startsWith(`${folder}/`));

/** `path:line` of every line of the files that the pattern is found in. */
function linesWith(paths: readonly string[], pattern: RegExp): string[] {
  return paths.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  );
}

/** Who may import whom, beside itself. The command line and src/index.ts may import everything. */
const mayImport: Record<string, readonly string[]> = {
  runner: ['probe', 'machine', 'model', 'statistics'],
  trace: ['layout', 'probe', 'machine', 'model'],
  analysis: ['claims', 'statistics', 'model'],
  claims: ['statistics', 'model'],
  experiments: ['model'],
  exporters: ['model'],
  report: ['model'],
  layout: ['statistics', 'model'],
  probe: ['model'],
  machine: ['model'],
  model: [],
  statistics: [],
};

/** The files of ours that a file imports, types included. */
function importsOf(path: string): string[] {
  const found = read(path).matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.[^']*)'/g);
  return [...found].map(([, target = '']) => normalize(join(dirname(path), target)));
}

const folderOf = (path: string): string => (path.split('/').length > 2 ? (path.split('/')[1] ?? '') : '');

describe('imports', () => {
  const sources = below('src').filter((path) => /\.tsx?$/.test(path));

  test('every folder of src has its place in the order of imports', () => {
    const folders = new Set(sources.map(folderOf));
    expect([...folders].filter((name) => !['', 'cli', ...Object.keys(mayImport)].includes(name))).toEqual([]);
    expect(sources.filter((path) => folderOf(path) === '')).toEqual(['src/index.ts']);
  });

  test('flow downward only', () => {
    const wrong = sources.flatMap((path) => {
      const from = folderOf(path);
      if (from === '' || from === 'cli') return [];
      const allowed = [from, ...(mayImport[from] ?? [])];
      return importsOf(path)
        .filter((target) => !allowed.includes(folderOf(target)))
        .map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('of another folder go through its index where it has one', () => {
    const wrong = sources.flatMap((path) => {
      const others = importsOf(path).filter((target) => folderOf(target) !== folderOf(path));
      const open = ['model', 'cli'];
      const inner = others.filter(
        (target) => !open.includes(folderOf(target)) && basename(target) !== 'index.ts',
      );
      return inner.map((target) => `${path} -> ${target}`);
    });
    expect(wrong).toEqual([]);
  });

  test('of sources lead to files that exist, inside src', () => {
    const known = below('src');
    const lost = sources.flatMap((path) => importsOf(path).filter((target) => !known.includes(target)));
    expect(lost).toEqual([]);
  });

  test('of the probe know no TypeScript and no experiment', () => {
    expect(linesWith(below('probe'), /\.ts"|experiment/i)).toEqual([]);
  });

  test('only the command line prints, colours and exits', () => {
    const quiet = below('src').filter((path) => folderOf(path) !== 'cli');
    expect(linesWith(quiet, /process\.(stdout|stderr|exit|exitCode)\b|console\.|styleText/)).toEqual([]);
  });
});

describe('files', () => {
  test('of src, probe, subjects and test have 250 lines at most', () => {
    const long = [...below('src'), ...below('probe'), ...below('subjects'), ...below('test')]
      .map((path) => ({ path, lines: read(path).split('\n').length - 1 }))
      .filter(({ lines }) => lines > 250);
    expect(long).toEqual([]);
  });

  test('and folders are named in kebab-case', () => {
    const names = ours.flatMap((path) => path.split('/').map((name) => ({ path, name })));
    const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|d))?(\.[a-z0-9]+)?$/;
    // Decisions may be numbered; a read-me and its like are written as the world writes them.
    const known = /^(README|ARCHITECTURE|DESIGN|CHANGELOG|CONTRIBUTING)\.md$|^\.gitkeep$/;
    expect(names.filter(({ name }) => !kebab.test(name) && !known.test(name))).toEqual([]);
  });

  test('are named after what they hold, not utils, helpers, common, manager, misc, data or info', () => {
    const banned = /^(.*-)?(utils?|helpers?|common|managers?|misc|data|info)(\.|$)/;
    expect(ours.filter((path) => path.split('/').some((name) => banned.test(name)))).toEqual([]);
  });

  test('of src, probe and subjects say in their first line what they are for', () => {
    const code = [...below('src'), ...below('probe'), ...below('subjects')].filter((path) =>
      /\.(tsx?|mjs|c|h)$/.test(path),
    );
    const silent = code.filter((path) => {
      const [first = '', second = ''] = read(path).split('\n');
      return !/^(\/\*|\/\/)/.test(first.startsWith('#!') ? second : first);
    });
    // Types whose names say it.
    expect(silent.filter((path) => folderOf(path) !== 'model')).toEqual([]);
  });
});

describe('no file', () => {
  test('leaves work or a print behind', () => {
    const places = [...below('src'), ...below('probe'), ...below('subjects'), ...below('test')].filter(
      (path) => path !== self,
    );
    expect(linesWith(places, /\b(TODO|FIXME|XXX|HACK)\b/)).toEqual([]);
    // Its child process answers the test by printing.
    const answers = 'test/probe/build-at-once.test.ts';
    expect(
      linesWith(
        places.filter((path) => path !== answers),
        /console\.log/,
      ),
    ).toEqual([]);
  });

  test('of the tests is skipped, singled out or put off by hand', () => {
    const places = below('test').filter((path) => path !== self);
    const byHand =
      /\b(test|it|describe|suite|bench)(\.\w+)*\.(only|skip|skipIf|runIf|todo|fails)\b|\b(xit|xtest|xdescribe|fit|fdescribe)\(/;
    expect(linesWith(places, byHand)).toEqual([]);
    expect(linesWith(places, /\bskip\(\s*\)/)).toEqual([]);
  });

  test("holds a path of a developer's machine", () => {
    const text = allFiles.filter(
      (path) => !/^test\/(fixtures|golden)\//.test(path) && path !== self && path !== 'package-lock.json',
    );
    expect(linesWith(text, /(?<![\w.~}])\/(home|work|root|Users)\/\w/)).toEqual([]);
  });
});

describe('what is said twice agrees', () => {
  test('the version of the package and of the sources', () => {
    expect(version).toBe(JSON.parse(read('package.json')).version);
    expect(JSON.parse(read('package-lock.json')).version).toBe(version);
  });

  test('the protocol of the probe in C and in TypeScript', () => {
    expect(read('probe/describe.h')).toMatch(
      new RegExp(`^#define PROTOCOL_VERSION ${protocolVersion}$`, 'm'),
    );
  });

  test('the folder tree of ARCHITECTURE.md and the folders that there are', () => {
    const pages = allFiles.filter((path) => basename(path) === 'ARCHITECTURE.md');
    expect(pages.flatMap((page) => lostFolders(read(page)))).toEqual([]);
  });

  test('the words of the glossary and the words of the laboratory', () => {
    if (!existsSync(join(root, 'docs/glossary.md'))) return;
    const words =
      'trial, block, arm, phase, sample, witness, run, reading, estimate, comparison, verdict, finding';
    const wanted = [...words.split(', '), 'control arm', 'first touch', 'minor fault'];
    const glossary = read('docs/glossary.md');
    // A word is defined where a line begins with it: as a heading, in bold, in a list or in a table.
    const defines = (word: string): boolean =>
      new RegExp(`^(?:#+ |[-*] |\\| ?)?(?:\\*\\*|\`)?${word}s?(?:\\*\\*|\`|$| *[:|,(-])`, 'im').test(
        glossary,
      );
    expect(wanted.filter((word) => !defines(word))).toEqual([]);
  });
});

/** The folders that the trees of a page name and that are not there. A tree is a fenced block with lines like `  name/`. */
function lostFolders(page: string): string[] {
  const blocks = [...page.matchAll(/^```[^\n]*\n(.*?)^```/gms)].map(([, block = '']) => block);
  return blocks.flatMap((block) => {
    const above: { indent: number; name: string }[] = [];
    return block.split('\n').flatMap((line) => {
      const match = /^([\s│├└─]*)([\w.-]+(?:\/[\w.-]+)*)\/(?:\s|$)/.exec(line);
      if (!match) return [];
      const [, { length: indent } = '', name = ''] = match;
      while ((above.at(-1)?.indent ?? -1) >= indent) above.pop();
      above.push({ indent, name });
      const path = above.map((one) => one.name).join('/');
      return existsSync(join(root, path)) || path === 'firsttouch' ? [] : [path];
    });
  });
}
