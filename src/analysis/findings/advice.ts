/** For each cell of a stage that advises: the fastest way here, the simplest that is nearly as fast, what they cost. */
import type { Finding } from '../../model/finding.ts';
import {
  formatBytes,
  formatDuration,
  formatInterval,
  formatPercent,
  formatRatio,
} from '../../model/units.ts';
import { contains, median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import { type BackedMemory, backedInWords, backedMemory } from '../backed-memory.ts';
import type { ArmSeries, CellSeries } from '../cell-series.ts';
import { type WayToGetIt, wayOf } from '../ways-to-get-it.ts';
import { makeFinding } from './make-finding.ts';
import { separation } from './ranking.ts';

/** A simpler way may take this much longer. */
const allowance = 0.05;

type Candidate = {
  readonly series: ArmSeries;
  readonly ns: number;
  readonly way: WayToGetIt | undefined;
  readonly memory: BackedMemory;
};

/** The arms of the cell that obtain memory and were measured, the fastest first. */
function candidatesOf(analysis: Analysis, stage: number, cell: number, series: CellSeries): Candidate[] {
  const { strategies } = analysis.header.capabilities;
  return series.series
    .slice(0, -1)
    .flatMap((one, arm) => {
      const strategy = strategies.find(({ name }) => name === one.arm.steps.at(-1)?.strategy);
      if (one.accepted === 0 || strategy?.backing === 'none') return [];
      const way = wayOf(one.arm, strategy?.viaMalloc ?? false);
      const memory = backedMemory(analysis, stage, cell, arm);
      return [{ series: one, ns: median(one.measureNs.present()), way, memory }];
    })
    .sort((a, b) => a.ns - b.ns);
}

/** Which is simpler; a way that is not known is never that. */
function rankOf({ way }: Candidate): number {
  return way?.simplicity ?? Number.POSITIVE_INFINITY;
}

/** The simplest arm whose median paired ratio to the fastest is within the allowance, with that ratio. */
function simplestOf(analysis: Analysis, cell: CellSeries, candidates: readonly Candidate[]) {
  const [fastest] = candidates as [Candidate];
  const near = candidates.slice(1).flatMap((candidate) => {
    const contrast = separation(analysis, cell, fastest.series, candidate.series);
    return contrast.ratio <= 1 + allowance && rankOf(candidate) < rankOf(fastest)
      ? [{ candidate, contrast }]
      : [];
  });
  return near.sort((a, b) => rankOf(a.candidate) - rankOf(b.candidate))[0];
}

/** `mmap-thp is the fastest and backs what is touched`: the same words in every cell where the same holds. */
function inWords(name: string, what: string, memory: BackedMemory): string {
  const backed = backedInWords(memory);
  return `${name} is ${what}${backed === '' ? '' : ` and ${backed}`}`;
}

function recipe(prefix: string, { series, way }: Candidate): Record<string, string | null> {
  return {
    [`${prefix}Portability`]: way?.portability ?? null,
    [`${prefix}InC`]: way?.inC ?? null,
    [`${prefix}Unchanged`]: way?.unchanged ?? null,
    [`${prefix}Discarded`]: series.arm.discardFirst ? 'measured after a discarded call of its own' : null,
  };
}

/** Of all ways, the one that anyone would write first: what the fastest is worth. Undefined where that is the fastest. */
function plainestOf(analysis: Analysis, cell: CellSeries, candidates: readonly Candidate[]) {
  const [fastest] = candidates as [Candidate];
  const plainest = candidates.toSorted((a, b) => rankOf(a) - rankOf(b))[0];
  if (!plainest || plainest === fastest) return undefined;
  const { ratio } = separation(analysis, cell, fastest.series, plainest.series);
  return { name: plainest.series.arm.name, ratio };
}

type Choice = {
  readonly fastest: Candidate;
  /** Whether the fastest is told apart from every other. */
  readonly told: boolean;
  readonly simplest: ReturnType<typeof simplestOf>;
  readonly plainest: ReturnType<typeof plainestOf>;
};

/** `advice` is the same in every cell where the same holds, but for memory; `takes` has the cell's own figures. */
function adviceOf({ fastest, told, simplest, plainest }: Choice): { advice: string; takes: string } {
  const what = told ? 'the fastest' : 'among the fastest';
  const first = inWords(fastest.series.arm.name, what, fastest.memory);
  const within = formatPercent(allowance);
  if (!simplest) {
    const takes = plainest
      ? `; ${plainest.name}, the simplest, takes ${formatRatio(plainest.ratio)} times as long`
      : '';
    return {
      advice: plainest ? `${first}; nothing simpler is within ${within} of it` : `${first} and the simplest`,
      takes,
    };
  }
  const { candidate, contrast } = simplest;
  const excludesMore = contrast.interval.high <= 1 + allowance;
  const sure = excludesMore ? 'by its whole interval' : 'by its median, though its interval allows more';
  const backed = backedInWords(candidate.memory);
  const own = `${candidate.series.arm.name} is simpler and takes at most ${within} longer ${sure}`;
  const { ratio, interval } = contrast;
  return {
    advice: `${first}; ${own}${backed === '' ? '' : `; it ${backed}`}`,
    takes: `; ${formatInterval(ratio, interval.low, interval.high)} times as long`,
  };
}

function choose(analysis: Analysis, series: CellSeries, candidates: readonly Candidate[]): Choice {
  const [fastest, ...others] = candidates as [Candidate, ...Candidate[]];
  return {
    fastest,
    told: others.every((other) => separation(analysis, series, fastest.series, other.series).told),
    simplest: simplestOf(analysis, series, candidates),
    plainest: plainestOf(analysis, series, candidates),
  };
}

function figuresOf({ fastest, simplest, plainest }: Choice): Finding['figures'] {
  const advised = simplest?.candidate ?? fastest;
  return {
    allowance,
    touchedBytes: fastest.memory.touchedBytes,
    fastestNs: fastest.ns,
    fastestBackedBytes: fastest.memory.backedBytes ?? null,
    ...recipe('fastest', fastest),
    simplestNs: advised.ns,
    simplestBackedBytes: advised.memory.backedBytes ?? null,
    ...recipe('simplest', advised),
    plainest: plainest?.name ?? null,
    plainestRatio: plainest?.ratio ?? null,
  };
}

/** Two identical arms differ here. */
function noAdvice(analysis: Analysis, stage: number, series: CellSeries, pattern: string): Finding {
  const { sizeBytes } = series.cell;
  const advice = 'no advice: two identical arms differ as well';
  return makeFinding(analysis, stage, {
    kind: 'advice',
    sizeBytes,
    n: series.blocks,
    verdict: 'void',
    sentence: `at ${formatBytes(sizeBytes)}, ${pattern}: ${advice}.`,
    figures: { pattern, advice },
  });
}

function cellAdvice(
  analysis: Analysis,
  stage: number,
  cell: number,
  series: CellSeries,
): Finding | undefined {
  const candidates = candidatesOf(analysis, stage, cell, series);
  if (candidates.length < 2) return undefined;
  const pattern = series.reference.arm.steps.at(-1)?.pattern ?? '';
  if (!contains(series.controlContrast().settled().interval, 0))
    return noAdvice(analysis, stage, series, pattern);
  const choice = choose(analysis, series, candidates);
  const { fastest, simplest } = choice;
  const { advice, takes } = adviceOf(choice);
  const { sizeBytes } = series.cell;
  return makeFinding(analysis, stage, {
    kind: 'advice',
    arm: (simplest?.candidate ?? fastest).series.arm.name,
    reference: fastest.series.arm.name,
    sizeBytes,
    phase: 'allocate+first-touch',
    ratio: simplest?.contrast.ratio ?? null,
    interval: simplest?.contrast.interval ?? null,
    n: series.blocks,
    sentence: `at ${formatBytes(sizeBytes)}, ${pattern}: ${advice}${takes}. The fastest takes ${formatDuration(fastest.ns)}.`,
    figures: { pattern, advice, ...figuresOf(choice) },
  });
}

export function findAdvice(analysis: Analysis): Finding[] {
  return analysis.header.plan.stages.flatMap((definition, stage) => {
    if (definition.kind !== 'comparison' || !definition.advises) return [];
    const cells = analysis.cells[stage] ?? [];
    return cells.flatMap((series, cell) => cellAdvice(analysis, stage, cell, series) ?? []);
  });
}
