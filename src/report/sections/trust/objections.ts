/** What speaks against a run, in a sentence: the first thing to read of all that it found. */
import type { ReportRun } from '../../../model/report.ts';
import { formatCount, formatNumber, formatPercent, formatRatio } from '../../../model/units.ts';
import { cellWords, shortName } from '../trials/decisive-cell.ts';
import { controlPlaces } from './controls.ts';
import { changeWords, driftOf } from './drift-chart.tsx';

/** More places by name than these tire. */
const mostNamed = 3;

/** `2 of 5 comparisons`, `all 5 comparisons`, `the only comparison`. */
function amongPlaces(count: number, all: number): string {
  if (all === 1) return 'the only comparison';
  return `${count === all ? 'all' : `${count} of`} ${formatNumber(all, 'comparison')}`;
}

function named(names: readonly string[]): string {
  const more = names.length - mostNamed;
  return names.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** A grave one lets verdicts fall; a slight one is borne by the design, and still worth knowing. */
export type Objection = { readonly weight: 'grave' | 'slight'; readonly clause: string };

/** Refusals of more than this make one ask what the accepted trials stand for. */
const graveRefusals = 0.1;

const grave = (clause: string): Objection => ({ weight: 'grave', clause });
const slight = (clause: string): Objection => ({ weight: 'slight', clause });

function endObjections({ end, truncated, trials }: ReportRun): Objection[] {
  if (trials === 0) return [grave('there is no trial in it')];
  if (end === null) {
    return [
      grave(
        truncated ? 'it was killed while it wrote, and ends in a cut line' : 'it was killed before its end',
      ),
    ];
  }
  const cut = truncated ? [grave('its file ends in a cut line')] : [];
  if (end.reason === 'failed') return [grave('it failed on the way'), ...cut];
  return end.reason === 'interrupted' ? [slight('it was interrupted'), ...cut] : cut;
}

function controlObjections(run: ReportRun): Objection[] {
  const places = controlPlaces(run);
  if (places.length === 0) {
    return run.cells.length > 0 && run.trials > 0
      ? [grave('no block is complete, so that nothing is compared')]
      : [];
  }
  const wrong = places.filter(({ isVoid }) => isVoid);
  const blind = places.filter(({ isVoid, resolution }) => !isVoid && resolution === null);
  return [
    ...(wrong.length > 0
      ? [
          grave(
            `identical copies differ in ${amongPlaces(wrong.length, places.length)}, where no verdict holds (${named(wrong.map(({ label }) => shortName(label)))})`,
          ),
        ]
      : []),
    ...(blind.length > 0
      ? [
          grave(
            `in ${amongPlaces(blind.length, places.length)} there are too few blocks to tell any difference`,
          ),
        ]
      : []),
  ];
}

/** Where even a difference that would matter stays unseen: nothing can be called equivalent there. */
function resolutionObjections(run: ReportRun): Objection[] {
  const { equivalence } = run.header.settings;
  const places = controlPlaces(run);
  const coarse = places.flatMap(({ resolution }) =>
    resolution !== null && resolution > equivalence ? [resolution] : [],
  );
  if (coarse.length === 0) return [];
  const worst = formatPercent(Math.max(...coarse));
  return [
    slight(
      `in ${amongPlaces(coarse.length, places.length)} it cannot tell a difference as small as the margin of ${formatPercent(equivalence)} (${worst}${coarse.length > 1 ? ' at worst' : ''})`,
    ),
  ];
}

function refusalObjections({ refused, trials }: ReportRun): Objection[] {
  if (refused === 0) return [];
  const were = refused === 1 ? 'was' : 'were';
  const clause = `${formatCount(refused)} of ${formatNumber(trials, 'trial')} ${were} refused (${formatPercent(refused / trials)})`;
  return [refused > graveRefusals * trials ? grave(clause) : slight(clause)];
}

function driftObjections({ cells, header }: ReportRun): Objection[] {
  const margin = Math.log1p(header.settings.equivalence);
  const drifting = cells.filter(
    ({ drift }) =>
      drift?.change && driftOf(drift) === 'drifted' && Math.abs(Math.log(drift.change.ratio)) > margin,
  );
  const [first] = drifting;
  if (!first?.drift?.change) return [];
  const slower = first.drift.change.ratio > 1 ? 'slower' : 'faster';
  const more =
    drifting.length > 1 ? `, and drifted in ${formatNumber(drifting.length - 1, 'other cell')}` : '';
  return [
    slight(
      `${shortName(first.drift.arm)} became ${slower} while it was measured, ${changeWords(first.drift)} of its first time in ${cellWords(first)}${more}`,
    ),
  ];
}

function dependenceObjections({ cells }: ReportRun): Objection[] {
  const widened = cells.flatMap(({ contrasts }) =>
    contrasts.filter(({ autocorrelation }) => autocorrelation !== null),
  );
  if (widened.length === 0) return [];
  const whose = widened.length === 1 ? 'the interval of which is' : 'the intervals of which are';
  return [
    slight(
      `successive blocks depend on each other in ${formatNumber(widened.length, 'contrast')}, ${whose} widened for it`,
    ),
  ];
}

function machineObjections({ end, trust }: ReportRun): Objection[] {
  const moved = [...new Set((end?.changes ?? []).map(({ what }) => shortName(what)))];
  const resumed = trust.events.filter(({ what }) => what === 'resumed').length;
  const times = resumed === 1 ? 'once' : `${resumed} times`;
  return [
    ...(moved.length > 0 ? [slight(`the machine was not left alone (${named(moved)})`)] : []),
    ...(resumed > 0 ? [slight(`it was broken off and went on later, ${times}`)] : []),
  ];
}

/** Grave ones first. */
export function objectionsTo(run: ReportRun): Objection[] {
  const all = [
    ...endObjections(run),
    ...controlObjections(run),
    ...resolutionObjections(run),
    ...refusalObjections(run),
    ...driftObjections(run),
    ...dependenceObjections(run),
    ...machineObjections(run),
  ];
  return [
    ...all.filter(({ weight }) => weight === 'grave'),
    ...all.filter(({ weight }) => weight === 'slight'),
  ];
}

/** What there is that could have spoken against it, and does not. */
function evidence(run: ReportRun): string {
  const places = controlPlaces(run);
  const told = places.flatMap(({ resolution }) => (resolution === null ? [] : [resolution]));
  const copies =
    places.length > 0
      ? `identical copies came out alike${places.length > 1 ? ` in all ${formatNumber(places.length, 'comparison')}` : ''}, differences of ${formatPercent(Math.max(...told))} can be told, `
      : '';
  return `${copies}none of ${formatNumber(run.trials, 'trial')} was refused, and nothing moved on the machine`;
}

export function trustSentence(run: ReportRun): string {
  const against = objectionsTo(run);
  if (against.length === 0) return `Nothing speaks against this run: ${evidence(run)}.`;
  const begun = against.some(({ weight }) => weight === 'grave') ? 'What' : 'Little';
  return `${begun} speaks against this run: ${against.map(({ clause }) => clause).join('; ')}.`;
}

/** The share of an error rate as people count: 0.01 to `1 of 100 runs`. */
export function errorRateWords(alpha: number): string {
  const every = Number((1 / alpha).toPrecision(6));
  return Number.isInteger(every)
    ? `1 of ${formatCount(every)} runs`
    : `${formatRatio(alpha * 100)} of 100 runs`;
}
