/** Lines that are JSON and look like trials, but could not have been written by a run: each is named by its number. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serializeRunLine } from '../../src/model/run-line.ts';
import { comparisonOf, headerOf, planOf, trialOf } from '../analysis/fixture.ts';
import { header, lines, messageFor, readAll, temporaryFolder } from './run-file.ts';

const path = join(temporaryFolder(), 'run.jsonl');
/** The witness trial of the first arm; the lines before it are the header and three timed trials. */
const witnessLine = 5;

/** Reads the lines and expects to be refused for the one of that number. */
function expectRefused(content: readonly string[], number: number, why: string): void {
  writeFileSync(path, content.join(''));
  const read = readAll(path);
  if (!('problem' in read)) throw new Error(`it was read: ${read.records.length} records`);
  expect(read.problem).toMatchObject({ code: 'not-a-run', exitCode: 2 });
  expect(read.problem.message).toContain(`line ${number}: ${why}`);
}

describe('a timed trial that stands twice', () => {
  const why = 'the same arm stands twice in one block';

  test('is refused by the number of its second line', () => {
    expectRefused(lines.toSpliced(3, 0, lines[1] ?? ''), 4, why);
    expectRefused(lines.toSpliced(-1, 0, lines[1] ?? ''), lines.length, why);
  });

  test('is refused with another time and place in the block too', () => {
    const again = serializeRunLine(trialOf({ arm: 1, position: 0, touchNs: 5, atMs: 7 }));
    expectRefused(lines.toSpliced(-1, 0, again), lines.length, why);
  });

  test('in another block, cell or stage is another trial', () => {
    const { cells, ...stage } = comparisonOf();
    const wide = comparisonOf({ ...stage, cells: [...cells, ...cells] });
    const places = [0, 1].flatMap((at) =>
      [0, 1].flatMap((cell) => [0, 1].map((block) => ({ at, cell, block }))),
    );
    const trials = places.flatMap(({ at, cell, block }) =>
      [0, 1, 2].map((arm) => trialOf({ stage: at, cell, block, arm, position: arm })),
    );
    const whole = [headerOf(planOf(wide, wide)), ...trials].map((record) => serializeRunLine(record));
    writeFileSync(path, whole.join(''));
    expect(readAll(path)).toMatchObject({ reading: { records: 24 } });
    expectRefused([...whole, whole.at(-1) ?? ''], 26, why);
  });

  test('may stand beside a witness trial and warm-ups of the same block', () => {
    const warm = serializeRunLine(trialOf({ role: 'warm', arm: -1 }));
    const content = lines.toSpliced(-1, 0, warm, warm, lines[witnessLine - 1] ?? '').join('');
    expect(messageFor(path, content)).toMatch(/^it was read/);
  });
});

describe('a trial that no run writes', () => {
  test.each<[string, number, string, string]>([
    ['a block of -1', 2, '"block":0', '"block":-1'],
    ['half a block', 2, '"block":0', '"block":0.5'],
    ['a block in words', 2, '"block":0', '"block":"0"'],
    ['an arm of -1', 2, '"arm":0', '"arm":-1'],
    ['a sample beyond every number', 2, '[100000,', '[1e999,'],
    ['a sample below zero', 2, '[100000,', '[-1,'],
    ['a sample of null', 2, '[100000,', '[null,'],
    ['a sample of too few columns', 2, '[100000,256,0,0,0,0,0]', '[100000,256]'],
    ['no time of its own', 2, '"atMs":0,', ''],
    ['a time in words', 2, '"atMs":0', '"atMs":"0"'],
    ['an ending that no one knows', 2, '"how":"exit"', '"how":"well"'],
    ['an exit without its code', 2, '"how":"exit","code":0', '"how":"exit"'],
    ['a role that no one knows', 2, '"role":"timed"', '"role":"timid"'],
    [
      'calls that are numbers',
      witnessLine,
      '"value":[[[{"name":"mmap","count":1,"bytes":4096}],[],[],[]]]',
      '"value":[[5]]',
    ],
    ['calls without a name', witnessLine, '"name":"mmap",', ''],
    ['calls counted below zero', witnessLine, '"count":1', '"count":-1'],
  ])('%s is named by its line (%i)', (_, number, from, to) => {
    const line = lines[number - 1] ?? '';
    const damaged = line.replace(from, to);
    expect(damaged).not.toBe(line);
    expectRefused(lines.with(number - 1, damaged), number, 'it is not a record of a run');
  });

  test.each([
    ['stage', { stage: 1 }],
    ['cell', { cell: 1 }],
    ['arm', { arm: 3 }],
  ])('a %s that the plan does not have is named by its line', (_, place) => {
    const strange = serializeRunLine(trialOf({ block: 7, ...place }));
    const why = 'it names a stage, cell or arm that the plan does not have';
    expectRefused([serializeRunLine(header), ...lines.slice(1, 3), strange], 4, why);
  });
});
