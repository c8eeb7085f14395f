/** Gates: words to bounds, and misspelt words to problems that quote them. */
import { describe, expect, test } from 'vitest';
import { parseGates } from '../../src/cli/parse-gate.ts';
import { makeArm } from '../../src/experiments/index.ts';
import type { Gate } from '../../src/model/gate.ts';
import { Problem } from '../../src/model/problem.ts';
import { comparisonOf, MIB, planOf } from '../analysis/fixture.ts';

const tuned = 'malloc;GLIBC_TUNABLES=glibc.malloc.hugetlb=1';
const arms = ['malloc', 'mmap-private', 'xalloc', tuned].map((name) => makeArm('malloc', { name }));
const stage = comparisonOf({
  cells: [
    { sizeBytes: MIB, arms, design: { kind: 'fresh' } },
    { sizeBytes: 4 * MIB, arms: arms.slice(0, 2), design: { kind: 'fresh' } },
  ],
});
const plan = planOf(stage);

const gateOf = (text: string): Gate => parseGates([text], plan, 4096)[0] as Gate;

function problemOf(text: string): Problem {
  try {
    parseGates([text], plan, 4096);
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error(`'${text}' was accepted`);
}

describe('a gate', () => {
  test.each<[string, Partial<Gate>]>([
    [
      'first-touch of mmap-private <= 1.02 x malloc',
      {
        phases: ['first-touch'],
        arm: 'mmap-private',
        reference: 'malloc',
        relation: '<=',
        bound: 1.02,
      },
    ],
    [
      'total of mmap-private at 1MiB < 2*malloc',
      { phases: ['total'], sizeBytes: MIB, relation: '<', bound: 2 },
    ],
    [
      'allocate + first-touch of malloc >= 0.5 x mmap-private',
      { phases: ['allocate', 'first-touch'], bound: 0.5 },
    ],
    ['allocate+release of malloc>1.5x xalloc', { reference: 'xalloc', relation: '>', bound: 1.5 }],
    ['release of malloc <= 3 xalloc', { reference: 'xalloc', bound: 3 }],
    ['total of malloc at 4 MiB <= 102 % of mmap-private', { bound: 1.02, sizeBytes: 4 * MIB }],
    ['total of malloc <= 50% of mmap-private', { bound: 0.5 }],
    [`total of ${tuned} <= 1 x malloc`, { arm: tuned, bound: 1 }],
    [`  total  of malloc   <= 1 x ${tuned} `, { reference: tuned, text: `total of malloc <= 1 x ${tuned}` }],
  ])("is read from '%s'", (text, parts) => {
    expect(gateOf(text)).toMatchObject(parts);
  });

  test('has no size where it names none', () => {
    expect(gateOf('total of malloc <= 1 x mmap-private')).not.toHaveProperty('sizeBytes');
  });

  test.each([
    ['frist-touch of malloc <= 1 x mmap-private', "'frist-touch'. Did you mean 'first-touch'?"],
    ['first-touch+relase of malloc <= 1 x mmap-private', "'relase'. Did you mean 'release'?"],
    ['total of maloc <= 1 x mmap-private', "'maloc'"],
    ['total of maloc <= 1 x mmap-private', "Did you mean 'malloc'?"],
    ['total of malloc <= 1 x mmap-privte', "Did you mean 'mmap-private'?"],
    ['total of malloc <= 1 x qqqqqqqqqqqq', 'The arms are malloc, mmap-private'],
    ['total of malloc at 3MiB <= 1 x mmap-private', 'The sizes are 1 MiB, 4 MiB'],
    ['total of malloc at soon <= 1 x mmap-private', "'soon' is not a size"],
    ['total of xalloc at 4MiB <= 1 x malloc', 'never meet'],
    ['total of malloc <= 1 x malloc', 'with itself'],
    ['total of malloc', 'no relation'],
    ['', 'no relation'],
    ['malloc <= 1 x mmap-private', 'PHASE of ARM'],
    ['total of <= 1 x mmap-private', 'PHASE of ARM'],
    ['total of malloc <= mmap-private', 'NUMBER x REFERENCE'],
    ['total of malloc <= 1 x', 'NUMBER x REFERENCE'],
    ['total of malloc <= 0 x mmap-private', "'0'"],
    ['total of malloc = 1 x mmap-private', 'no relation'],
    ['total+release of malloc <= 1 x mmap-private', "'total'"],
    ['release+release of malloc <= 1 x mmap-private', 'twice'],
  ])("'%s' is refused: %s", (text, why) => {
    const problem = problemOf(text);
    expect(problem.message).toContain(why);
    expect(problem.exitCode).toBe(2);
  });

  test('that is asked for twice counts once', () => {
    const text = 'total of malloc <= 1 x mmap-private';
    expect(parseGates([text, text], plan, 4096)).toHaveLength(1);
  });
});
