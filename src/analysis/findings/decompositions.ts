/** Why an arm differs from the reference: counts times calibrated costs, and what they leave unexplained. */
import type { ComparisonStage } from '../../model/experiment.ts';
import type { Finding, Verdict } from '../../model/finding.ts';
import type { Phase } from '../../model/probe.ts';
import { formatBytes, formatDuration } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import type { CellSeries } from '../cell-series.ts';
import {
  type Amount,
  amountInWords,
  amountOf,
  type CalibratedSize,
  type Costs,
  type Counts,
  calibratedSizes,
  costsAtSize,
  countArmOf,
  type Decomposition,
  decompose,
  differencesNs,
  residualOf,
  shareOf,
  sharesInWords,
  signed,
  subtractCounts,
  termsInWords,
} from '../decomposition/index.ts';
import { verdictOf } from './comparisons.ts';
import { makeFinding } from './make-finding.ts';

/** One arm of one cell of a comparison, with the costs at its size. */
type Place = {
  readonly analysis: Analysis;
  readonly stage: number;
  readonly cell: number;
  readonly arm: number;
  readonly here: CellSeries;
  readonly measure: readonly Phase[];
  readonly costs: Costs;
  readonly verdict: Verdict;
  /** Whether it is the first of its cell to say where the time of both goes. */
  readonly saysWhole: boolean;
};

type Said = { readonly outcome: 'explained' | 'refused' | 'nothing' | 'outside'; readonly sentence: string };

/** Patterns for which the model claims to leave nothing out: every page once, in order. */
const completePatterns = ['write-all', 'write-page'];

function namesOf({ here, arm }: Place): { own: string; reference: string; size: string } {
  const own = here.series[arm]?.arm;
  const pattern = own?.steps.at(-1)?.pattern ?? 'write-all';
  const size = `${formatBytes(here.cell.sizeBytes)}${pattern === 'write-all' ? '' : `, ${pattern}`}`;
  return { own: own?.name ?? '', reference: here.reference.arm.name, size };
}

/** What the arms are beyond the model's claim to be complete, as a sentence with a space before it. */
function limits({ here, arm }: Place): string {
  const arms = [here.series[arm]?.arm, here.reference.arm];
  const patterns = arms.map((one) => one?.steps.at(-1)?.pattern ?? '');
  const other = patterns.find((pattern) => !completePatterns.includes(pattern));
  const { kind } = here.cell.design;
  if (kind !== 'fresh') return ` Costs are those of fresh processes, the times ${kind}.`;
  if (other !== undefined) return ` The model does not claim to be complete for ${other}.`;
  if (arms.some((one) => one?.preload)) return ' What an allocator does in user mode is not calibrated.';
  return '';
}

/** Release stands outside the time that is compared: said where it differs too. */
function releaseInWords(place: Place, wholeNs: number): string {
  const values = differencesNs(place.here, place.arm, 'release');
  if (values.length === 0) return '';
  const { ns, interval } = amountOf(values, place.analysis.header.settings.alpha);
  const resolved = interval.low > 0 || interval.high < 0;
  if (!resolved || Math.abs(ns) < Math.abs(wholeNs) / 100) return '';
  return ` Release, not part of that time: ${amountInWords({ ns, interval })}.`;
}

function noFaults({ here, arm }: Place): string {
  const faults = here.series[arm]?.phaseFaults.slice(0, 2).flatMap((column) => [...column.present()]);
  const name = here.series[arm]?.arm.name;
  return faults && faults.length > 0 && faults.every((count) => count === 0)
    ? ` ${name} took no faults.`
    : '';
}

function explain(place: Place, { terms, explained }: Decomposition, measured: Amount): Said {
  const { own, reference, size } = namesOf(place);
  const residual = residualOf(measured, explained);
  const way = measured.ns < 0 ? 'less' : 'more';
  const { ns } = measured;
  const difference = `${own} takes ${formatDuration(Math.abs(ns))} ${way} than ${reference} at ${size}`;
  const left = `residual ${amountInWords(residual)}, ${shareOf(Math.abs(residual.ns), Math.abs(ns))} of the difference`;
  // More left over than explained, or than there was to explain.
  if (Math.abs(residual.ns) > Math.min(Math.abs(explained.ns), Math.abs(ns))) {
    const sentence = `${difference}, and the counts do not explain it: they make ${amountInWords(explained)}; ${left}.`;
    return { outcome: 'refused', sentence };
  }
  const sentence = `${difference}: ${termsInWords(terms, ns)}; ${left}.${noFaults(place)}`;
  return { outcome: 'explained', sentence };
}

/** Where the time of the reference goes, with a space before it; nothing where the counts do not account for most of it. */
function wholeInWords(place: Place, counts: Counts): string {
  const { capabilities, settings } = place.analysis.header;
  const whole = amountOf(place.here.reference.measureNs.present(), settings.alpha);
  const { terms, explained } = decompose(counts, place.costs, capabilities.pageSizeBytes, settings.alpha);
  const left = residualOf(whole, explained);
  const fits = whole.ns > 0 && Math.abs(left.ns) <= Math.abs(explained.ns);
  if (!fits) return '';
  return ` ${namesOf(place).reference}'s ${formatDuration(whole.ns)} are ${sharesInWords(terms, whole.ns)}, and ${shareOf(left.ns, whole.ns)} that the counts leave.`;
}

