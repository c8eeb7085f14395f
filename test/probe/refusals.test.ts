/** A request that is wrong is refused by name, never guessed at; the next one still works. */
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { buildTestProbe } from './fixture.ts';
import { answersTo } from './raw-supervisor.ts';

const built = buildTestProbe();
const step = { strategy: 'none', pattern: 'none', sizeBytes: 1 };
const good = JSON.stringify({ id: 7, steps: [step] });

function withStep(members: object): string {
  return JSON.stringify({ id: 3, steps: [{ ...step, ...members }] });
}

function withMembers(members: object): string {
  return JSON.stringify({ id: 3, steps: [step], ...members });
}

const wrongRequests: readonly (readonly [what: string, line: string, reason: string])[] = [
  ['an unknown strategy', withStep({ strategy: 'sbrk' }), 'unknown strategy'],
  ['a strategy that is no string', withStep({ strategy: 1 }), 'unknown strategy'],
  ['an unknown pattern', withStep({ pattern: 'write-al' }), 'unknown touch pattern'],
  ['an unknown member', withMembers({ thpdisable: true }), 'unknown member in the request'],
  ['an unknown member of a step', withStep({ size: 1 }), 'unknown member in a step'],
  ['a size of nothing', withStep({ sizeBytes: 0 }), 'sizeBytes is not a whole number from 1'],
  ['a size with a fraction', withStep({ sizeBytes: 1.5 }), 'sizeBytes is not a whole number from 1'],
  ['a size in words', withStep({ sizeBytes: '1' }), 'sizeBytes is not a whole number from 1'],
  ['a fill that is no byte', withStep({ fill: 256 }), 'fill is not a byte (0 to 255)'],
  [
    'more than the whole',
    withStep({ fractionPpm: 1e6 + 1 }),
    'fractionPpm is not a whole number from 0 to 1000000',
  ],
  ['a doubtful second touch', withStep({ secondTouch: 1 }), 'secondTouch is not true or false'],
  [
    'too much padding',
    withMembers({ paddingBytes: 4096 }),
    'paddingBytes is not a whole number from 0 to 4095',
  ],
  ['a CPU that cannot be', withMembers({ cpu: -2 }), 'cpu is not a CPU number (or -1 for none)'],
  ['no time at all', withMembers({ deadlineMs: 0 }), 'deadlineMs is not a whole number from 1 to 3600000'],
  ['a truth in words', withMembers({ witness: 'yes' }), 'witness is not true or false'],
  ['a relative preload', withMembers({ preload: 'libm.so.6' }), 'preload is not an absolute path'],
  [
    'a preload that goes unchecked',
    withMembers({ environment: { LD_PRELOAD: '/x' } }),
    'LD_PRELOAD is set by preload, which is checked',
  ],
  [
    'a number in the environment',
    withMembers({ environment: { A: 1 } }),
    'an environment value is not a string',
  ],
  ['a name with =', withMembers({ environment: { 'A=B': '' } }), "an environment name is empty or holds '='"],
  ['no steps', '{"id":3,"steps":[]}', 'steps must be 1 to 16'],
  ['no member of that name', '{"id":3}', 'the request has no steps'],
  ['17 steps', withMembers({ steps: Array(17).fill(step) }), 'steps must be 1 to 16'],
  [
    'a step without a strategy',
    '{"id":3,"steps":[{"pattern":"none","sizeBytes":1}]}',
    'a step names no strategy',
  ],
  [
    'a step without a pattern',
    '{"id":3,"steps":[{"strategy":"none","sizeBytes":1}]}',
    'a step names no pattern',
  ],
  [
    'a step without a size',
    '{"id":3,"steps":[{"strategy":"none","pattern":"none"}]}',
    'a step has no sizeBytes',
  ],
];

const notJson: readonly (readonly [what: string, line: string])[] = [
  ['an empty line', ''],
  ['prose', 'allocate some memory, please'],
  ['half a request', good.slice(0, -2)],
  ['a request and more', `${good}}`],
  ['two requests on a line', `${good} ${good}`],
  ['a comma too many', '{"id":3,"steps":[],}'],
  ['a string without an end', '{"id'],
  ['a zero character', '{"id":3,"steps":"\\u0000"}'],
  ['deep nesting', `${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['more values than a request has', `[${'1,'.repeat(1000)}1]`],
];

describe('a request', () => {
  it.for(wrongRequests)('with %s is refused by name, and the next one works', async ([, line, reason]) => {
    const { lines, code } = await answersTo(built, [line, good]);
    expect(JSON.parse(lines[0]!)).toEqual({ id: 3, end: { how: 'refused', reason } });
    expect(JSON.parse(lines[1]!)).toMatchObject({ id: 7, end: { how: 'exit', code: 0 } });
    expect(code).toBe(0);
  });

  it.for(notJson)('that is %s is refused as no JSON, and the next one works', async ([, line]) => {
    const { lines, code } = await answersTo(built, [line, good]);
    const reason = 'the request is not one line of JSON';
    expect(JSON.parse(lines[0]!)).toEqual({ id: -1, end: { how: 'refused', reason } });
    expect(JSON.parse(lines[1]!)).toMatchObject({ id: 7, end: { how: 'exit', code: 0 } });
    expect(code).toBe(0);
  });

  it.for([65_535, 65_536, 65_537, 131_070, 131_071, 1_000_000])(
    'of %i bytes and its newline is answered once, and the next one works',
    async (length) => {
      const line = good.replace('{', `{${' '.repeat(length - good.length)}`);
      expect(line).toHaveLength(length);
      const { lines } = await answersTo(built, [line, good]);
      expect(lines).toHaveLength(2);
      const reason = 'the request is longer than 65535 bytes';
      expect(JSON.parse(lines[0]!)).toEqual({ id: -1, end: { how: 'refused', reason } });
      expect(JSON.parse(lines[1]!)).toMatchObject({ id: 7, end: { how: 'exit', code: 0 } });
    },
  );

  it('of the greatest length is run', async () => {
    const line = good.replace('{', `{${' '.repeat(65_534 - good.length)}`);
    const { lines } = await answersTo(built, [line, good]);
    expect(lines.map((answer) => (JSON.parse(answer) as { id: number }).id)).toEqual([7, 7]);
  });

  it('that has no newline is not run: it may be half of one', () => {
    expect(execFileSync(built.path, ['--serve'], { input: good, encoding: 'utf8' })).toBe('');
  });
});
