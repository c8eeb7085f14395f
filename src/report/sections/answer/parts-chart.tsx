/** What the arms' time consists of, where they do not differ: the reason why they cost the same. */
import type { ReportArm, ReportPart, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatDuration, formatPercent } from '../../../model/units.ts';
import { formatConfidence, formatTick } from '../../charts/amounts.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { nameInWords } from './answer-in-words.ts';
import { type Bar, drawBars, shareInWords } from './bars.tsx';
import type { Decisive } from './decisive.ts';

const mostArms = 4;

/** The reference's parts from the largest on, what is left over last. */
function namesOf(reference: ReportArm): string[] {
  const parts = reference.parts.filter(({ name }) => name !== 'residual');
  const descending = [...parts].sort((one, other) => other.ns - one.ns);
  return [...descending.map(({ name }) => name), 'residual'];
}

function barOf(arm: ReportArm, part: ReportPart, index: number): Bar {
  const isResidual = part.name === 'residual';
  return {
    name: index > 0 ? '' : isResidual ? 'not explained' : part.name,
    arm: arm.name,
    ns: part.ns,
    low: part.lowNs,
    high: part.highNs,
    label: formatDuration(part.ns).replace('-', '−'),
    share: shareInWords(part.ns, arm.medianNs ?? 0),
    role: isResidual ? 'residual' : 'part',
  };
}

/** Bars no longer than this share of the longest leave room for a name behind them. */
const roomBehind = 0.35;

/** The first group with room behind its bars says whose they are. */
function withNames(bars: readonly Bar[]): Bar[] {
  const end = ({ ns, high }: Bar): number => Math.max(ns, high ?? ns);
  const longest = Math.max(...bars.map(end));
  const groups = bars.flatMap(({ name }, at) => (name === '' ? [] : [at]));
  const chosen = groups.findIndex((at, group) =>
    bars.slice(at, groups[group + 1]).every((bar) => bar.ns >= 0 && end(bar) <= roomBehind * longest),
  );
  const [from, to] = [groups[chosen] ?? bars.length, groups[chosen + 1] ?? bars.length];
  return bars.map((bar, at) => (at >= from && at < to ? { ...bar, said: bar.arm } : bar));
}

function barsOf(arms: readonly ReportArm[]): Bar[] {
  const [reference] = arms;
  if (!reference) return [];
  const bars = namesOf(reference).flatMap((name) =>
    arms.flatMap((arm, index) => {
      const part = arm.parts.find((one) => one.name === name);
      return part ? [barOf(arm, part, index)] : [];
    }),
  );
  return arms.length > 1 ? withNames(bars) : bars;
}

/** `68 % of malloc’s 41.9 ms at 100 MiB is page set-up, and 68 % of mmap-private’s`. */
function titleOf([reference, other]: readonly ReportArm[], part: string, size: string): string {
  const share = (arm: ReportArm): string =>
    formatPercent((arm.parts.find(({ name }) => name === part)?.ns ?? 0) / (arm.medianNs ?? 1));
  if (!reference) return part;
  const whole = `${nameInWords(reference.name)}’s ${formatDuration(reference.medianNs ?? 0)} at ${size}`;
  const beside = other ? `, and ${share(other)} of ${nameInWords(other.name)}’s` : '';
  return `${share(reference)} of ${whole} is ${part}${beside}`;
}

/** Undefined where nothing was calibrated, or the counts do not account for the reference's time. */
export function partsChart(run: ReportRun, { cell }: Decisive): Chart | undefined {
  const [reference, ...others] = cell.arms.filter(({ isControl }) => !isControl);
  if (!reference || reference.parts.length === 0 || !reference.medianNs) return undefined;
  const arms = [reference, ...others.filter(({ parts }) => parts.length > 0)];
  const bars = barsOf(arms.slice(0, mostArms));
  const [largest] = bars;
  if (!largest) return undefined;
  const size = formatBytes(cell.sizeBytes ?? 0);
  const listed = arms.map(({ name }) => nameInWords(name));
  const words = {
    name: chartName('what-it-consists-of', run.letter),
    title: titleOf(arms, largest.name, size),
    description: `Parts of the time of ${listed.slice(0, mostArms).join(', ')} at ${size}, the largest first.`,
  };
  const key =
    listed.length > 1 && bars.every(({ said }) => said === undefined)
      ? ` In each group from the top: ${listed.slice(0, mostArms).join(', ')}.`
      : '';
  return {
    ...words,
    caption: `What the kernel counted for each arm, times what each thing costs on this machine; whiskers are ${formatConfidence(run.header.settings.alpha)} intervals, percentages are of the arm’s median.${key}`,
    draw: (view) => drawBars([{ heading: '', bars }], formatTick, words, view),
    table: {
      columns: ['sizeBytes', 'arm', 'part', 'ns', 'lowNs', 'highNs'],
      rows: arms.flatMap(({ name, parts }) =>
        parts.map((part) => [cell.sizeBytes, name, part.name, part.ns, part.lowNs, part.highNs]),
      ),
    },
  };
}
