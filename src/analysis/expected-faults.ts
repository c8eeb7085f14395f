/**
 * How many minor faults each phase must take, from pages, populate and huge pages: what a trial's counts are held
 * against. Bounds, because some pages are legitimately there already (malloc's own headers) and a fault may map more than
 * one page (THP, mTHP). A bound that is missing cannot be predicted.
 */
import type { Arm, ArmStep } from '../model/experiment.ts';
import type { MachineSettings } from '../model/machine.ts';
import type { Phase, ProbeDescription, StrategyDescription } from '../model/probe.ts';
import { measuredValue } from '../model/reading.ts';

/**
 * Minor faults of one phase; `because` says where the figure comes from. `countsAllocate`: faults of allocate count towards
 * the lower bound, since an allocator may touch what it hands out (calloc clears, realloc copies).
 */
export type FaultBounds = {
  readonly low: number;
  readonly high: number;
  readonly because: string;
  readonly countsAllocate: boolean;
};
export type ExpectedFaults = Partial<Record<Phase, FaultBounds>>;

/** Pages that the allocator or the process may have touched before, or touch beside, the region. */
const slackPages = 8;
const allocatorSlackPages = 64;

function isTuned(arm: Pick<Arm, 'preload' | 'environment'>, strategy: StrategyDescription): boolean {
  return strategy.viaMalloc && (arm.preload !== undefined || Object.keys(arm.environment).length > 0);
}

/** Base pages that one fault of the arm may map where the region follows the machine's setting, or asks for huge pages. */
export function pagesPerFault(
  settings: MachineSettings,
  strategy: StrategyDescription,
  arm: Pick<Arm, 'preload' | 'environment' | 'thpDisable'>,
  pageSizeBytes: number,
): number {
  if (strategy.pages === 'base' || arm.thpDisable) return 1;
  const huge = settings.transparentHugePages;
  const hugeBytes = measuredValue(huge.hugePageSizeBytes) ?? pageSizeBytes;
  if (strategy.backing === 'shmem') {
    return (measuredValue(huge.shmemEnabled) ?? 'never') === 'never' ? 1 : hugeBytes / pageSizeBytes;
  }
  const mode = measuredValue(huge.enabled) ?? 'never';
  // A tuned or preloaded allocator may advise huge pages itself (glibc.malloc.hugetlb=1, tcmalloc).
  const advises = strategy.pages === 'huge' || isTuned(arm, strategy);
  const applies = (word: string): boolean => word === 'always' || (word === 'madvise' && advises);
  let largest = applies(mode) ? hugeBytes : pageSizeBytes;
  for (const size of measuredValue(huge.sizes) ?? []) {
    const own = measuredValue(size.enabled) ?? 'never';
    if (applies(own === 'inherit' ? mode : own)) largest = Math.max(largest, size.sizeBytes);
  }
  return largest / pageSizeBytes;
}

/** Whole aligned huge pages within the region. */
export function alignedHugePages(address: number, sizeBytes: number, hugePageSizeBytes: number): number {
  if (hugePageSizeBytes === 0) return 0;
  const first = Math.ceil(address / hugePageSizeBytes);
  return Math.max(0, Math.floor((address + sizeBytes) / hugePageSizeBytes) - first);
}

/** Pages of a fraction, which is rounded down anew in each run of `pagesEach` pages. */
function pagesOfFraction(pages: number, pagesEach: number, fractionPpm: number): number {
  const whole = Math.floor(pages / pagesEach) * Math.floor((pagesEach * fractionPpm) / 1e6);
  return whole + Math.floor(((pages % pagesEach) * fractionPpm) / 1e6);
}

/** Pages that the step's pattern touches, and the faults that each takes on base pages. */
function touchOf(
  step: ArmStep,
  pages: number,
  pagesEach: number,
  probe: ProbeDescription,
  strategy: StrategyDescription,
) {
  const pattern = probe.patterns.find((one) => one.name === step.pattern);
  if (!pattern || strategy.backing === 'none' || !(pattern.reads || pattern.writes))
    return { touched: 0, faultsEach: 1 };
  const touched = pattern.partial ? pagesOfFraction(pages, pagesEach, step.fractionPpm) : pages;
  // A load maps the shared zero page into private anonymous memory; the store after it faults again.
  const faultsEach = pattern.reads && pattern.writes && strategy.backing === 'anonymous' ? 2 : 1;
  return { touched, faultsEach };
}

/** Automatic NUMA balancing takes hint faults on pages that are long present. */
function takesHintFaults(settings: MachineSettings): boolean {
  return (measuredValue(settings.numaBalancing) ?? 0) > 0;
}

/** Bounds of the touch that meets the pages first. */
function touchBounds(
  { touched, faultsEach }: ReturnType<typeof touchOf>,
  share: number,
  each: number,
  slack: number,
  huge: { readonly pages: number; readonly spared: number } | undefined,
): Omit<FaultBounds, 'countsAllocate'> {
  const low = Math.max(0, Math.ceil(touched / each) - slackPages);
  const high = touched * faultsEach + slack;
  if (!huge) return { low, high, because: `${touched} pages` };
  const because = `${touched} pages with at least one of ${huge.pages} aligned huge pages`;
  return { low, high: high - Math.floor(huge.spared * share), because };
}

/**
 * What the faults of each phase of the arm's step must be; empty where the strategy or pattern is unknown. `chunkBytes` is
 * what is touched at a time, where that is not the whole region.
 */
export function expectFaults(
  step: ArmStep,
  arm: Arm,
  sizeBytes: number,
  address: number,
  probe: ProbeDescription,
  settings: MachineSettings,
  chunkBytes = sizeBytes,
): ExpectedFaults {
  const strategy = probe.strategies.find((one) => one.name === step.strategy);
  if (!strategy) return {};
  const hugetlb = strategy.backing === 'hugetlb' ? probe.hugetlbPageSizeBytes : 0;
  const pages = Math.ceil(sizeBytes / (hugetlb || probe.pageSizeBytes));
  const slack = isTuned(arm, strategy) ? allocatorSlackPages : slackPages;
  const touch = touchOf(
    step,
    pages,
    Math.ceil(chunkBytes / (hugetlb || probe.pageSizeBytes)),
    probe,
    strategy,
  );
  const each = pagesPerFault(settings, strategy, arm, probe.pageSizeBytes);
  const aligned =
    strategy.pages === 'huge' && each > 1 ? alignedHugePages(address, sizeBytes, probe.hugePageSizeBytes) : 0;
  const huge =
    aligned > 0 ? { pages: aligned, spared: probe.hugePageSizeBytes / probe.pageSizeBytes - 1 } : undefined;
  const high = takesHintFaults(settings) ? touch.touched + slack : slack;
  const settled = { countsAllocate: false, low: 0, high, because: 'every page is present' };
  if (!strategy.populates) {
    const bounds = touchBounds(touch, touch.touched / pages, each, slack, huge);
    return { 'first-touch': { ...bounds, countsAllocate: strategy.viaMalloc }, 'second-touch': settled };
  }
  const low = Math.max(0, Math.ceil(pages / each) - slack);
  const populated = { countsAllocate: false, low, high: pages + slack, because: `${pages} pages` };
  return { allocate: populated, 'first-touch': settled, 'second-touch': settled };
}
