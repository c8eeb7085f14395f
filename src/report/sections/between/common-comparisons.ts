/** What several runs compared alike: the same arms at the same size in the same way, run by run. */
import type { Finding, Verdict } from '../../../model/finding.ts';
import type { Report, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatCount, formatNumber } from '../../../model/units.ts';

/** What one run says of it. */
export type Standing = {
  readonly letter: string;
  readonly ratio: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly n: number;
  /** Null where it is only described. */
  readonly verdict: Verdict | null;
};

export type CommonComparison = {
  readonly arm: string;
  readonly reference: string;
  /** Stage, size, phase and what else tells it from the others. */
  readonly where: string;
  /** Of the runs that have it, in their order. */
  readonly standings: readonly Standing[];
};

export type Common = {
  readonly comparisons: readonly CommonComparison[];
  /** Comparisons that only one run has. */
  readonly alone: number;
};

/** Findings do not name the touch pattern; the cells do, in the same order. */
function patternsOf({ cells }: ReportRun): (finding: Finding) => string {
  const seen = new Map<string, number>();
  return ({ stage, design, sizeBytes, phase, arm }) => {
    const key = JSON.stringify([stage, design, sizeBytes, phase, arm]);
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    const same = cells.filter(
      (cell) =>
        cell.stage === stage &&
        cell.design === design &&
        cell.sizeBytes === sizeBytes &&
        cell.measure.join('+') === phase &&
        cell.contrasts.some((contrast) => contrast.arm === arm && !contrast.isControl),
    );
    return same[place]?.pattern ?? '';
  };
}

type Found = { readonly key: string; readonly finding: Finding; readonly pattern: string };

function comparisonsOf(run: ReportRun): Found[] {
  const patternOf = patternsOf(run);
  return run.findings.flatMap((finding) => {
    if (finding.kind !== 'comparison') return [];
    const pattern = patternOf(finding);
    const { stage, design, sizeBytes, phase, arm, reference, ratio, n } = finding;
    if (ratio === null || ratio <= 0 || n === 0) return [];
    return [
      { key: JSON.stringify([stage, design, sizeBytes, phase, arm, reference, pattern]), finding, pattern },
    ];
  });
}

function placeParts({ finding: { stage, design, sizeBytes, phase }, pattern }: Found): string[] {
  return [
    stage,
    sizeBytes === null ? '' : formatBytes(sizeBytes),
    phase === null ? '' : phase.replaceAll('+', ' + '),
    pattern,
    design ?? '',
  ];
}

/** Where it was compared, in so many words as tell it from the others; stage and size always. */
function wheresOf(all: readonly Found[]): string[] {
  const parts = all.map(placeParts);
  const varies = (index: number): boolean => new Set(parts.map((own) => own[index])).size > 1;
  return parts.map((own) =>
    own.filter((part, index) => part !== '' && (index < 2 || varies(index))).join(', '),
  );
}

function standingOf(letter: string, { ratio, interval, n, verdict }: Finding): Standing {
  const low = interval?.low ?? null;
  return {
    letter,
    ratio: ratio ?? 1,
    low: low !== null && low > 0 ? low : null,
    high: interval?.high ?? null,
    n,
    verdict,
  };
}

export function commonComparisons({ runs }: Report): Common {
  const found = new Map<string, { first: Found; standings: Standing[] }>();
  for (const run of runs) {
    for (const one of comparisonsOf(run)) {
      const here = found.get(one.key) ?? { first: one, standings: [] };
      here.standings.push(standingOf(run.letter, one.finding));
      found.set(one.key, here);
    }
  }
  const all = [...found.values()];
  const shared = all.filter(({ standings }) => standings.length > 1);
  const wheres = wheresOf(shared.map(({ first }) => first));
  return {
    comparisons: shared.map(({ first, standings }, index) => ({
      arm: first.finding.arm ?? '',
      reference: first.finding.reference ?? '',
      where: wheres[index] ?? '',
      standings,
    })),
    alone: all.length - shared.length,
  };
}

/** What a run decided: that the arm is faster, slower or equivalent; nothing where it did not decide. */
function decided({ verdict, ratio }: Standing): string | null {
  if (verdict === 'different') return ratio < 1 ? 'faster' : 'slower';
  return verdict === 'equivalent' ? verdict : null;
}

/** Whether two runs that decided decided otherwise. */
export function isContradicted({ standings }: CommonComparison): boolean {
  return new Set(standings.map(decided).filter((one) => one !== null)).size > 1;
}

/** Whether one run decided and another did not. */
function isHalfDecided({ standings }: CommonComparison): boolean {
  return new Set(standings.map((one) => decided(one) !== null)).size > 1;
}

/** Contradictions first, then what some runs did not decide. */
export function byDispute(comparisons: readonly CommonComparison[]): CommonComparison[] {
  const rank = (one: CommonComparison): number => (isContradicted(one) ? 0 : isHalfDecided(one) ? 1 : 2);
  return [...comparisons].sort((one, other) => rank(one) - rank(other));
}

/** How far the runs agree, in a sentence without its full stop. */
export function agreement(comparisons: readonly CommonComparison[]): string {
  const against = comparisons.filter(isContradicted).length;
  const half = comparisons.filter((one) => !isContradicted(one) && isHalfDecided(one)).length;
  const shared = formatNumber(comparisons.length, 'shared comparison');
  const open = half > 0 ? `; in ${formatCount(half)} some run does not decide` : '';
  return against > 0
    ? `The runs contradict each other in ${formatCount(against)} of ${shared}${open}`
    : `No run contradicts another in ${shared}${open}`;
}
