/** K03: whether a printed time means that there was memory. */
import type { Claim } from '../../model/claim.ts';
import { formatDuration } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { type ProgramRun, programRuns } from '../program-runs.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/arguments';
const isFailure = ({ mmapErrno, munmapErrno, signal }: ProgramRun): boolean =>
  mmapErrno > 0 || munmapErrno > 0 || signal > 0;

export const k03: Claim = {
  id: 'K03',
  title: 'where a time is printed, there was memory',
  statement: 'The program prints a time only where its calls succeeded.',
  source: ['the post, its code: results of malloc, mmap and munmap unused'],
  prediction: 'Executions whose mmap or munmap fails print no time. One that does refutes it.',
  mechanism:
    'No result is looked at. A mapping of 0 bytes fails with EINVAL, memset of 0 bytes on MAP_FAILED touches nothing, munmap fails unseen, and the ' +
    'time of nothing is printed as a very good one.',
  caveats: ['Larger failures end in a write to address 0: that signal is all that stands for a check.'],
  needs: [stage],
  decide(evidence) {
    const runs = programRuns(armOf(evidence, stage, 'unoptimised'));
    const failures = runs.filter(isFailure);
    requireEngaged(failures.length > 0, 'no call of the program failed');
    const printed = failures.find(({ mmapErrno, mmapPrintedNs }) => mmapErrno > 0 && mmapPrintedNs >= 0);
    if (!printed)
      return supported(
        `${failures.length} executions failed, and none of them printed the time of a failed mmap`,
      );
    const { argument, mmapErrno, mmapPrintedNs, exitCode } = printed;
    return refuted(
      `argument ${argument}: mmap failed with errno ${mmapErrno}, ${formatDuration(mmapPrintedNs)} were printed for it, exit code ${exitCode}`,
    );
  },
};
