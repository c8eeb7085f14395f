/** Whether a command ended as it may, and how it ended otherwise. */
import type { CommandStage } from './experiment.ts';
import type { TrialEnd } from './probe.ts';

/** What is wrong with the ending, as the end of a sentence about the command; undefined where it may end so. */
export function wrongEnding(
  end: TrialEnd,
  ignoreFailure: CommandStage['ignoreFailure'] = 'none',
): string | undefined {
  switch (end.how) {
    case 'exit':
      if (end.code === 0 || ignoreFailure === 'all') return undefined;
      if (ignoreFailure !== 'none' && ignoreFailure.includes(end.code)) return undefined;
      return `ended with exit code ${end.code}`;
    case 'signal':
      return ignoreFailure === 'all' ? undefined : `was ended by signal ${end.signal}`;
    case 'oom-kill':
      return 'was killed by the kernel for lack of memory (OOM)';
    case 'deadline':
      return `was still running after ${end.deadlineMs / 1000} s`;
    case 'refused':
      return `could not be run: ${end.reason}`;
  }
}
