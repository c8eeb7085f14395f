/** B58: a mapping outlives descriptor and name. */
import type { Claim } from '../../model/claim.ts';
import { armOf } from '../arm-readings.ts';
import { decideBy } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'file-mappings/lifetime';

export const b58: Claim = {
  id: 'B58',
  title: 'a mapping survives close and unlink',
  statement: 'A mapping stays usable when its descriptor is closed and its file is unlinked.',
  source: ['mmap(2)', 'munmap(2)'],
  prediction: 'Loads and stores succeed afterwards. A signal, or other bytes, refute it.',
  mechanism:
    'The mapping holds a reference to the open file of its own, and the open file one to the inode: neither the descriptor nor the ' +
    'name is needed. The blocks are freed when the last reference goes. /proc/PID/maps then says "(deleted)".',
  caveats: ['The space on the device stays taken until then, and no file shows who takes it.'],
  needs: [stage],
  decide(evidence) {
    const arm = armOf(evidence, stage, 'closed and unlinked');
    requireEngaged(
      ['closed', 'unlinked', 'nameGone'].every((name) => arm.least(name) === 1),
      'the file was not closed or not unlinked',
    );
    const [done, signal] = [arm.least('accessesDone'), arm.most('signal')];
    return decideBy(
      done === 2 && signal === 0,
      `${done} of 2 accesses succeeded after close and unlink${signal ? `, then signal ${signal}` : ''}; ` +
        `/proc/self/maps ${arm.least('saidDeleted') === 1 ? 'says' : 'does not say'} "(deleted)"`,
    );
  },
};
