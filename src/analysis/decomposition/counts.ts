/**
 * What an arm did, in the units that have a cost: from the faults that its trials counted, and the system calls and pages
 * that its witness trial saw. Exact, so that only the costs have intervals.
 */
import type { ArmStep } from '../../model/experiment.ts';
import {
  type CallCount,
  type Phase,
  type ProbeDescription,
  phases,
  type StepResult,
  sampleColumns,
} from '../../model/probe.ts';
import type { TrialRecord } from '../../model/run.ts';
import { type CostName, hugePagesAmong } from './costs.ts';

/** How many of each cost: calls, faults, pages and bytes. */
export type Counts = Readonly<Record<Exclude<CostName, 'releasedPage' | 'releasedHugePage'>, number>> & {
  /** Whether the system calls were observed. */
  readonly callsSeen: boolean;
  readonly hugePages: number;
};

/** One arm as it was measured: its faults by phase are typical of its timed trials, or those of the witness trial. */
export type Observed = {
  readonly step: ArmStep;
  readonly sizeBytes: number;
  readonly faults: readonly number[];
  readonly witness: TrialRecord | undefined;
  readonly measure: readonly Phase[];
  /** In a process of its own, as the witness trial is. */
  readonly fresh: boolean;
};

/** Counts, or why the model has none for this arm. */
export type Counting = { readonly counts: Counts } | { readonly outside: string };

const [allocate, firstTouch] = [phases.indexOf('allocate'), phases.indexOf('first-touch')];
const minorFaults = sampleColumns.indexOf('minorFaults');
/** Beyond what pages account for, resident memory may grow by this much: code, stack, the allocator's own. */
const rssSlackBytes = 2 ** 20;

const costOfCall: Readonly<Record<string, 'map' | 'unmap' | 'advise'>> = {
  mmap: 'map',
  mremap: 'map',
  brk: 'map',
  munmap: 'unmap',
  madvise: 'advise',
  mprotect: 'advise',
};

function countCalls({ witness, measure, fresh, faults }: Observed, minorFaultsSeen: number) {
  const counts = { call: 0, map: 0, unmap: 0, advise: 0 };
  if (witness?.calls?.state !== 'measured') return { ...counts, callsSeen: false };
  // An allocator that kept its memory from an earlier round asked the kernel for nothing.
  const kept = !fresh && (faults[firstTouch] ?? 0) * 2 < minorFaultsSeen;
  if (kept) return { ...counts, callsSeen: true };
  const byPhase = witness.calls.value.at(-1) ?? [];
  const calls: readonly CallCount[] = measure.flatMap((phase) => byPhase[phases.indexOf(phase)] ?? []);
  for (const { name, count } of calls) counts[costOfCall[name] ?? 'call'] += count;
  return { ...counts, callsSeen: true };
}

/** Why no count of pages can be right; undefined where it can. */
function whyOutside({ step }: Observed, seen: StepResult | undefined, probe: ProbeDescription) {
  const strategy = probe.strategies.find((one) => one.name === step.strategy);
  const pattern = probe.patterns.find((one) => one.name === step.pattern);
  if (!strategy || !pattern) return 'its strategy or pattern is not known';
  if (strategy.backing !== 'anonymous')
    return `its memory is not private anonymous (${strategy.backing === 'none' ? 'it obtains none' : strategy.backing})`;
  if (pattern.reads) return `${pattern.name} maps the shared zero page, which is not calibrated`;
  if (!seen) return 'it has no witness trial';
  return undefined;
}

/** Resident memory of the witness trial grew by more than its faults account for: pages of a size that is not calibrated. */
function hasOtherPages(seen: StepResult, probe: ProbeDescription): boolean {
  const [before, after] = [seen.memory?.[allocate]?.rssBytes, seen.memory?.[firstTouch]];
  if (typeof before !== 'number' || typeof after?.rssBytes !== 'number') return false;
  const faults = seen.samples[firstTouch]?.[minorFaults] ?? 0;
  const expectedBytes = faults * probe.pageSizeBytes + (after.anonHugeBytes ?? 0);
  return after.rssBytes - before > 1.5 * expectedBytes + rssSlackBytes;
}

/** Pages that the pattern touches, and bytes that it stores into them. */
function stores(step: ArmStep, sizeBytes: number, probe: ProbeDescription) {
  const partial = probe.patterns.find((one) => one.name === step.pattern)?.partial ?? false;
  const pages = Math.ceil(sizeBytes / probe.pageSizeBytes);
  const touched =
    step.pattern === 'none' ? 0 : partial ? Math.floor((pages * step.fractionPpm) / 1e6) : pages;
  return { pages: touched, whole: step.pattern === 'write-all' };
}

/** Where the stores went: into pages that their own faults brought, base or huge, or into pages that were there. */
function placeStores(observed: Observed, hugePages: number, taken: number, probe: ProbeDescription) {
  const { step, sizeBytes } = observed;
  const { pages, whole } = stores(step, sizeBytes, probe);
  const { pageSizeBytes, hugePageSizeBytes } = probe;
  const fresh = Math.min(pages, taken - hugePages);
  const huge = Math.min(pages - fresh, hugePages * (hugePageSizeBytes / pageSizeBytes || 1));
  const present = pages - fresh - huge;
  if (!whole) return { freshByte: 0, hugeByte: 0, presentByte: 0, visit: present };
  const bytes = (part: number): number => (pages === 0 ? 0 : (part / pages) * sizeBytes);
  return { freshByte: bytes(fresh), hugeByte: bytes(huge), presentByte: bytes(present), visit: 0 };
}

/** Huge pages among the faults of the phase that set the pages up; none where memory was kept and no fault taken. */
function hugePagesOf(
  { step, sizeBytes }: Observed,
  counted: number,
  populates: boolean,
  seen: StepResult,
  probe: ProbeDescription,
) {
  const { pageSizeBytes, hugePageSizeBytes } = probe;
  const hugeSeen = Math.round((seen.memory?.[firstTouch]?.anonHugeBytes ?? 0) / (hugePageSizeBytes || 1));
  const pages = populates ? Math.ceil(sizeBytes / pageSizeBytes) : stores(step, sizeBytes, probe).pages;
  return Math.min(hugePagesAmong(counted, pages, hugePageSizeBytes / pageSizeBytes), hugeSeen, counted);
}

/** Counts one arm. */
export function countArm(observed: Observed, probe: ProbeDescription): Counting {
  const seen = observed.witness?.steps.at(-1);
  const outside = whyOutside(observed, seen, probe);
  if (outside !== undefined || !seen) return { outside: outside ?? '' };
  const { measure, faults, step } = observed;
  const populates = probe.strategies.find((one) => one.name === step.strategy)?.populates ?? false;
  if (!populates && hasOtherPages(seen, probe)) return { outside: 'its faults map pages of several sizes' };
  const inAllocate = measure.includes('allocate') ? (faults[allocate] ?? 0) : 0;
  const inTouch = faults[firstTouch] ?? 0;
  const hugePages = hugePagesOf(observed, populates ? inAllocate : inTouch, populates, seen, probe);
  const counts = {
    populateCall: populates && measure.includes('allocate') ? 1 : 0,
    ...countCalls(observed, seen.samples[firstTouch]?.[minorFaults] ?? 0),
    exception: populates ? inTouch : inAllocate + inTouch,
    basePage: inAllocate + inTouch - hugePages,
    zeroedByte: hugePages * probe.hugePageSizeBytes,
    ...placeStores(observed, populates ? 0 : hugePages, inTouch, probe),
    hugePages,
  };
  return { counts };
}
