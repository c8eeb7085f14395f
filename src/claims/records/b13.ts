/** B13: glibc.malloc.hugetlb=1 makes malloc ask for huge pages. */
import type { Claim, EvidenceMachine } from '../../model/claim.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'huge-pages/advising-malloc';

/** The tunable came with glibc 2.35. */
function hasTunable({ glibc }: EvidenceMachine): boolean {
  const [major = 0, minor = 0] = (glibc ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 35);
}

function requireTunable(machine: EvidenceMachine, arm: ArmReadings): void {
  requireEngaged(hasTunable(machine), `the C library (glibc ${machine.glibc ?? 'none'}) has no such tunable`);
  requireEngaged(
    arm.texts('tunables').every((text) => text.includes('hugetlb=1')),
    'GLIBC_TUNABLES did not reach the process',
  );
  const modes = arm.texts('thpMode');
  requireEngaged(
    modes.every((mode) => mode === 'madvise'),
    `huge pages are set to '${modes[0]}', where the tunable does nothing by design`,
  );
}

const advised = (arm: ArmReadings): number => arm.facts('advised').filter((flag) => flag === 1).length;
const share = (arm: ArmReadings): string => `${advised(arm)} of ${arm.whole.length}`;

export const b13: Claim = {
  id: 'B13',
  title: 'glibc.malloc.hugetlb=1 gives malloc huge pages',
  statement: 'With GLIBC_TUNABLES=glibc.malloc.hugetlb=1, malloc asks for huge pages in every program.',
  source: [
    'glibc manual, Memory Allocation Tunables',
    'Proton issue 5816',
    'unordered_dense pull request 231',
  ],
  since: { glibc: '2.35' },
  prediction:
    'In every execution the mapping of a malloc of 4 MiB carries the mark of MADV_HUGEPAGE (hg in VmFlags), whatever ' +
    'stood on the stack before. One execution without it refutes the statement.',
  mechanism:
    'glibc reads the machine’s mode from sysfs to learn whether advice is any use. Versions 2.35 to 2.37 compare what they ' +
    'read as a string, though nothing ends it: the byte behind it is whatever an earlier function left on the stack. Where it is zero ' +
    'the comparison succeeds, else the mode counts as unknown and malloc advises nothing, without a word. What an earlier function ' +
    'left depends on the program, on whether its first malloc is looked up lazily, and on random addresses. glibc 2.38 mends it.',
  caveats: [
    'Distributions may have the repair in an older version. The stack is filled here so that both outcomes show; as a program comes, either may happen always, or at random.',
    'Measured with ASLR off, an affected glibc may look sound, or always broken.',
    'Where huge pages are set to "always", malloc has no need to ask, and does not.',
  ],
  needs: [stage],
  decide(evidence) {
    const asItComes = armOf(evidence, stage, 'hugetlb=1');
    const zeros = armOf(evidence, stage, 'hugetlb=1, stack of zeros');
    const others = armOf(evidence, stage, 'hugetlb=1, stack of other bytes');
    const arms = [asItComes, zeros, others];
    for (const arm of arms) requireTunable(evidence.machine, arm);
    const sentence =
      `malloc asked for huge pages in ${share(asItComes)} executions as they come, in ${share(zeros)} with ` +
      `zeros on the stack, in ${share(others)} with other bytes there`;
    const everywhere = (arm: ArmReadings): boolean => advised(arm) === arm.whole.length;
    if (arms.every(everywhere)) return supported(sentence);
    const byStack = everywhere(zeros) && advised(others) === 0;
    return refuted(sentence, byStack ? 'the stack below the first malloc happens to hold zeros' : undefined);
  },
};
