/** Evidence for A21, four faces of it. */
import { type ClaimCases, evidence, trials } from '../constructed.ts';

const standards = ['ISO C', 'POSIX 2008', 'GNU C'];

function compiled(mallocIn: readonly string[], mmapIn: readonly string[]): ClaimCases['supports'] {
  const arms = standards.flatMap((standard) =>
    [
      { name: 'malloc', where: mallocIn },
      { name: 'mmap', where: mmapIn },
    ].map(({ name, where }) => [
      `${name}, ${standard}`,
      trials(3, { facts: { compiled: Number(where.includes(standard)) } }),
    ]),
  );
  return evidence({ 'post-program/portability': Object.fromEntries(arms) });
}

export const cases: ClaimCases = {
  supports: compiled(standards, ['GNU C']),
  refutes: compiled(standards, standards),
  missing: evidence({ 'post-program/portability': 'there is no C compiler' }),
  notEngaged: compiled([], []),
};
