/** The words of a chart of cost: what is seen, and how to read it. */
import type { ReportRun } from '../../../model/report.ts';
import { formatBytes, formatNumber, quoteName } from '../../../model/units.ts';
import { formatConfidence } from '../../charts/amounts.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToLength } from '../../charts/cut.ts';
import { cheapestInWords, type Outcome, outcomeOf } from './cheapest.ts';
import { armOf, type CostSeries } from './cost-series.ts';
import type { Quantity } from './quantity.ts';
import { isLogarithmic } from './size-plot.ts';

const longestName = 40;
/** Arms that differ by less at a size are said in one figure. */
const alike = 1.02;

function nameInWords(arm: string): string {
  return quoteName(cutToLength(arm, longestName));
}

function sentence(text: string, { arms }: CostSeries): string {
  return arms.some((arm) => text.startsWith(arm))
    ? text
    : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

type Read = { readonly name: string; readonly value: number };

/** From the lowest to the highest; the lowest has its name only where the run could tell that it is. */
function spanInWords(least: Read, most: Read, format: (value: number) => string, told: Outcome): string {
  if (most.value / least.value < alike) return format((least.value * most.value) ** 0.5);
  const isTold = told.kind === 'arm' && told.arm === least.name;
  return isTold
    ? `${format(least.value)} with ${nameInWords(least.name)}, up to ${format(most.value)} without it`
    : `${format(least.value)} to ${format(most.value)}`;
}

/** At one of the sizes. */
function spanAt(run: ReportRun, series: CostSeries, quantity: Quantity, index: number) {
  const cell = series.cells.at(index);
  if (!cell) return undefined;
  const read = series.arms
    .flatMap((name): Read[] => {
      const arm = armOf(cell, name);
      const amount = arm && quantity.of(cell, arm);
      return amount ? [{ name, value: amount.value }] : [];
    })
    .sort((one, other) => one.value - other.value);
  const [least, most] = [read[0], read.at(-1)];
  if (!least || !most) return undefined;
  const told = outcomeOf(run, cell, series.arms);
  return {
    size: formatBytes(cell.sizeBytes ?? 0),
    words: spanInWords(least, most, quantity.format, told),
  };
}

/** At the two ends of the axis. */
function endsInWords(run: ReportRun, series: CostSeries, quantity: Quantity, noun: string): string {
  const [small, large] = [0, -1].map((index) => spanAt(run, series, quantity, index));
  if (!large) return `What ${noun} costs`;
  const before = small && small.words !== large.words ? `; at ${small.size} ${small.words}` : '';
  return `At ${large.size} ${noun} costs ${large.words}${before}`;
}

const nouns = { byte: 'a byte', fault: 'a real fault' };

function titleOf(run: ReportRun, series: CostSeries, quantity: Quantity): string {
  const words =
    quantity.name === 'time'
      ? cheapestInWords(run, series, nameInWords)
      : endsInWords(run, series, quantity, nouns[quantity.name]);
  return words === '' ? `${series.measure.join(' + ')} against size` : sentence(words, series);
}

function axesInWords(run: ReportRun, series: CostSeries, quantity: Quantity): string {
  const axes = isLogarithmic(series, quantity)
    ? 'Both axes are logarithmic.'
    : 'The vertical axis is linear and does not begin at zero.';
  if (!quantity.limit || !run.bandwidth) return axes;
  if (isLogarithmic(series, quantity))
    return quantity.name === 'time' ? `${axes} ${run.bandwidth.sentence}` : axes;
  const limit = quantity.format(quantity.limit(1, run.bandwidth.nsPerByte));
  return `${axes} The limit of memory bandwidth, ${limit}, lies outside it.`;
}

const what = {
  time: 'Medians',
  byte: 'The medians over the size',
  fault: 'The medians over the faults that the kernel counted, of arms that take them page by page',
};

export function costWords(
  run: ReportRun,
  series: CostSeries,
  quantity: Quantity,
): Pick<Chart, 'name' | 'title' | 'description' | 'caption'> {
  const { stage, design, pattern, arms, cells, sizesBytes, measure } = series;
  const name = quantity.name === 'time' ? 'cost-against-size' : `cost-per-${quantity.name}`;
  const counts = cells.flatMap((cell) => arms.map((arm) => armOf(cell, arm)?.n ?? 0));
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  const trials = fewest === most ? formatNumber(most, 'trial') : `${fewest} to ${most} trials`;
  const where = design === 'fresh' ? 'each in a process of its own' : design;
  return {
    name: chartName(name, run.letter, stage, design, pattern),
    title: titleOf(run, series, quantity),
    caption: `${what[quantity.name]}, ${measure.join(' + ')}, ${pattern}; ${trials} a point, ${where}; bands are ${formatConfidence(run.header.settings.alpha)} intervals, where there are trials enough. ${axesInWords(run, series, quantity)}`,
    description: `${arms.length} arms at ${cells.length} sizes from ${formatBytes(sizesBytes[0] ?? 0)} to ${formatBytes(sizesBytes.at(-1) ?? 0)}. ${endsInWords(run, series, quantity, quantity.name === 'time' ? 'it' : nouns[quantity.name])}.`,
  };
}
