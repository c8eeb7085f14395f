/** Command lines as typed: into words or to a shell, parameters filled in, hyperfine's spellings. */
import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { joinOptions } from '../../src/cli/parameter-list.ts';
import { type CommandOptions, parseCommands } from '../../src/cli/parse-commands.ts';
import { splitWords } from '../../src/cli/split-words.ts';
import { Problem } from '../../src/model/problem.ts';

describe('a line of plain words', () => {
  test.each([
    ['ls -l', ['ls', '-l']],
    ['  ls\t-l  ', ['ls', '-l']],
    ['grep \'a b\' "c d"', ['grep', 'a b', 'c d']],
    ['a\'b\'"c"d', ['abcd']],
    ['echo \'\' ""', ['echo', '', '']],
    ['echo a\\ b \\\\ \\"', ['echo', 'a b', '\\', '"']],
    ['echo "\\$HOME \\" \\a"', ['echo', '$HOME " \\a']],
    ["echo '$HOME | *'", ['echo', '$HOME | *']],
    ['cc -DA=1 a~ a#b', ['cc', '-DA=1', 'a~', 'a#b']],
    ['dd if=/dev/zero of=/dev/null', ['dd', 'if=/dev/zero', 'of=/dev/null']],
  ])('%s is executed directly', (line, words) => {
    expect(splitWords(line)).toEqual({ words, needsShell: undefined });
  });

  test('is split as sh splits it, whatever is quoted in it', () => {
    const word = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '"', "'", '\\', '-', '\t'),
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
        const line = `printf '%s\\n' ${words.map((one) => `'${one.replaceAll("'", "'\\''")}'`).join(' ')}`;
        expect(splitWords(line)).toEqual({ words: ['printf', '%s\\n', ...words], needsShell: undefined });
        expect(execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' })).toBe(`${words.join('\n')}\n`);
      }),
      { numRuns: 50 },
    );
  });
});

test.each([
  'a | b',
  'a > f',
  'a; b',
  'a && b',
  'echo $A',
  'echo "$A"',
  'echo `a`',
  'ls *.c',
  'ls a?',
  'ls [ab]',
  'A=1 b',
  'cd x',
  'times',
  'ls ~/a',
  'a # b',
  '! a',
  'time a',
  'a\nb',
  'exit 3',
  '(a)',
  'if a',
])('%s needs a shell', (line) => {
  expect(splitWords(line).needsShell).toBeDefined();
  expect(parseCommands([line], {})).toMatchObject([{ argv: ['/bin/sh', '-c', line], shell: '/bin/sh' }]);
});

const wrong = (lines: readonly string[], options: CommandOptions = {}): string => {
  try {
    parseCommands(lines, options);
    return 'accepted';
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return (error as Problem).code;
  }
};

test.each([
  [["a 'b"], {}, 'bad-command'],
  [['a "b'], {}, 'bad-command'],
  [['a \\'], {}, 'bad-command'],
  [[' '], {}, 'bad-command'],
  [['a'], { commandName: ['x', 'y'] }, 'too-many-names'],
  [['a', 'b'], { prepare: ['x', 'y', 'z'] }, 'bad-hook'],
  [['a', 'b'], { setup: ['x', 'y'] }, 'bad-hook'],
  [['a'], { parameterList: ['n'] }, 'bad-parameter'],
  [['a'], { parameterList: ['n='] }, 'bad-parameter'],
  [['a'], { parameterList: ['n=1', 'n=2'] }, 'bad-parameter'],
  [[`a ${'b '.repeat(512)}`], {}, 'long-command'],
  [[`a | ${'b'.repeat(60_000)}`], {}, 'long-command'],
] as const)('%j with %j is refused as %s', (lines, options, code) => {
  expect(wrong(lines, options)).toBe(code);
});

test('a shell that is asked for is used, and so is none', () => {
  const argv = (shell: string | false, line: string) => parseCommands([line], { shell })[0]?.argv;
  expect(argv('bash -e', 'ls')).toEqual(['bash', '-e', '-c', 'ls']);
  expect(argv(false, 'ls | x')).toEqual(['ls', '|', 'x']);
  expect(argv('none', 'ls')).toEqual(['ls']);
});

test('hooks go through a shell, are for all commands or for each, and have the parameters', () => {
  const [one, two] = parseCommands(['a{n}'], {
    parameterList: ['n=1,2'],
    prepare: ['x', 'y'],
    cleanup: ['rm {n}'],
  });
  expect(one?.hooks).toEqual({ prepare: ['/bin/sh', '-c', 'x'], cleanup: ['/bin/sh', '-c', 'rm 1'] });
  expect(two?.hooks).toEqual({ prepare: ['/bin/sh', '-c', 'y'], cleanup: ['/bin/sh', '-c', 'rm 2'] });
});

test('parameters are combined, filled in, and kept; other braces stay', () => {
  const arms = parseCommands(['a {x} {y} {z}'], { parameterList: ['x=1,2', 'y=p'] });
  expect(arms.map(({ line, parameters }) => [line, parameters])).toEqual([
    ['a 1 p {z}', { x: '1', y: 'p' }],
    ['a 2 p {z}', { x: '2', y: 'p' }],
  ]);
});

test('names are as given, the line, or a letter for a long one; none stands twice', () => {
  const long = `sort ${'x'.repeat(60)}`;
  const names = parseCommands(['ls', 'ls', long, 'pwd'], { commandName: ['first'] }).map(({ name }) => name);
  expect(names).toEqual(['first', 'ls', 'C', 'pwd']);
  expect(parseCommands(['ls', 'ls'], {}).map(({ name }) => name)).toEqual(['ls', 'ls (2)']);
});

test.each([
  ['-L n 1,2 -- a', '--parameter-list=n=1,2 -- a'],
  ['--parameter-list n 1,2 -i a', '--parameter-list=n=1,2 --ignore-failure=all-non-zero a'],
  ['-i 1,2 -- a', '--ignore-failure=1,2 -- a'],
  ['-i -- 3', '--ignore-failure=all-non-zero -- 3'],
  ['--show-output --export-json f -- -i -L', '--output=inherit --export f -- -i -L'],
  ['--export-json=f a', '--export=f a'],
])('%s is read as %s', (typed, joined) => {
  expect(joinOptions(typed.split(' '))).toEqual(joined.split(' '));
});
