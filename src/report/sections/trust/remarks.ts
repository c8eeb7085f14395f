/** What else a doubter asks of a run, topic by topic, each answered in sentences. */
import type { ReportContrast, ReportRun } from '../../../model/report.ts';
import { formatNumber, formatPercent } from '../../../model/units.ts';
import { cellWords, decisiveCell, shortName } from '../trials/decisive-cell.ts';
import { changeWords, driftOf } from './drift-chart.tsx';
import { errorRateWords } from './objections.ts';
import { warmUpChart } from './warm-up-chart.tsx';

export type Remark = { readonly topic: string; readonly sentences: readonly string[] };

/** Of one kind; the others are in the table of findings. */
const mostSentences = 8;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** A finding's sentence begins small where it goes on after a colon. */
function whole(sentence: string): string {
  const begun = sentence.charAt(0).toUpperCase() + sentence.slice(1);
  return /[.!?…]$/.test(begun) ? begun : `${begun}.`;
}

function cutList(sentences: readonly string[]): string[] {
  const more = sentences.length - mostSentences;
  return [...sentences.slice(0, mostSentences).map(whole), ...(more > 0 ? [`And ${more} more.`] : [])];
}

/** Of a run that has scenarios only. */
function scenarioErrorRate({ findings, header, claims }: ReportRun): string {
  const ofClaims = claims.length > 0 ? ' How sure a claim is stands with the claim.' : '';
  const compared = findings.some(({ kind, verdict }) => kind === 'comparison' && verdict !== null);
  return compared
    ? `In at most ${errorRateWords(header.settings.alpha)} any verdict on a comparison is wrong, as far as blocks are independent of each other: intervals are made for all comparisons together, for the number of blocks that was planned.${ofClaims}`
    : `No times are compared in blocks, so that no verdict has the run's error rate.${ofClaims}`;
}

function errorRate(run: ReportRun): string[] {
  const { cells, header } = run;
  if (cells.length === 0) return [scenarioErrorRate(run)];
  const { alpha, gates = [] } = header.settings;
  const halves = cells.some(({ kind }) => kind === 'commands')
    ? ' Half of that is for wall time, half for CPU time and faults.'
    : '';
  const counted = gates.length > 0 ? ' Gates have as much again for themselves.' : '';
  return [
    `In at most ${errorRateWords(alpha)} any verdict at all is wrong, as far as blocks are independent of each other: intervals are made for all comparisons together, and stay valid however often they were looked at.${halves}${counted}`,
  ];
}

function dependence({ cells }: ReportRun): string[] {
  const all = cells.flatMap((cell) =>
    cell.contrasts.filter(({ n }) => n >= 10).map((contrast) => ({ cell, contrast })),
  );
  if (all.length === 0) return [];
  const r1 = ({ contrast }: { contrast: ReportContrast }): number => contrast.autocorrelation ?? 0;
  const widened = all.filter(({ contrast }) => contrast.autocorrelation !== null);
  const [most] = [...widened].sort((one, other) => r1(other) - r1(one));
  if (!most) return [`In none of ${formatNumber(all.length, 'contrast')} does a block tell of the next.`];
  const whose = most.contrast.isControl ? 'the identical copy' : shortName(most.contrast.arm);
  return [
    `In ${widened.length} of ${formatNumber(all.length, 'contrast')} successive blocks depend on each other, and intervals are widened for it; most for ${whose} in ${cellWords(most.cell)} (lag-1 autocorrelation ${r1(most).toFixed(2)}).`,
  ];
}

/** Of the cells that have no chart. */
function drift(run: ReportRun): string[] {
  const shown = decisiveCell(run);
  const others = run.cells.filter((cell) => cell !== shown && cell.drift?.change);
  if (others.length === 0) return [];
  const drifted = others.filter((cell) => cell.drift && driftOf(cell.drift) === 'drifted');
  if (drifted.length === 0) {
    return [
      others.length === 1
        ? 'In the other cell no drift of the reference can be told.'
        : `In none of ${others.length} other cells can a drift of the reference be told.`,
    ];
  }
  const largest = drifted.reduce((one, other) => {
    const size = ({ drift: own }: typeof one): number => Math.abs(Math.log(own?.change?.ratio ?? 1));
    return size(other) > size(one) ? other : one;
  });
  return [
    `The reference drifted in ${drifted.length} of ${formatNumber(others.length, 'other cell')}, most in ${cellWords(largest)}: ${largest.drift ? changeWords(largest.drift) : ''} from first to last.`,
  ];
}

function machine({ end, findings, trust }: ReportRun): string[] {
  const events = new Set(trust.events.map(({ sentence }) => sentence));
  const told = findings
    .filter(({ kind, sentence }) => kind === 'machine' && !events.has(sentence))
    .map(({ sentence }) => sentence);
  const changes = end?.changes ?? [];
  const { stealShare, waitedShare } = trust;
  const quiet =
    stealShare === null || changes.some(({ what }) => what === 'steal')
      ? []
      : [`the hypervisor gave ${formatPercent(stealShare)} of the CPU time to others (steal)`];
  const stalled =
    waitedShare === null || changes.some(({ what }) => what === 'pressure')
      ? []
      : [`some task waited for a CPU during ${formatPercent(waitedShare)} of the time`];
  const shares = [...quiet, ...stalled].join(', and ');
  const still =
    end && changes.length === 0 ? ['No setting changed, and nothing else moved far enough to be told'] : [];
  const unknown = end
    ? []
    : ['What moved on the machine is not known: the state at the end was not recorded'];
  return cutList([...told, ...(shares === '' ? [] : [shares]), ...still, ...unknown]);
}

/** Where there is nothing to draw; a cold machine has a chart, and refused trials a table. */
function warmUp(run: ReportRun): string[] {
  const finding = run.findings.find(({ kind }) => kind === 'cold-memory');
  return finding && !warmUpChart(run) ? [whole(finding.sentence)] : [];
}

function refusals({ refused, trials }: ReportRun): string[] {
  return refused === 0 && trials > 0 ? [`None of ${formatNumber(trials, 'trial')} was refused.`] : [];
}

function places({ findings }: ReportRun): string[] {
  const told = findings.filter(({ kind }) => kind === 'position').map(({ sentence }) => sentence);
  return cutList(told.slice(0, 2)).concat(
    told.length > 2 ? [`And so in ${formatNumber(told.length - 2, 'more cell')}.`] : [],
  );
}

function ending({ end, truncated, trust }: ReportRun): string[] {
  const how = end
    ? whole(`it ended after ${seconds(end.atMs)}: ${end.sentence}`)
    : 'It was killed before its end: everything here is as it stood then.';
  const events = trust.events.map(({ atMs, sentence }) => `${seconds(atMs)} in: ${sentence}`);
  return [
    ...cutList(events),
    how,
    ...(truncated ? ['The last line of its file is cut off and is left out.'] : []),
  ];
}

export function remarksOn(run: ReportRun): Remark[] {
  return [
    { topic: 'Error rate', sentences: errorRate(run) },
    { topic: 'Dependence', sentences: dependence(run) },
    { topic: 'Drift elsewhere', sentences: drift(run) },
    { topic: 'Place in the block', sentences: places(run) },
    { topic: 'Warm-up', sentences: warmUp(run) },
    { topic: 'Refused', sentences: refusals(run) },
    { topic: 'The machine', sentences: machine(run) },
    { topic: 'How it ended', sentences: ending(run) },
  ].filter(({ sentences }) => sentences.length > 0);
}
