/** B56: past the end of a file there is SIGBUS. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/lifetime';

function named(signal: number, sigbus: number): string {
  if (signal === 0) return 'lives';
  return signal === sigbus ? 'SIGBUS' : `signal ${signal}`;
}

export const b56: Claim = {
  id: 'B56',
  title: 'access past the end of a mapped file is SIGBUS',
  statement:
    'Touching a mapped page wholly past the end of its file, or of a file cut short, raises SIGBUS; the rest of its last page can be used.',
  source: ['mmap(2)', 'ripgrep issue 3246, its note on safety'],
  prediction:
    'SIGBUS in a page past the end and after the file was cut short, none in the last page. Anything else refutes it.',
  mechanism:
    'The address is mapped, so this is no SIGSEGV; but the file has no page for it, and the fault cannot be answered. The last page ' +
    'is whole in memory, zeros after the end, and what is stored there never reaches the file. Cutting a file short takes its ' +
    'pages out of every mapping.',
  caveats: [
    'Whoever maps a file that others may cut short must expect the signal at any load: this is why products copy instead.',
  ],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'end of file');
    requireEngaged(
      arm.most('insideSignal') === 0 &&
        arm.fact('fileBytes') < arm.fact('mappedBytes') &&
        arm.most('cutBytes') === 0,
      'the mapping could not be used inside the file, or nothing of it lay past the end',
    );
    const sigbus = arm.fact('sigbus');
    const [last, beyond, cut] = ['lastPageSignal', 'beyondSignal', 'cutSignal'].map((name) =>
      arm.fact(name),
    ) as [number, number, number];
    return decideBy(
      last === 0 && beyond === sigbus && cut === sigbus,
      `in the last page: ${named(last, sigbus)}; in a page past it: ${named(beyond, sigbus)}; after the file was cut short: ${named(cut, sigbus)}`,
    );
  },
};
