/** A08: with ASLR a random distance lies between bss and heap. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { addressesOf, gapBytes, layoutStage, layoutsOf, placementsOf } from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

const halfRandom = 'address-layout/half-random';
const halfRandomArm = 'PIE, all but the heap';

/** ASLR is on where the kernel says so and mappings move. */
function isRandom(arm: ArmReadings): boolean {
  return arm.fact('randomizeVaSpace') >= 1 && new Set(addressesOf(arm, 'mmapAddresses')).size > 1;
}

export const a08: Claim = {
  id: 'A08',
  title: 'with ASLR a random gap between bss and heap',
  statement: 'Where ASLR is on, the distance from the end of bss to the heap is random.',
  source: [
    'the post',
    'Documentation/admin-guide/sysctl/kernel: randomize_va_space',
    'arch/x86/kernel/process.c',
  ],
  prediction:
    'The distance differs between executions. One distance in all of them, while mappings move, refutes it.',
  mechanism:
    'kernel.randomize_va_space has three values. At 1 mappings, stack and PIE are randomised, the break is not; only at 2, the ' +
    'default, exec moves the break by a random number of pages: up to 1 GiB on x86-64, up to 32 MiB in older kernels.',
  caveats: [
    'The setting is the machine’s: its value 1 is seen only where it is set, or with --allow-system-changes.',
    'For a static PIE the heap is not near the program at all, whatever the setting.',
  ],
  needs: [layoutStage, halfRandom],
  decide(evidence) {
    const byDefault = layoutsOf(evidence, ['default layout']).map(({ arm }) => arm);
    const half = hasArm(evidence, halfRandom, halfRandomArm)
      ? [armOf(evidence, halfRandom, halfRandomArm)]
      : [];
    const arms = [...byDefault, ...half];
    for (const arm of arms) requireEngaged(isRandom(arm), `${arm.place}: mappings did not move`);
    const gaps = arms.map((arm) => placementsOf(arm).map((one) => gapBytes(one, arm.fact('pageBytes'))));
    const constant = arms.filter((_, i) => new Set(gaps[i]).size === 1);
    const moving = arms.filter((arm) => !constant.includes(arm));
    if (constant.length === 0) {
      const [first = []] = gaps;
      const range = `${formatBytes(Math.min(...first))} to ${formatBytes(Math.max(...first))}`;
      const setting = arms[0]?.fact('randomizeVaSpace');
      const seen = `${formatCount(new Set(first).size)} distances in ${formatCount(first.length)} executions, ${range}`;
      return supported(`${seen}; kernel.randomize_va_space is ${setting}, and 1 was not seen`);
    }
    const settings = [...new Set(moving.map((arm) => arm.fact('randomizeVaSpace')))].join();
    return refuted(
      `${constant.map(({ place }) => place).join('; ')}: one and the same distance although mappings move`,
      moving.length > 0 ? `kernel.randomize_va_space is ${settings}` : undefined,
    );
  },
};
