/** B67: a process may have 65,530 mappings. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'limits/mappings';
/** The kernel compares before it adds one, and some kinds of mapping are counted apart. */
const slack = 2;

export const b67: Claim = {
  id: 'B67',
  title: 'the number of mappings of a process is limited',
  statement:
    'A process may have as many mappings as vm.max_map_count says, 65,530 where nobody changed it, and no more.',
  source: ['Linux documentation: sysctl/vm, max_map_count'],
  prediction:
    'Pages mapped with rights that alternate are refused (ENOMEM) when the process has that many mappings. A refusal elsewhere, or ' +
    'none, refutes it.',
  mechanism:
    'Every mapping is a structure in the kernel, and the limit keeps a process from filling its memory with them. Neighbours with ' +
    'equal rights and backing become one mapping, so that a million small mmaps in a row may count as one.',
  caveats: [
    'Some distributions raise it to a million for games; beyond 299,000 it is not tried here.',
    'munmap and mprotect in the middle of a mapping make more, and fail at the limit as well.',
  ],
  needs: [stage],
  decide(evidence) {
    const [different, alike] = [armOf(evidence, stage, 'different'), armOf(evidence, stage, 'alike')];
    const limit = different.fact('maxMapCount');
    const requests = different.least('requests');
    requireEngaged(
      requests > limit,
      `${formatCount(requests)} requests for a limit of ${formatCount(limit)}`,
    );
    const [mappings, granted] = [different.fact('mappings'), different.fact('granted')];
    const refused = granted < requests;
    const sentence =
      `with ${formatCount(limit)} allowed, ${refused ? `the request after ${formatCount(mappings)} mappings was refused ` : 'nothing was refused '}` +
      `(${different.texts('refused')[0]}); ${formatCount(alike.fact('granted'))} neighbours alike made ` +
      `${formatCount(alike.fact('moreMappings'))} more mappings`;
    return decideBy(refused && Math.abs(mappings - limit) <= slack, sentence);
  },
};
