/** B90: Buffer.alloc is slower because it writes zeros. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/recycle';

/** Faults per page of the buffer: 1 where every page was written, 0 where none was. */
function writtenPart(arm: ArmReadings, phase: string, { machine }: Evidence): number {
  return arm.faults(phase) / (arm.fact(`${phase}AskedBytes`) / machine.pageSizeBytes);
}

export const b90: Claim = {
  id: 'B90',
  title: 'Buffer.alloc is slower because it writes zeros',
  statement: 'Buffer.alloc writes zeros into the memory that it obtains, which Buffer.allocUnsafe spares.',
  source: ['Node.js documentation, buffer', 'thenodebook.com, allocation patterns'],
  prediction:
    'Obtaining an unwritten buffer with Buffer.alloc takes a fault for every page, fresh or recycled, and allocUnsafe takes ' +
    'none. A buffer that Buffer.alloc obtains without faults was not written, and refutes it.',
  mechanism:
    'Buffer.alloc ends in calloc. Memory that malloc maps for one request comes from the kernel, and the kernel hands out ' +
    'zeros: calloc knows it and writes nothing. Memory that malloc kept when it was freed may hold anything: there calloc ' +
    'writes every byte, and allocUnsafe, which ends in malloc, does not. glibc keeps freed blocks only below its mmap ' +
    'threshold, which grows with what is freed, up to 32 MiB: above that, both cost the same.',
  caveats: [
    'Zeroing costs what storing costs; a buffer that is filled afterwards pays its faults later instead.',
    'allocUnsafe cuts small buffers from a pool: there the difference is the call, not the zeros.',
    'Another malloc has other limits.',
  ],
  needs: [stage],
  decide(evidence) {
    const [kept, returned] = [armOf(evidence, stage, 'alloc-kept'), armOf(evidence, stage, 'alloc-returned')];
    const unsafe = armOf(evidence, stage, 'alloc-unsafe-kept');
    const bytes = kept.fact('freshAskedBytes');
    const again = kept.fact('recycledAskedBytes');
    const recycled = [kept, unsafe].every((arm) => arm.most('recycledAddressSpaceGrowthBytes') < again / 2);
    requireEngaged(recycled, `malloc mapped new memory for ${formatBytes(again)} that had been freed`);
    const onFresh = Math.max(
      writtenPart(kept, 'fresh', evidence),
      writtenPart(returned, 'recycled', evidence),
    );
    const onKept = writtenPart(kept, 'recycled', evidence) - writtenPart(unsafe, 'recycled', evidence);
    const sentence =
      `Buffer.alloc took ${formatNumber(kept.faults('fresh'), 'fault')} for ${formatBytes(bytes)} fresh from the kernel and ` +
      `${formatCount(returned.faults('recycled'))} for ${formatBytes(returned.fact('recycledAskedBytes'))} that malloc had given back; ` +
      `${formatCount(kept.faults('recycled'))} for ${formatBytes(again)} that it had kept (allocUnsafe ` +
      `${formatCount(unsafe.faults('recycled'))}; once resident, ${formatDuration(kept.ns('again'))} against ` +
      `${formatDuration(unsafe.ns('again'))})`;
    const zeroed = onKept > 0.8;
    if (onFresh < 0.1)
      return refuted(sentence, zeroed ? 'malloc hands out memory that it has kept' : undefined);
    if (onFresh > 0.8 && zeroed) return supported(sentence);
    return undecided(sentence);
  },
};
