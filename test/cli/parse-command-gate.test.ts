/** Gates on commands: names and whole lines to bounds, signs of a shell kept apart from relations, mistakes quoted. */
import { describe, expect, test } from 'vitest';
import { parseGates } from '../../src/cli/parse-gate.ts';
import type { Gate } from '../../src/model/gate.ts';
import { Problem } from '../../src/model/problem.ts';
import { comparisonOf, planOf } from '../analysis/fixture.ts';
import { commandArm, commandStage } from '../runner/replayed-commands.ts';

const commands = [
  commandArm('sort a.txt', { name: 'A' }),
  commandArm('sort -u a.txt > out of time', { name: 'B' }),
  commandArm('cat a < 2 x b'),
  commandArm('meet at noon'),
  commandArm('true'),
  commandArm('true', { name: 'true (2)' }),
  commandArm('false', { name: 'no' }),
  commandArm('false', { name: 'no (2)' }),
];
const plan = planOf(commandStage(commands));

function problemOf(text: string, of = plan): Problem {
  try {
    parseGates([text], of, 4096);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`'${text}' was accepted`);
}

describe('a gate on commands', () => {
  test.each<[string, Partial<Gate>]>([
    ['wall of B <= 1.02 x A', { metric: 'wall', arm: 'B', reference: 'A', relation: '<=', bound: 1.02 }],
    ['cpu of B < 102 % of A', { metric: 'cpu', relation: '<', bound: 1.02 }],
    ['minor-faults of B>=2*A', { metric: 'minor-faults', relation: '>=', bound: 2 }],
    ['peak-memory of A > 0.5 B', { metric: 'peak-memory', arm: 'A', reference: 'B', bound: 0.5 }],
    ['wall of sort a.txt <= 1 x true (2)', { arm: 'A', reference: 'true (2)' }],
    ['wall of sort -u a.txt > out of time <= 1 x A', { arm: 'B', relation: '<=' }],
    ['wall of A <= 1 x sort -u a.txt > out of time', { arm: 'A', reference: 'B', relation: '<=' }],
    ['wall of cat a < 2 x b <= 1 x A', { arm: 'cat a < 2 x b', reference: 'A', bound: 1 }],
    ["wall of 'meet at noon' <= 1 x 'cat a < 2 x b'", { arm: 'meet at noon', reference: 'cat a < 2 x b' }],
    ['wall of meet at noon <= 1 x true', { arm: 'meet at noon', reference: 'true' }],
  ])("is read from '%s'", (text, parts) => {
    expect(parseGates([text], plan, 4096)[0]).toMatchObject(parts);
  });

  test.each([
    [
      'first-touch of B <= 1 x A',
      'commands have no phases. Commands have wall, cpu, minor-faults, peak-memory',
    ],
    ['total of B <= 1 x A', 'commands have no phases'],
    ['allocate+release of B <= 1 x A', 'commands have no phases'],
    ['wal of B <= 1 x A', "'wal'. Did you mean 'wall'?"],
    ['disk of B <= 1 x A', 'Commands have wall, cpu'],
    ['wall+cpu of B <= 1 x A', 'each stands alone'],
    ['wall of sort <= 1 x A', "names the command 'sort', which this run does not compare"],
    ['wall of B <= 1 x quite another one', 'The commands are A, B,'],
    ['wall of false <= 1 x A', 'several commands are. Their names are no, no (2)'],
    ['wall of sort a.txt <= 1 x A', "compares 'A' with itself"],
    ['wall of B at 1MiB <= 1 x A', "names a size in 'B at 1MiB', and commands have none"],
    ['wall of B', 'no relation'],
    ['B <= 1 x A', 'METRIC of COMMAND'],
    ['wall of B <= A', 'NUMBER x REFERENCE'],
    ['wall of B <= 0 x A', "'0'"],
  ])("'%s' is refused: %s", (text, why) => {
    expect(problemOf(text)).toMatchObject({ exitCode: 2, message: expect.stringContaining(why) });
  });

  test('has no place in a run of arms, which have phases', () => {
    const { message } = problemOf('wall of malloc <= 1 x mmap-private', planOf(comparisonOf()));
    expect(message).toContain("'wall', which only commands have (firsttouch compare)");
    expect(message).toContain('The phases are allocate, first-touch,');
  });

  test('that differs in spaces alone is another one', () => {
    const spaced = planOf(commandStage(['A', 'x  y', 'x y']));
    expect(parseGates(['wall of x  y < 2 x A', 'wall of x y < 2 x A'], spaced, 4096)).toHaveLength(2);
    expect(parseGates(['wall of B < 2 x A', 'wall  of B < 2 x A'], plan, 4096)).toHaveLength(1);
  });
});
