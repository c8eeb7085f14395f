/**
 * What a system call, a fault, a page and a byte cost on this machine: arithmetic on the paired trials of a calibration's
 * blocks. Every block gives one value of every cost, so that what is added up from several costs keeps its own scatter.
 */
import type { CalibrationRole } from '../../model/calibration.ts';
import { type Phase, type ProbeDescription, phases } from '../../model/probe.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';

/**
 * The costs in nanoseconds: `call`, `map`, `unmap`, `advise` each call; `populateCall` what a call
 * that populates takes beside its pages; `exception` each fault that user code takes, the store
 * that took it included; `basePage` each base page set up and zeroed; `zeroedByte`; `freshByte`, `hugeByte`, `presentByte` each
 * byte stored into a base page or a huge page just zeroed, or a page that was there before; `visit` one store into a page that
 * was there; `releasedPage`, `releasedHugePage`.
 */
export const costNames = [
  'call',
  'map',
  'unmap',
  'advise',
  'populateCall',
  'exception',
  'basePage',
  'zeroedByte',
  'freshByte',
  'hugeByte',
  'presentByte',
  'visit',
  'releasedPage',
  'releasedHugePage',
] as const;
export type CostName = (typeof costNames)[number];

/** One value a block for every cost; NaN where a block could not give it. */
export type Costs = Readonly<Record<CostName, Float64Array>>;

/** The costs at one size. */
export type CalibratedSize = { readonly sizeBytes: number; readonly costs: Costs };

type Readings = {
  readonly ns: (role: CalibrationRole, phase: Phase) => number;
  readonly faults: (role: CalibrationRole, phase: Phase) => number;
};

function readingsOf(cells: readonly CellSeries[], block: number): Readings {
  const arms = cells.flatMap((cell) => cell.series);
  // The control arm is a copy of the first arm and has its name: the first of a name is the arm itself.
  const column =
    (of: (arm: ArmSeries) => ArmSeries['phaseNs']) =>
    (role: CalibrationRole, phase: Phase): number => {
      const arm = arms.find((one) => one.arm.name === role);
      return (arm && of(arm)[phases.indexOf(phase)]?.at(block)) ?? Number.NaN;
    };
  return { ns: column((arm) => arm.phaseNs), faults: column((arm) => arm.phaseFaults) };
}

/** Huge pages among the faults that set up so many base pages' worth of memory. */
export function hugePagesAmong(faults: number, pages: number, pagesOfHuge: number): number {
  return pagesOfHuge > 1 ? Math.max(0, Math.round((pages - faults) / (pagesOfHuge - 1))) : 0;
}

type Shape = { readonly pages: number; readonly sizeBytes: number; readonly probe: ProbeDescription };

/** A huge page's costs, after the base pages at the region's ends are taken off; NaN where there was none. */
function hugeCosts({ ns, faults }: Readings, base: Record<string, number>, { pages, probe }: Shape) {
  const { pageSizeBytes, hugePageSizeBytes } = probe;
  const { page = 0, exception = 0, freshByte = 0, releasedPage = 0, unmap = 0 } = base;
  const share = (role: CalibrationRole) => {
    const taken = faults(role, 'first-touch');
    const huge = hugePagesAmong(taken, pages, hugePageSizeBytes / pageSizeBytes);
    return { huge: huge === 0 ? Number.NaN : huge, small: taken - huge };
  };
  const [touched, stored] = [share('huge-page'), share('huge-bytes')];
  const zeroNs = ns('huge-page', 'first-touch') - touched.small * page - touched.huge * exception;
  const zeroedByte = zeroNs / (touched.huge * hugePageSizeBytes);
  const storeNs =
    ns('huge-bytes', 'first-touch') -
    stored.small * (page + pageSizeBytes * freshByte) -
    stored.huge * (exception + hugePageSizeBytes * zeroedByte);
  return {
    zeroedByte,
    hugeByte: storeNs / (stored.huge * hugePageSizeBytes),
    releasedHugePage: (ns('huge-page', 'release') - unmap - touched.small * releasedPage) / touched.huge,
  };
}

/** One block: each cost from the trials of that block alone. */
function costsOfBlock(
  readings: Readings,
  shape: Shape,
  nullCalls: number,
  onePageNs: number,
): Record<CostName, number> {
  const { ns, faults } = readings;
  const { pages, sizeBytes } = shape;
  const [map, unmap] = [ns('map', 'allocate'), ns('map', 'release')];
  const page = ns('page', 'first-touch') / faults('page', 'first-touch');
  // The slope from one page to all of them: the first page also pays for code that the process has not run yet.
  const basePage =
    pages > 1 ? (ns('populate', 'allocate') - onePageNs) / (faults('populate', 'allocate') - 1) : Number.NaN;
  const exception = page - basePage;
  const freshByte = (ns('bytes', 'first-touch') - ns('page', 'first-touch')) / sizeBytes;
  const releasedPage = (ns('page', 'release') - unmap) / faults('page', 'first-touch');
  return {
    call: ns('call', 'allocate') / nullCalls,
    map,
    unmap,
    advise: ns('page', 'allocate') - map,
    populateCall: onePageNs - map - basePage,
    exception,
    basePage,
    freshByte,
    presentByte: ns('bytes', 'second-touch') / sizeBytes,
    visit: ns('page', 'second-touch') / pages,
    releasedPage,
    ...hugeCosts(readings, { page, exception, freshByte, releasedPage, unmap }, shape),
  };
}

/**
 * The costs that the cells of one size have measured so far, a block of one paired with that of the others; `onePage` are
 * the cells of a single page beside them.
 */
export function costsOf(
  cells: readonly CellSeries[],
  onePage: readonly CellSeries[],
  sizeBytes: number,
  probe: ProbeDescription,
): CalibratedSize {
  const shape = { pages: Math.ceil(sizeBytes / probe.pageSizeBytes), sizeBytes, probe };
  const nullArm = cells.flatMap((cell) => cell.cell.arms).find((arm) => arm.name === 'call');
  const nullStrategy = nullArm?.steps[0]?.strategy;
  const nullCalls = probe.strategies.find((one) => one.name === nullStrategy)?.calibrates || Number.NaN;
  const blocks = Array.from({ length: Math.max(...cells.map((cell) => cell.blocks)) }, (_, block) =>
    costsOfBlock(
      readingsOf(cells, block),
      shape,
      nullCalls,
      readingsOf(onePage, block).ns('populate', 'allocate'),
    ),
  );
  const columns = costNames.map((name) => [name, Float64Array.from(blocks, (block) => block[name])]);
  return { sizeBytes, costs: Object.fromEntries(columns) as Costs };
}
