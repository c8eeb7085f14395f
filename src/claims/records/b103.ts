/** B103: starting a child takes a large Node process longer. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount, formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { inWords, sideOf, timeRatio } from '../time-ratio.ts';
import { requireEngaged, undecided } from '../undecided.ts';

const stage = 'node-memory/spawn';
const arm = '96 MiB';
/** Below this, nobody would call it slow. */
const bound = 1.5;

export const b103: Claim = {
  id: 'B103',
  title: 'spawning from a large Node process is slow',
  statement:
    'child_process.spawn holds the event loop up for longer when the process has more memory resident.',
  source: ['threads of Node.js about spawn and large heaps'],
  prediction:
    `With 96 MiB more written, the call takes more than ${bound} times as long as before. If the whole interval of the ratio ` +
    'lies below that, it is refuted.',
  mechanism:
    'libuv starts programs with fork, and the caller waits until exec has succeeded. Fork copies the page tables, one entry ' +
    'for every resident page, and makes every private page read-only: the time grows with what is resident, and each page ' +
    'that is written afterwards takes one more fault. vfork and posix_spawn share the address space until exec, and do not.',
  caveats: [
    'Huge pages have one entry for 512 pages: with them the growth is far smaller.',
    'A small process started early, which starts the others on request, spares the large one.',
    'The delay is in the call itself: await does not hide it. In a worker it holds up that worker, and the faults of all.',
  ],
  needs: [stage],
  decide(evidence) {
    const readings = armOf(evidence, stage, arm);
    const bytes = readings.fact('pages') * evidence.machine.pageSizeBytes;
    const grown = readings.least('residentBytes') - readings.most('residentAfterwardsBytes');
    requireEngaged(grown > 0.8 * bytes, `the process was larger by ${formatBytes(grown)} only`);
    const of = (phase: string) =>
      timeRatio(evidence, stage, [arm, arm], phase, { otherPhase: 'spawnSmall', fastest: true });
    const again = of('spawnSmallAgain');
    if (sideOf(again, bound) === 'above')
      return undecided(
        `the machine is not stable enough: small again, it took ${inWords(again)} of the time`,
      );
    const ratio = of('spawnLarge');
    const sentence =
      `with ${formatBytes(bytes)} more resident, the call takes ${inWords(ratio)} of its time over ${ratio.n} blocks, ` +
      `and ${inWords(again)} with them gone; writing the ${formatCount(readings.fact('pages'))} pages once more took ` +
      `${formatCount(Math.round(readings.faults('rewrite')))} faults and ${formatDuration(readings.ns('rewrite'))}`;
    const side = sideOf(ratio, bound);
    if (side === 'neither') return undecided(sentence);
    return side === 'above' ? supported(sentence) : refuted(sentence);
  },
};
