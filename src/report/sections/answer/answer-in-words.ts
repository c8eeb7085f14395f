/** The answer of a run as one sentence; where there is none, why. */
import type { ClaimVerdict } from '../../../model/claim.ts';
import { claimVerdicts } from '../../../model/claim.ts';
import type { Finding } from '../../../model/finding.ts';
import type { ReportCell, ReportRun } from '../../../model/report.ts';
import {
  formatBytes,
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  formatRatio,
  quoteName,
} from '../../../model/units.ts';
import { cutToLength } from '../../charts/cut.ts';
import { conclusionOf, type Decisive, decisiveOf } from './decisive.ts';

/** Names and sentences come from anywhere; nobody reads a longer one in large type. */
const longestName = 70;
const longestSentence = 480;

export function shortened(text: string, most = longestSentence): string {
  return cutToLength(text, most);
}

/** A sentence as it begins a paragraph; a name keeps its small letter. */
export function asSentence(text: string, names: readonly string[]): string {
  const isName = names.some((name) => name !== '' && text.startsWith(name));
  return isName ? text : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

export function nameInWords(name: string | null): string {
  return quoteName(shortened(name ?? 'an arm', longestName));
}

export function intervalInWords({ ratio, interval }: Finding): string {
  return formatInterval(ratio ?? Number.NaN, interval?.low ?? 0, interval?.high ?? Number.POSITIVE_INFINITY);
}

/** What a pair is: a block of fresh processes, or a process that the arms share. */
export function pairsInWords(n: number, { kind, design }: ReportCell): string {
  if (kind === 'commands') return formatNumber(n, 'block');
  return design === 'fresh' ? `${formatNumber(n, 'block')} of fresh processes` : formatNumber(n, 'process');
}

const noAnswer = 'no answer: on this machine, now, two identical arms differ as well';

function place({ cell }: Decisive): string {
  return cell.sizeBytes === null ? '' : `At ${formatBytes(cell.sizeBytes)}, `;
}

function compared(cell: ReportCell): string {
  return cell.kind === 'commands' ? 'wall time' : 'time';
}

/** `0.994 (0.971..1.009) of the time of malloc`, `12.6 (8.63..15.1) times the time of malloc`. */
function ratioOfTimes(finding: Finding, cell: ReportCell): string {
  const of = (finding.ratio ?? 1) > 1 ? 'times' : 'of';
  return `${intervalInWords(finding)} ${of} the ${compared(cell)} of ${nameInWords(finding.reference)}`;
}

/** One arm against the reference. */
function pairSentence(run: ReportRun, decisive: Decisive, finding: Finding): string {
  const { cell } = decisive;
  const [arm, reference] = [nameInWords(finding.arm), nameInWords(finding.reference)];
  const takes = `${arm} takes ${ratioOfTimes(finding, cell)}`;
  const margin = formatPercent(run.header.settings.equivalence);
  const said = {
    equivalent: `neither is faster: ${takes}, equivalent within ${margin}`,
    different: `${(finding.ratio ?? 1) < 1 ? arm : reference} is faster: ${takes}`,
    unresolved: `not resolved: ${takes}`,
    void: noAnswer,
  }[finding.verdict ?? 'unresolved'];
  return `${place(decisive)}${said} (${pairsInWords(finding.n, cell)}).`;
}

function rankingSentence(decisive: Decisive, ranking: Finding): string {
  const { cell } = decisive;
  const count = cell.arms.filter(({ isControl }) => !isControl).length;
  const [first, next] = [nameInWords(ranking.arm), nameInWords(ranking.reference)];
  const takes = `takes ${intervalInWords(ranking)} times as long`;
  const said = {
    different: `${first} is the fastest of ${count}: ${next}, the next, ${takes}`,
    equivalent: `${first} and ${next} are the fastest of ${count}, and as fast as each other`,
    unresolved: `not resolved which of ${count} is fastest: ${first} has the shortest median, and ${next} ${takes}`,
    void: noAnswer,
  }[ranking.verdict ?? 'unresolved'];
  return `${place(decisive)}${said} (${pairsInWords(ranking.n, cell)}).`;
}

/** Several against one reference, not ranked among themselves. */
function severalSentence(decisive: Decisive): string {
  const { cell, comparisons, control } = decisive;
  if (control?.verdict === 'void') return `${place(decisive)}${noAnswer} (${pairsInWords(control.n, cell)}).`;
  const different = comparisons.filter(({ verdict }) => verdict === 'different');
  const reference = nameInWords(comparisons[0]?.reference ?? null);
  const counted = `${place(decisive)}${different.length} of ${comparisons.length} ${different.length === 1 ? 'differs' : 'differ'} from ${reference}`;
  const [least] = [...different].sort((one, other) => (one.ratio ?? 1) - (other.ratio ?? 1));
  if (!least) return `${counted} (${pairsInWords(comparisons[0]?.n ?? 0, cell)}).`;
  const faster =
    (least.ratio ?? 1) < 1 ? `${nameInWords(least.arm)} is the furthest below it` : 'none is faster';
  return `${counted}, ${faster}: ${nameInWords(least.arm)} takes ${ratioOfTimes(least, cell)} (${pairsInWords(least.n, cell)}).`;
}

/** Claims counted by verdict. */
function claimCounts(run: ReportRun): Readonly<Record<ClaimVerdict, number>> {
  const counts = { supported: 0, refuted: 0, unresolved: 0, unavailable: 0 };
  for (const { verdict } of run.claims) counts[verdict]++;
  return counts;
}

const holds: Readonly<Record<ClaimVerdict, string>> = {
  supported: 'supported',
  refuted: 'refuted',
  unresolved: 'unresolved',
  unavailable: 'without evidence in this run',
};

function claimsSentence(run: ReportRun): string {
  const counts = claimCounts(run);
  const parts = claimVerdicts
    .filter((verdict) => counts[verdict] > 0)
    .map(
      (verdict) =>
        `${formatCount(counts[verdict])} ${counts[verdict] === 1 ? 'is' : 'are'} ${holds[verdict]}`,
    );
  const listed = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0];
  return `Of ${formatNumber(run.claims.length, 'statement')} put to this machine ${listed}.`;
}

