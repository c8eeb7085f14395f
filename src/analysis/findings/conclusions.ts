/** What the repeated program's conclusions come to on this machine, from the findings already made. */
import type { Finding } from '../../model/finding.ts';
import { formatBytes, formatInterval, formatNumber, formatPercent, formatRatio } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import { makeFinding } from './make-finding.ts';

/** A first half that takes this much more of the second's time was slowed by its place. */
const placeFactor = 1.05;

/** The first comparison that the plan makes is the one that its question is about. */
function decisiveComparison(analysis: Analysis, findings: readonly Finding[]): Finding | undefined {
  const stage = analysis.header.plan.stages.find((one) => one.kind === 'comparison');
  return findings.find((finding) => finding.kind === 'comparison' && finding.stage === stage?.name);
}

/** Why there is no answer. */
function whyNone(analysis: Analysis, decisive: Finding | undefined): string {
  const stage = analysis.header.plan.stages.find((one) => one.kind === 'comparison');
  if (stage?.kind === 'comparison' && stage.cells.every((cell) => cell.arms.length < 2))
    return 'one arm compares with nothing';
  if (decisive) return 'no block has an accepted trial of both arms';
  return 'the run ended before the controlled comparison began; a larger --budget gets there';
}

/** What would narrow an interval that is still too wide, from the reason why the run stopped. */
function remedy(analysis: Analysis): string {
  const reason = analysis.end?.reason;
  if (reason === 'blocks') return 'more --blocks and --budget narrow it';
  return reason === 'decided' ? 'a finer --precision narrows it' : 'more --budget narrows it';
}

/** The answer: the controlled comparison in the words of the question. */
function answer(analysis: Analysis, findings: readonly Finding[]): Finding | undefined {
  const decisive = decisiveComparison(analysis, findings);
  if (!decisive?.sizeBytes || decisive.n === 0) {
    const why = whyNone(analysis, decisive);
    return makeFinding(analysis, -1, {
      kind: 'conclusion',
      n: 0,
      verdict: 'unresolved',
      sentence: `${analysis.header.plan.question} No answer: ${why}.`,
    });
  }
  const { arm, reference, ratio, interval, n, verdict, sizeBytes } = decisive;
  const words = formatInterval(
    ratio ?? Number.NaN,
    interval?.low ?? 0,
    interval?.high ?? Number.POSITIVE_INFINITY,
  );
  const said = {
    equivalent: `neither is faster: ${arm} takes ${words} of ${reference}'s time, equivalent within ${formatPercent(analysis.header.settings.equivalence)}`,
    different: `${(ratio ?? 1) < 1 ? arm : reference} is faster: ${arm} takes ${words} of ${reference}'s time`,
    unresolved: `not resolved: ${arm} takes ${words} of ${reference}'s time; ${remedy(analysis)}`,
    void: 'no answer: on this machine, now, two identical arms differ as well',
  }[verdict ?? 'unresolved'];
  return makeFinding(analysis, -1, {
    kind: 'conclusion',
    arm,
    reference,
    sizeBytes,
    design: decisive.design,
    ratio,
    interval: {
      low: interval?.low ?? Number.NEGATIVE_INFINITY,
      high: interval?.high ?? Number.POSITIVE_INFINITY,
    },
    n,
    verdict,
    sentence: `${analysis.header.plan.question} At ${formatBytes(sizeBytes)}, ${said} (${formatNumber(n, 'block')} of fresh processes).`,
  });
}

function hasMemory(finding: Finding, treatments: readonly string[]): boolean {
  return finding.kind === 'repetition' && treatments.includes(String(finding.figures?.memory));
}

/** Whether whoever goes first is slower, in both orders, on memory that is cold. */
function orderEffect(analysis: Analysis, findings: readonly Finding[]): Finding | undefined {
  const cold = findings.filter((finding) => hasMemory(finding, ['idle']));
  const warm = findings.filter((finding) => hasMemory(finding, ['warmed']));
  if (cold.length < 2 || warm.length < 2) return undefined;
  const inWords = (list: readonly Finding[]): string =>
    list.map((one) => `${one.arm} first ${formatRatio(one.ratio ?? Number.NaN)}`).join(', ');
  const slowed = cold.every((finding) => (finding.ratio ?? 1) > placeFactor);
  const verdictWords = slowed
    ? 'after a pause whichever half ran first was the slower one: the order alone makes a difference like the one that the program shows'
    : `after a pause the first half was not slower by ${formatPercent(placeFactor - 1)} in both orders in this run`;
  return makeFinding(analysis, -1, {
    kind: 'conclusion',
    n: cold.reduce((sum, finding) => sum + finding.n, 0),
    sentence: `the program's fixed order: ${verdictWords} (first over second half: ${inWords(cold)}; on warmed memory: ${inWords(warm)}). Medians of few runs, no verdict.`,
    figures: { coldRatios: cold.map((one) => one.ratio ?? 0), warmRatios: warm.map((one) => one.ratio ?? 0) },
  });
}

/** "malloc's time varies more, and more with size": the dispersions and their trend, counted. */
function variation(analysis: Analysis, findings: readonly Finding[]): Finding | undefined {
  const dispersions = findings.filter((finding) => finding.kind === 'dispersion');
  const pooled = dispersions.find((finding) => finding.sizeBytes === null);
  const trend = findings.find((finding) => finding.kind === 'dispersion-trend');
  const scaling = findings.find((finding) => finding.kind === 'scaling');
  if (!pooled || !trend || !scaling) return undefined;
  const claims = [pooled, trend, scaling];
  const open = claims.some((finding) => finding.verdict === 'unresolved');
  const outcome = claims.some(isBorneOut) ? 'borne out in part' : open ? 'not resolved' : 'refuted';
  return makeFinding(analysis, -1, {
    kind: 'conclusion',
    arm: pooled.arm,
    reference: pooled.reference,
    ratio: pooled.ratio,
    n: pooled.n,
    sentence:
      `"${pooled.arm}'s time varies more, and more with size" is ${outcome} here. It varies more: ${holds(pooled)}; ` +
      `the more so the larger: ${holds(trend)}; its time grows faster with size: ${holds(scaling)}.`,
  });
}

function isBorneOut({ verdict, ratio }: Finding): boolean {
  return verdict === 'different' && (ratio ?? 1) > 1;
}

/** Yes, no or not resolved, with the figure. */
function holds(finding: Finding): string {
  const figure = `a factor of ${formatRatio(finding.ratio ?? Number.NaN)}`;
  if (finding.verdict === 'unresolved') return `not resolved (${figure})`;
  return `${isBorneOut(finding) ? 'yes' : 'no'} (${figure})`;
}

export function findConclusions(analysis: Analysis, findings: readonly Finding[]): Finding[] {
  if (!analysis.header.plan.stages.some((stage) => stage.kind === 'repetition')) return [];
  return [answer(analysis, findings), orderEffect(analysis, findings), variation(analysis, findings)].filter(
    (finding) => finding !== undefined,
  );
}