/** Where the difference is not one: the first such arm of a cell also says where the time of both goes. */
function nothing(place: Place, against: Counts, { explained }: Decomposition): Said {
  const { own, reference, size } = namesOf(place);
  const why =
    place.verdict === 'equivalent'
      ? `${own} and ${reference} at ${size} are equivalent: there is nothing to explain`
      : `the difference between ${own} and ${reference} at ${size} is not resolved: there is nothing to explain yet`;
  const whole = place.saysWhole ? wholeInWords(place, against) : '';
  const sentence = `${why}; their counts alone would make ${signed(explained.ns)}.${whole}`;
  return { outcome: 'nothing', sentence };
}

/** The counts of the arm and of the reference, or which of them has none, and why. */
function countBoth(place: Place): { mine: Counts; theirs: Counts } | { outside: string } {
  const { analysis, stage, cell, arm, measure } = place;
  const { own, reference } = namesOf(place);
  const [mine, theirs] = [
    countArmOf(analysis, stage, cell, arm, measure),
    countArmOf(analysis, stage, cell, 0, measure),
  ];
  if ('outside' in mine) return { outside: `${own} is outside the model, ${mine.outside}` };
  if ('outside' in theirs) return { outside: `${reference} is outside the model, ${theirs.outside}` };
  return { mine: mine.counts, theirs: theirs.counts };
}

/** `page set-up` to `pageSetUp`, with its ends where there are any. */
function figuresOf(named: readonly (Amount & { readonly name: string })[]): Record<string, number> {
  const figures: Record<string, number> = {};
  for (const { name, ns, interval } of named) {
    const word = name.replaceAll(/[ -](\w)/g, (_, letter: string) => letter.toUpperCase());
    figures[`${word}Ns`] = ns;
    if (Number.isFinite(interval.low)) figures[`${word}LowNs`] = interval.low;
    if (Number.isFinite(interval.high)) figures[`${word}HighNs`] = interval.high;
  }
  return figures;
}

function say(place: Place): { said: Said; figures: Record<string, number> } | undefined {
  const { analysis, arm, here, verdict, costs } = place;
  const { capabilities, settings } = analysis.header;
  const { own, reference, size } = namesOf(place);
  const resolved = verdict === 'different';
  const outside = (why: string) => {
    const sentence = `why ${own} differs from ${reference} at ${size} is not said: ${why}.`;
    return resolved ? { said: { outcome: 'outside', sentence } as const, figures: {} } : undefined;
  };
  const counted = countBoth(place);
  if ('outside' in counted) return outside(counted.outside);
  const difference = subtractCounts(counted.mine, counted.theirs);
  const parts = decompose(difference, costs, capabilities.pageSizeBytes, settings.alpha);
  if (Number.isNaN(parts.explained.ns)) return outside('a cost that it needs could not be calibrated');
  const measured = { name: 'measured', ...amountOf(differencesNs(here, arm), settings.alpha) };
  const explained = { name: 'explained', ...parts.explained };
  const residual = { name: 'residual', ...residualOf(measured, explained) };
  const figures = figuresOf([...parts.terms, measured, explained, residual]);
  if (!resolved) return { said: nothing(place, counted.theirs, parts), figures };
  const said = explain(place, parts, measured);
  const unseen = difference.callsSeen ? '' : ' System calls were not observed.';
  const sentence = `${said.sentence}${releaseInWords(place, measured.ns)}${limits(place)}${unseen}`;
  return { said: { ...said, sentence }, figures };
}

function decomposeArm(place: Place): Finding | undefined {
  const { analysis, stage, here, arm, measure } = place;
  const result = say(place);
  if (!result) return undefined;
  const { own, reference } = namesOf(place);
  return makeFinding(analysis, stage, {
    kind: 'decomposition',
    arm: own,
    reference,
    sizeBytes: here.cell.sizeBytes,
    phase: measure.join('+'),
    design: here.cell.design.kind,
    n: here.contrast(arm).count,
    sentence: result.said.sentence,
    figures: { ...result.figures, outcome: result.said.outcome },
  });
}

/** What is worth a sentence: every difference, and of the others those at a calibrated size in processes of their own. */
function isSaid(verdict: Verdict, here: CellSeries, sizes: readonly CalibratedSize[]): boolean {
  if (verdict === 'different') return true;
  const calibrated = sizes.some(({ sizeBytes }) => sizeBytes === here.cell.sizeBytes);
  return verdict !== 'void' && calibrated && here.cell.design.kind === 'fresh' && here.blocks > 0;
}

function decomposeCell(analysis: Analysis, stage: number, cell: number, sizes: readonly CalibratedSize[]) {
  const here = analysis.cells[stage]?.[cell] as CellSeries;
  const { measure = [] } = (analysis.header.plan.stages[stage] ?? {}) as Partial<ComparisonStage>;
  const costs = costsAtSize(sizes, here.cell.sizeBytes);
  const findings: Finding[] = [];
  if (!costs) return findings;
  let saysWhole = true;
  for (let arm = 1; arm < here.series.length - 1; arm++) {
    if (here.contrast(arm).count === 0) continue;
    const verdict = verdictOf(analysis, here, arm);
    if (!isSaid(verdict, here, sizes)) continue;
    const place = { analysis, stage, cell, arm, here, measure, costs, verdict, saysWhole };
    const finding = decomposeArm(place);
    if (!finding) continue;
    findings.push(finding);
    if (verdict !== 'different') saysWhole = false;
  }
  return findings;
}

export function findDecompositions(analysis: Analysis): Finding[] {
  const sizes = calibratedSizes(analysis);
  if (sizes.length === 0) return [];
  return analysis.cells.flatMap((cells, stage) =>
    cells.flatMap((_, cell) => decomposeCell(analysis, stage, cell, sizes)),
  );
}
