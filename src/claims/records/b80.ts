/** B80: how many bits of each region are random. */

import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { birthdayPairs, rangeBits } from '../../statistics/index.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { addressesOf, gapBytes, placementsOf } from '../layouts.ts';
import { requireEngaged, Undecided } from '../undecided.ts';

const stage = 'address-layout/entropy';
/** Of all four intervals together one in 250 misses. */
const alpha = 0.001;
/** A thousand draws span all but a few thousandths of a bit of their range. */
const slackBits = 0.3;
const defaultMmapBits = 28;

type Region = { readonly name: string; readonly promisedBits: number; readonly places: readonly number[] };

/** Page numbers: what lies below a page is another draw. */
function regionsOf(arm: ArmReadings): Region[] {
  const pageBytes = arm.fact('pageBytes');
  const mmapBits = arm.has('mmapRndBits') ? arm.fact('mmapRndBits') : defaultMmapBits;
  const pages = (list: string): number[] =>
    addressesOf(arm, list).map((address) => Math.floor(address / pageBytes));
  const gaps = placementsOf(arm).map((one) => gapBytes(one, pageBytes) / pageBytes);
  return [
    { name: 'mmap', promisedBits: mmapBits, places: pages('mmapAddresses') },
    { name: 'PIE', promisedBits: mmapBits, places: pages('textAddresses') },
    { name: 'heap above the program', promisedBits: 18, places: gaps },
    { name: 'stack', promisedBits: 22, places: pages('stackAddresses') },
  ];
}

function contradicts({ promisedBits, places }: Region): boolean {
  const { interval } = birthdayPairs(places, alpha);
  const range = rangeBits(places).bits;
  if (Math.abs(range - promisedBits) > slackBits) return true;
  return interval.low > promisedBits + slackBits || interval.high < promisedBits - slackBits;
}

export const b80: Claim = {
  id: 'B80',
  title: 'ASLR: 28 bits mmap and PIE, 18 heap, 22 stack pages',
  statement:
    'On x86-64 mappings and PIEs have vm.mmap_rnd_bits of randomness (28), the heap 18 bits above its program, and the stack 22 ' +
    'bits of pages.',
  source: [
    'Documentation/admin-guide/sysctl/vm: mmap_rnd_bits',
    'arch/x86/kernel/process.c: arch_randomize_brk',
    'arch/x86/include/asm/elf.h: STACK_RND_MASK',
  ],
  since: { kernel: '6.9' },
  prediction:
    'Over a thousand executions the range of each region is that of its bits, and pairs of equal addresses are as frequent as they ' +
    'allow. A range or a frequency of pairs that does not fit refutes it.',
  mechanism:
    'exec draws once for the mmap area and once for a PIE, vm.mmap_rnd_bits pages each; moves the break by up to 1 GiB of pages above ' +
    'the program (up to 32 MiB, 13 bits, before Linux 6.9); and moves the stack by up to 16 GiB of pages, then by steps of 16 bytes ' +
    'within 8 KiB.',
  caveats: [
    'Ranges bound randomness from above. A thousand executions show some 17 bits by pairs; 28 take thirty thousand.',
    'vm.mmap_rnd_bits is shown to root alone; the default is assumed where it is not.',
  ],
  needs: [stage],
  decide(evidence) {
    if (evidence.machine.architecture !== 'x64')
      throw new Undecided('unavailable', `it is about x86-64, and this is ${evidence.machine.architecture}`);
    const arm = armOf(evidence, stage, 'PIE');
    requireEngaged(arm.fact('randomizeVaSpace') === 2, 'kernel.randomize_va_space is not 2');
    requireEngaged(
      arm.fact('fixedAddresses') === 0,
      'randomisation is switched off for what is started here',
    );
    const regions = regionsOf(arm);
    const seen = regions.map(
      ({ name, promisedBits, places }) =>
        `${name} ${rangeBits(places).bits.toFixed(1)} of ${promisedBits}, at least ` +
        birthdayPairs(places, alpha).interval.low.toFixed(0),
    );
    const executions = formatCount(regions[0]?.places.length ?? 0);
    return decideBy(
      !regions.some(contradicts),
      `bits by range and by pairs in ${executions} executions: ${seen.join('; ')}`,
    );
  },
};
