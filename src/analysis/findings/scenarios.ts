/** Stages of scenarios: what each arm read, and how the times that are compared compare. */
import { logRatios, timesByBlock } from '../../claims/index.ts';
import type { TrialEvidence } from '../../model/claim.ts';
import type { Finding, Verdict } from '../../model/finding.ts';
import { sampleColumns } from '../../model/probe.ts';
import { formatInterval, formatPercent } from '../../model/units.ts';
import { exponentiate, type Interval, median, signInterval } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { ScenarioSeries } from '../scenario-series.ts';
import { type Contrast, decideVerdict, marginOf } from '../verdict.ts';
import { makeFinding } from './make-finding.ts';

type Figures = NonNullable<Finding['figures']>;

function readingsOf(trials: readonly TrialEvidence[]): NonNullable<TrialEvidence['readings']>[] {
  return trials.flatMap(({ readings }) => (readings && !readings.failed ? [readings] : []));
}

/** Medians over trials: facts by their names, phases as `phaseNs`, `phaseMinorFaults` and `phaseMajorFaults`. */
function figuresOf(trials: readonly TrialEvidence[]): Figures {
  const columns = new Map<string, number[]>();
  const add = (name: string, value: number): void => {
    columns.set(name, [...(columns.get(name) ?? []), value]);
  };
  const texts: Figures = {};
  for (const { facts, phases, texts: words, lists } of readingsOf(trials)) {
    for (const [name, value] of Object.entries(facts)) add(name, value);
    for (const [phase, samples] of Object.entries(phases)) {
      for (const [column, suffix] of [
        ['durationNs', 'Ns'],
        ['minorFaults', 'MinorFaults'],
        ['majorFaults', 'MajorFaults'],
      ] as const) {
        const index = sampleColumns.indexOf(column);
        add(
          `${phase}${suffix}`,
          samples.reduce((sum, sample) => sum + (sample[index] as number), 0),
        );
      }
    }
    Object.assign(texts, words, lists);
  }
  const medians = Object.fromEntries([...columns].map(([name, values]) => [name, median(values)]));
  return { ...medians, ...texts };
}

/** What became of an arm that read nothing to the end. */
function whyNothing(trials: readonly TrialEvidence[]): string {
  const [first] = trials;
  if (!first) return 'was not run';
  const { end, readings } = first;
  if (readings?.failed) return `failed: ${readings.failed.call}: ${readings.failed.message}`;
  if (readings?.unavailable) return `is unavailable here: ${readings.unavailable}`;
  if (end.how === 'refused') return `is unavailable here: ${end.reason}`;
  if (end.how === 'deadline') return `was ended after ${end.deadlineMs / 1000} s`;
  return end.how === 'exit' ? `left with exit code ${end.code}` : `was ended by signal ${end.signal}`;
}

function observation(analysis: Analysis, stage: number, series: ScenarioSeries, arm: number): Finding {
  const trials = series.trialsOf(arm);
  const whole = readingsOf(trials).filter(({ unavailable }) => !unavailable).length;
  const name = series.stage.arms[arm]?.name ?? '';
  const missing = Object.entries(trials[0]?.readings?.missing ?? {}).map(([what, why]) => `${what}: ${why}`);
  const sentence =
    whole === 0
      ? `${name} ${whyNothing(trials)}.`
      : `${name}: ${whole} of ${trials.length} trials read to their end.${missing.length > 0 ? ` Not to be had here: ${missing.join('; ')}.` : ''}`;
  return makeFinding(analysis, stage, {
    kind: 'observation',
    arm: name,
    n: whole,
    sentence,
    figures: whole > 0 ? figuresOf(trials) : {},
  });
}

type CountedContrast = Contrast & { readonly n: number };

/** The number of blocks was fixed beforehand: the interval for that number holds. */
function contrastOf(series: ScenarioSeries, arm: number, phase: string, alpha: number): CountedContrast {
  const of = (one: number) => timesByBlock(series.trialsOf(one), phase);
  const logs = logRatios(of(arm), of(0));
  const interval: Interval = logs.length > 0 ? signInterval(logs, alpha) : { low: -Infinity, high: Infinity };
  return { interval, median: logs.length > 0 ? median(logs) : Number.NaN, broken: false, n: logs.length };
}

function outcomeInWords(verdict: Verdict, equivalence: number, ratio: number): string {
  if (verdict === 'equivalent') return `equivalent within ${formatPercent(equivalence)}`;
  if (verdict === 'different') return `different: ${ratio < 1 ? 'faster' : 'slower'}`;
  return verdict === 'void' ? 'void: an identical copy of the reference differs from it as well' : verdict;
}

function comparison(
  analysis: Analysis,
  stage: number,
  series: ScenarioSeries,
  arm: number,
  phase: string,
): Finding[] {
  const { alphaEach, header } = analysis;
  const contrast = contrastOf(series, arm, phase, alphaEach);
  const control = contrastOf(series, series.stage.arms.length, phase, alphaEach);
  if (contrast.n === 0) return [];
  const { equivalence } = header.settings;
  const verdict = decideVerdict(contrast, control, marginOf(equivalence));
  const names = series.stage.arms.map((one) => one.name);
  const [own = '', reference = ''] = [names[arm], names[0]];
  const interval = exponentiate(contrast.interval);
  const ratio = Math.exp(contrast.median);
  const figures = formatInterval(ratio, interval.low, interval.high);
  return [
    makeFinding(analysis, stage, {
      kind: 'comparison',
      arm: own,
      reference,
      phase,
      design: 'fresh',
      ratio,
      interval,
      n: contrast.n,
      verdict,
      sentence: `${series.stage.name}, ${own}: ${phase} took ${figures} of ${reference}'s time over ${contrast.n} blocks: ${outcomeInWords(verdict, equivalence, ratio)}.`,
    }),
  ];
}

export function findScenarios(analysis: Analysis): Finding[] {
  return analysis.scenarios.flatMap((series, stage) => {
    if (!series || series.blocks === 0) return [];
    const arms = [...series.stage.arms.keys()];
    return [
      ...arms.map((arm) => observation(analysis, stage, series, arm)),
      ...series.stage.compare.flatMap((phase) =>
        arms.slice(1).flatMap((arm) => comparison(analysis, stage, series, arm, phase)),
      ),
    ];
  });
}
