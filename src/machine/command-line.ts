/**
 * `/proc/cmdline`, filtered: only parameters known to bear on memory or timing are kept, since a boot line may carry
 * addresses, names and secrets. A parameter that is absent was not necessarily off: the kernel's build sets defaults.
 */

import { mapReading, type Reading } from '../model/reading.ts';
import { readText } from './read-text.ts';

const PATH = '/proc/cmdline';
const LONGEST_PARAMETER = 120;

// Source: Documentation/admin-guide/kernel-parameters.txt. The kernel takes "-" and "_" in names for the same.
const KEPT: ReadonlySet<string> = new Set(
  [
    // clearing, poisoning and debugging of pages
    'init_on_alloc init_on_free page_poison debug_pagealloc page_owner page_alloc.shuffle',
    'slub_debug slab_debug kasan kasan.mode kfence.sample_interval',
    // page sizes
    'transparent_hugepage transparent_hugepage_shmem transparent_hugepage_tmpfs thp_anon thp_shmem',
    'hugepages hugepagesz default_hugepagesz hugetlb_free_vmemmap hugetlb_cma nohugevmalloc',
    // how much memory, where, and who accounts for it
    'mem numa numa_balancing cgroup_disable cgroup_enable cgroup.memory swapaccount psi',
    'zswap.enabled page_reporting.page_reporting_order norandmaps nokaslr kaslr no5lvl',
    // cost of entering the kernel
    'mitigations pti nopti spectre_v2 retbleed spec_rstack_overflow vsyscall preempt',
    // CPUs and clocks
    'isolcpus nohz_full rcu_nocbs maxcpus nr_cpus nosmt idle tsc clocksource',
    'intel_pstate amd_pstate cpufreq.default_governor intel_idle.max_cstate processor.max_cstate',
  ].flatMap((names) => names.split(' ')),
);

/** The kept parameters as written, in order; what follows `--` belongs to init and is dropped. */
export function parseCommandLine(text: string): readonly string[] {
  const words: readonly string[] = text.trim().match(/(?:[^\s"]|"[^"]*")+/g) ?? [];
  const end = words.indexOf('--');
  const parameters = end < 0 ? words : words.slice(0, end);
  return parameters
    .filter((parameter) => KEPT.has(parameter.split('=', 1)[0]!.replaceAll('-', '_')))
    .map((parameter) => parameter.slice(0, LONGEST_PARAMETER));
}

export function readCommandLine(root = '/'): Reading<readonly string[]> {
  return mapReading(readText(root, PATH), parseCommandLine);
}
