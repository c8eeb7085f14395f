/** Calls that the kernel refused. */
import type { CallRecord } from '../../../model/trace.ts';
import type { TraceFinding } from '../../../model/trace-view.ts';
import { formatBytes, formatDuration, formatNumber } from '../../../model/units.ts';
import { numberAt } from '../call-arguments.ts';
import type { Watcher } from '../watcher.ts';

const mostKinds = 256;
const mostFindings = 8;

const remedies: Readonly<Record<string, string>> = {
  'mmap ENOMEM':
    ' Look at `ulimit -v`, vm.overcommit_memory, vm.max_map_count and the limit of the cgroup, in this order.',
  'mremap ENOMEM': ' Look at `ulimit -v`, vm.overcommit_memory and vm.max_map_count.',
  'mprotect ENOMEM': ' Splitting a mapping may have met vm.max_map_count.',
  'munmap ENOMEM': ' Splitting a mapping may have met vm.max_map_count.',
  'mlock ENOMEM': ' Look at `ulimit -l`.',
  'mlock EAGAIN': ' Look at `ulimit -l`.',
  'mlockall ENOMEM': ' Look at `ulimit -l`.',
  'mlock EPERM': ' `ulimit -l` is 0.',
  'mmap EAGAIN': ' Too much memory is locked: look at `ulimit -l`.',
  'mmap EPERM': ' vm.mmap_min_addr, a sealed file or a security module forbids it.',
};

type Failure = {
  readonly name: string;
  readonly error: string;
  readonly firstNs: number;
  count: number;
  largestBytes: number;
};

export class FailedCalls implements Watcher {
  readonly #failures = new Map<string, Failure>();

  called(call: CallRecord): void {
    const { name, error } = call;
    // A program that is looked for along PATH is not found in most places.
    if (error === undefined || (name.startsWith('execve') && error === 'ENOENT')) return;
    const key = `${name} ${error}`;
    let failure = this.#failures.get(key);
    if (!failure) {
      if (this.#failures.size >= mostKinds) return;
      failure = { name, error, firstNs: call.atNs, count: 0, largestBytes: 0 };
      this.#failures.set(key, failure);
    }
    failure.count++;
    const size = name.startsWith('execve') ? 0 : (numberAt(call, name === 'mremap' ? 2 : 1) ?? 0);
    failure.largestBytes = Math.max(failure.largestBytes, size);
  }

  findings(): TraceFinding[] {
    const worst = [...this.#failures.values()].sort((a, b) => b.count - a.count || a.firstNs - b.firstNs);
    return worst.slice(0, mostFindings).map(({ name, error, firstNs, count, largestBytes }) => {
      const when = count === 1 ? `at ${formatDuration(firstNs)}` : `first at ${formatDuration(firstNs)}`;
      const sized = Object.hasOwn(remedies, `${name} ${error}`) && largestBytes > 0;
      const asked = sized ? `, asking for ${count === 1 ? '' : 'up to '}${formatBytes(largestBytes)}` : '';
      return {
        kind: 'failed-calls',
        sentence: `${name} failed ${formatNumber(count, 'time')} with ${error} (${when}${asked}).${remedies[`${name} ${error}`] ?? ''}`,
        figures: { name, error, count, firstNs, largestBytes },
      };
    });
  }
}
