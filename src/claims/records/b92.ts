/** B92: an ArrayBuffer of n bytes uses n bytes of RAM. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/obtain';
const likewise = ['alloc', 'shared-array-buffer', 'resizable-array-buffer', 'wasm-memory'];

export const b92: Claim = {
  id: 'B92',
  title: 'new ArrayBuffer(n) uses n bytes of RAM',
  statement: 'Allocating an ArrayBuffer of n bytes makes n bytes more of memory resident.',
  source: ['intuition', 'dashboards of process.memoryUsage().arrayBuffers'],
  prediction:
    'The resident size grows by the size of the buffer when it is allocated. If it does not grow until the buffer is ' +
    'written, it is refuted.',
  mechanism:
    'A large ArrayBuffer is memory that malloc maps and nobody has touched: the kernel adds a page when it is first ' +
    'written. process.memoryUsage().arrayBuffers counts what was asked for, rss what was touched; a heap dump or a ' +
    'dashboard of the former says nothing about RAM.',
  caveats: [
    'A buffer in memory that malloc has kept is resident from the start (B90).',
    'Reading an untouched buffer takes faults too, but maps the shared page of zeros.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'array-buffer');
    const bytes = arm.fact('askedBytes');
    const [allocated, filled] = [arm.median('allocateRssGrowthBytes'), arm.median('fillRssGrowthBytes')];
    requireEngaged(
      allocated + filled > 0.9 * bytes,
      `the resident size grew by ${formatBytes(allocated + filled)} for ${formatBytes(bytes)} written`,
    );
    const others = likewise.filter((name) => hasArm(evidence, stage, name));
    const most = others.map((name) => armOf(evidence, stage, name).most('allocateRssGrowthBytes'));
    const sentence =
      `${formatBytes(bytes)} allocated made ${formatBytes(allocated)} resident; writing them ${formatBytes(filled)} ` +
      `with ${formatCount(arm.faults('fill'))} faults` +
      (others.length > 0
        ? ` (allocating ${others.join(', ')}: at most ${formatBytes(Math.max(...most))})`
        : '');
    if (arm.most('allocateRssGrowthBytes') < 0.05 * bytes) return refuted(sentence);
    if (arm.least('allocateRssGrowthBytes') > 0.9 * bytes) return supported(sentence);
    return undecided(sentence);
  },
};
