/** A command's request that is wrong is refused by name; the next one still works. */
import { expect, it } from 'vitest';
import { buildTestProbe } from './fixture.ts';
import { answersTo } from './raw-supervisor.ts';

const built = buildTestProbe();
const good = JSON.stringify({ id: 7, command: { argv: ['/bin/sh', '-c', 'exit 0'] } });
const withCommand = (members: object): string =>
  JSON.stringify({ id: 3, command: { argv: ['/bin/sh', '-c', 'exit 0'], ...members } });
const withMembers = (members: object): string =>
  JSON.stringify({ id: 3, command: { argv: ['/bin/sh', '-c', 'exit 0'] }, ...members });

const wrongRequests: readonly (readonly [what: string, line: string, reason: string])[] = [
  ['a command that is no object', '{"id":3,"command":"ls"}', 'command is not an object'],
  ['no words', withCommand({ argv: [] }), 'argv must have 1 to 512 words'],
  ['513 words', withCommand({ argv: Array(513).fill('x') }), 'argv must have 1 to 512 words'],
  ['a number among the words', withCommand({ argv: ['ls', 1] }), 'a word of argv is not a string'],
  ['an empty program', withCommand({ argv: [''] }), 'the first word of argv is empty'],
  ['no argv', '{"id":3,"command":{"input":null}}', 'the command has no argv'],
  ['a relative input', withCommand({ input: 'in' }), 'input is not an absolute path or null'],
  ['a relative folder', withCommand({ directory: '.' }), 'directory is not an absolute path or null'],
  [
    'a relative output',
    withCommand({ output: 'out' }),
    "output is not an absolute path, 'inherit', 'pipe' or null",
  ],
  ['an output that is no string', withCommand({ output: 1 }), 'output is not a string or null'],
  [
    'a doubtful inheritance',
    withCommand({ inheritEnvironment: 1 }),
    'inheritEnvironment is not true or false',
  ],
  ['an unknown member of the command', withCommand({ args: [] }), 'unknown member in the command'],
  ['steps beside the command', withMembers({ steps: [] }), 'unknown member in the request'],
  [
    'too much padding',
    withMembers({ paddingBytes: 4096 }),
    'paddingBytes is not a whole number from 0 to 4095',
  ],
  ['no time at all', withMembers({ deadlineMs: 0 }), 'deadlineMs is not a whole number from 1 to 86400000'],
  ['a CPU that cannot be', withMembers({ cpu: -2 }), 'cpu is not a CPU number (or -1 for none)'],
  ['a CPU that is not there', withMembers({ cpu: 65_535 }), 'sched_setaffinity: Invalid argument'],
  ['a name with =', withMembers({ environment: { 'A=B': '' } }), "an environment name is empty or holds '='"],
];

it.for(wrongRequests)(
  'a command with %s is refused by name, and the next one works',
  async ([, line, reason]) => {
    const { lines, code } = await answersTo(built, [line, good]);
    expect(JSON.parse(lines[0]!)).toEqual({ id: 3, end: { how: 'refused', reason } });
    expect(JSON.parse(lines[1]!)).toMatchObject({ id: 7, end: { how: 'exit', code: 0 } });
    expect(code).toBe(0);
  },
);

it('a trial whose environment has a variable of the name command is a trial', async () => {
  const step = { strategy: 'none', pattern: 'none', sizeBytes: 1 };
  const { lines } = await answersTo(built, [
    JSON.stringify({ id: 3, environment: { command: 'x' }, steps: [step] }),
  ]);
  expect(JSON.parse(lines[0]!)).toMatchObject({ id: 3, result: { steps: [{}] } });
});
