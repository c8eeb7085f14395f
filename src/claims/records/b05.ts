/** B05: free does not return memory to the system. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatPercent } from '../../model/units.ts';
import { type ArmReadings, armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireMallocFrom } from '../malloc-from.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'release/chunks';
const names = [
  '100 B last-first',
  '1000 B last-first',
  '2000 B last-first',
  '2000 B first-first',
  '2000 B shuffled',
  '2000 B all-but-last',
  '262144 B all-but-last',
];

function keptShare(arm: ArmReadings): number {
  const filled = arm.median('filledBytes');
  requireEngaged(filled >= 2 ** 20, `${arm.place}: only ${formatBytes(filled)} became resident`);
  return arm.median('keptBytes') / filled;
}

export const b05: Claim = {
  id: 'B05',
  title: 'free() does not return memory to the system',
  statement: 'After free, the memory stays resident because the C library keeps it.',
  source: ['articles on malloc’s internals', 'issues of node and osquery'],
  prediction:
    'The resident size does not fall when many chunks are freed, whatever their size and the order of freeing. One case ' +
    'in which it falls without malloc_trim refutes it.',
  mechanism:
    'A chunk above the mmap threshold is a mapping and goes back at once. Smaller ones lie in the heap, which shrinks ' +
    'only from its top, when more than the trim threshold (128 KiB) is free there: one chunk in use at the top, or a ' +
    'freed one waiting in a thread’s cache or a fast bin, keeps everything below it. malloc_trim gives back whole free ' +
    'pages inside the heap as well.',
  caveats: [
    'What stays is not lost: the next malloc uses it. Only another process cannot.',
    'The sizes are those of glibc with its per-thread cache at its default; see B06 for the edge.',
  ],
  needs: [stage],
  decide(evidence) {
    const arms = names.map((name) => armOf(evidence, stage, name));
    requireMallocFrom('libc.so', arms);
    const cells = arms.map((arm, i) => ({ name: names[i], arm, share: keptShare(arm) }));
    const inWords = cells.map(({ name, share }) => `${name} ${formatPercent(Math.max(0, share))}`);
    const trimmed = formatBytes(armOf(evidence, stage, '2000 B all-but-last').median('keptTrimmedBytes'));
    const sentence = `still resident after free: ${inWords.join(', ')}; after malloc_trim all-but-last kept ${trimmed}`;
    const staying = cells.filter(({ share }) => share >= 0.5).map(({ name }) => name);
    if (staying.length === cells.length) return supported(sentence);
    return refuted(sentence, staying.length > 0 ? staying.join(', ') : undefined);
  },
};
