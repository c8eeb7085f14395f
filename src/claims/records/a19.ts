/** A19: a mapped file's data is fetched when editing begins. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { requireCold } from '../cached-file.ts';
import { refuted, supported, unresolved } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'demand-paging/one-byte';

export const a19: Claim = {
  id: 'A19',
  title: 'mapped data is not fetched until it is edited',
  statement: 'The data of a mapped file is not fetched before the mapping is written to.',
  source: ['the post'],
  prediction:
    'Reading one byte of a cold file leaves every page on the device. A page that it loads refutes it.',
  mechanism:
    'Any access faults, reading as well as writing. The fault asks the device not for one page but for a window around it, sized ' +
    'by the read-ahead setting of the device. Even storing to every byte of a page fetches it first: the kernel cannot know that ' +
    'the rest of the page will be overwritten.',
  caveats: [
    'How many pages come is a property of the machine: /sys/class/bdi/*/read_ahead_kb. They arrive after the fault has returned; ' +
      'counted at once there are fewer.',
  ],
  needs: [stage],
  decide(evidence) {
    const read = armOf(evidence, stage, 'read');
    const write = armOf(evidence, stage, 'write');
    const whole = armOf(evidence, stage, 'overwrite page');
    for (const arm of [read, write, whole]) {
      requireCold(arm);
      requireEngaged(arm.least('touchedPages') > 0, `${arm.place}: nothing was touched`);
    }
    const loaded = read.least('residentAfter');
    const written = write.least('residentAfter');
    const sentence =
      `reading one byte of a cold file made ${formatCount(loaded)} of ${formatCount(read.fact('pages'))} pages resident, ` +
      `writing one ${formatCount(written)}, overwriting one page ${formatCount(whole.least('residentAfter'))}`;
    if (loaded > 0) return refuted(sentence);
    return written > 0 ? supported(sentence) : unresolved(sentence);
  },
};