function countedSentence(run: ReportRun, comparisons: readonly Finding[]): string {
  const different = comparisons.filter(({ verdict }) => verdict === 'different');
  const equivalent = comparisons.filter(({ verdict }) => verdict === 'equivalent');
  const told = different.length + equivalent.length;
  if (told === 0)
    return `Not resolved: none of ${formatNumber(comparisons.length, 'comparison')} of this run is told yet.`;
  const most = [...different].sort((one, other) => distance(other) - distance(one))[0];
  const widest = most
    ? ` Furthest apart: ${nameInWords(most.arm)} takes ${formatRatio(most.ratio ?? 1)} ${(most.ratio ?? 1) > 1 ? 'times' : 'of'} ${nameInWords(most.reference)}'s ${most.phase ?? 'time'}.`
    : '';
  return `Of ${formatNumber(comparisons.length, 'comparison')}, ${different.length} ${different.length === 1 ? 'is' : 'are'} different and ${equivalent.length} equivalent within ${formatPercent(run.header.settings.equivalence)}.${widest}`;
}

function distance({ ratio }: Finding): number {
  return Math.abs(Math.log(ratio && ratio > 0 ? ratio : 1));
}

/** Of a run with one arm: what it took at the largest size. */
function aloneSentence({ header, findings }: ReportRun): string | undefined {
  const stage = header.plan.stages.find(({ kind }) => kind === 'comparison' || kind === 'commands');
  const isAlone =
    (stage?.kind === 'commands' && stage.commands.length === 1) ||
    (stage?.kind === 'comparison' && stage.cells.every(({ arms }) => arms.length === 1));
  if (!isAlone) return undefined;
  const [largest] = findings
    .filter((finding) => finding.kind === 'estimate' && finding.stage === stage.name)
    .sort((one, other) => (other.sizeBytes ?? 0) - (one.sizeBytes ?? 0));
  return largest && `${shortened(largest.sentence)} One arm compares with nothing.`;
}

/** Why there is no answer. */
function noneSentence(run: ReportRun): string {
  const { trials, refused, end, header } = run;
  if (trials === 0) return 'No answer: no trial was run.';
  if (refused >= trials)
    return `No answer: ${trials === 1 ? 'the only trial was' : `all ${formatCount(trials)} trials were`} refused.`;
  const alone = aloneSentence(run);
  if (alone !== undefined) return alone;
  if (!end) return 'No answer: the run was cut off before any two arms could be compared.';
  const compares = header.plan.stages.some(({ kind }) => kind === 'comparison' || kind === 'commands');
  const why =
    end.reason === 'interrupted' || end.reason === 'failed'
      ? 'the run ended before any two arms could be compared'
      : 'no block is complete, so that no two arms can be compared';
  return compares ? `No answer: ${why}.` : 'Observed, not compared: what was seen stands below.';
}

function ofScenarios(run: ReportRun): string {
  if (run.claims.length > 0) return claimsSentence(run);
  const comparisons = run.findings.filter(({ kind, n }) => kind === 'comparison' && n > 0);
  return comparisons.length > 0 ? countedSentence(run, comparisons) : noneSentence(run);
}

/** The question is the heading of the page: it is not said twice. */
function withoutQuestion(run: ReportRun, sentence: string): string {
  const { question } = run.header.plan;
  return sentence.startsWith(question) ? sentence.slice(question.length).trim() : sentence;
}

export function answerInWords(run: ReportRun): string {
  if (run.trials <= run.refused) return noneSentence(run);
  const conclusion = conclusionOf(run);
  if (conclusion) return shortened(withoutQuestion(run, conclusion.sentence));
  const decisive = decisiveOf(run);
  if (!decisive) return shortened(ofScenarios(run));
  const { comparisons, ranking } = decisive;
  if (ranking) return rankingSentence(decisive, ranking);
  const [only, ...others] = comparisons;
  if (!only) return noneSentence(run);
  return others.length === 0 ? pairSentence(run, decisive, only) : severalSentence(decisive);
}
