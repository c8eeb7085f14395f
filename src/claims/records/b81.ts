/** B81: whether libraries, vdso and mappings are drawn apart. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { addressesOf } from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'address-layout/entropy';
const regions = { libc: 'libcAddresses', loader: 'loaderAddresses', vdso: 'vdsoAddresses' };

export const b81: Claim = {
  id: 'B81',
  title: 'libraries, vdso and mappings are randomised separately',
  statement:
    'The C library, the loader, the vdso and fresh mappings are each at a random distance from each other.',
  source: ['folklore of hardening guides'],
  prediction:
    'The distance of each to a fresh mapping differs between executions. One and the same distance in all of them refutes it.',
  mechanism:
    'The kernel draws once for the whole mmap area. What is mapped without a hint is put below what is there already, so that equal ' +
    'programs have equal distances: one leaked address of a library tells where all other libraries, the vdso and early mappings ' +
    'are. Program, stack and heap have draws of their own.',
  caveats: [
    'Large mappings are aligned to huge pages and lose their fixed distance within 2 MiB.',
    'Older kernels placed the vdso by the stack, with a draw of its own.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'PIE');
    const mappings = addressesOf(arm, 'mmapAddresses');
    requireEngaged(new Set(mappings).size > 1, 'mappings did not move between executions');
    const distances = Object.entries(regions).map(([name, list]) => {
      const addresses = addressesOf(arm, list);
      return { name, distinct: new Set(addresses.map((address, i) => address - (mappings[i] ?? 0))).size };
    });
    const tied = distances.filter(({ distinct }) => distinct === 1).map(({ name }) => name);
    const executions = `${formatCount(mappings.length)} executions`;
    if (tied.length === 0)
      return supported(
        `${distances.map(({ name, distinct }) => `${name} ${formatCount(distinct)}`).join(', ')} distances in ${executions}`,
      );
    const places = formatCount(new Set(mappings).size);
    return refuted(
      `${tied.join(', ')}: one and the same distance to a fresh mapping in ${executions}, at ${places} places`,
    );
  },
};
