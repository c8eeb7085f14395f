/** B95: tuning malloc changes the JavaScript heap. */
import type { Claim, Evidence } from '../../model/claim.ts';
import { formatBytes } from '../../model/units.ts';
import { type ArmReadings, armOf, hasArm } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/objects';
const allocators = ['jemalloc', 'mimalloc', 'tcmalloc'];

/** Whether the arm's malloc is not the one of the first arm, by what was seen of it. */
function engaged(arm: ArmReadings, name: string): boolean {
  if (name === 'threshold') return arm.least('breakGrowthBytes') >= arm.least('bufferBytes');
  return arm.least('allocatorMapped') === 1;
}

function treated(evidence: Evidence): [string, ArmReadings][] {
  const names = ['threshold', ...allocators].filter((name) => hasArm(evidence, stage, name));
  const arms = names.map((name): [string, ArmReadings] => [name, armOf(evidence, stage, name)]);
  const acting = arms.filter(([name, arm]) => engaged(arm, name));
  requireEngaged(
    acting.length > 0,
    `none of ${names.join(', ') || 'them'} was seen to take malloc over in Node`,
  );
  return acting;
}

export const b95: Claim = {
  id: 'B95',
  title: "tuning malloc changes Node's JavaScript heap",
  statement: "Another allocator, or other settings of malloc, change the size of Node's JavaScript heap.",
  source: ['advice in forums'],
  prediction:
    'With the same objects, heapTotal and heapUsed differ by more than a fifth from those under plain malloc. If they stay ' +
    'within a tenth under every allocator that was seen to act, it is refuted.',
  mechanism:
    'V8 takes the heap of JavaScript objects from the kernel itself: it reserves address space with mmap and PROT_NONE and ' +
    'opens pages of it as the heap grows; malloc has no part in that. What goes through malloc is native memory: the ' +
    'contents of Buffers, zlib, TLS, addons, the compiler. There an allocator does change the resident size.',
  caveats: [
    "A limit on the heap is V8's own option: --max-old-space-size, --max-semi-space-size.",
    'rss counts both: it may fall with another allocator while the heap stays.',
  ],
  needs: [stage],
  decide(evidence) {
    const plain = armOf(evidence, stage, 'malloc');
    const [total, used] = [plain.median('heapTotalBytes'), plain.median('heapUsedBytes')];
    const acting = treated(evidence);
    const distance = ([, arm]: [string, ArmReadings]): number =>
      Math.max(
        Math.abs(arm.median('heapTotalBytes') / total - 1),
        Math.abs(arm.median('heapUsedBytes') / used - 1),
      );
    const said = acting.map(
      ([name, arm]) =>
        `${name} ${formatBytes(arm.median('heapTotalBytes'))}, ${formatBytes(arm.median('heapUsedBytes'))}`,
    );
    const sentence = `heapTotal and heapUsed: plain malloc ${formatBytes(total)}, ${formatBytes(used)}; ${said.join('; ')}`;
    const far = Math.max(...acting.map(distance));
    if (far > 0.2) return supported(sentence);
    return far < 0.1 ? refuted(sentence) : undecided(sentence);
  },
};
