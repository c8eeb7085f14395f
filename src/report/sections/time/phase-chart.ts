/** The phases of each arm, stacked: allocate, first touch, second touch, release. */
import { phases } from '../../../model/probe.ts';
import type { ReportArm, ReportCell, ReportRun } from '../../../model/report.ts';
import { formatBytes, formatDuration, formatNumber, formatPercent, quoteName } from '../../../model/units.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToLength } from '../../charts/cut.ts';
import { armOf, type CostSeries } from '../cost/cost-series.ts';
import { drawStacks, type Kind, type Segment, type Stack, type StackPanel } from './stacks.tsx';

/** Neighbours differ in lightness. */
const shades = [4, 1, 3, 0];
const longestName = 40;
const mostPanels = 3;
/** More bars than these are in the table only. */
const mostArms = 12;

function nameInWords(arm: string): string {
  return quoteName(cutToLength(arm, longestName));
}

function inWords(phase: string): string {
  return phase.replaceAll('-', ' ');
}

function kindsOf({ measure }: CostSeries): Kind[] {
  return phases.map((phase, index) => ({
    name: inWords(phase),
    shade: shades[index] ?? 0,
    isHatched: !measure.includes(phase),
  }));
}

function segmentsOf(arm: ReportArm, kinds: readonly Kind[]): Segment[] {
  return arm.phaseNs.flatMap((ns, index) => {
    const kind = kinds[index];
    if (ns === null || !kind) return [];
    const faults = arm.phaseFaults[index] ?? null;
    const counted = faults === null ? '' : `, ${formatNumber(faults, 'minor fault')}`;
    return [{ kind, ns, note: `${arm.name}: ${kind.name} ${formatDuration(ns)}${counted}` }];
  });
}

function sumNs(arm: ReportArm): number {
  return arm.phaseNs.reduce<number>((sum, ns) => sum + (ns ?? 0), 0);
}

function stacksOf(cell: ReportCell, series: CostSeries, kinds: readonly Kind[]): Stack[] {
  return series.arms.slice(0, mostArms).flatMap((name) => {
    const arm = armOf(cell, name);
    const segments = arm ? segmentsOf(arm, kinds) : [];
    if (!arm || segments.length === 0) return [];
    return [{ arm: name, segments, label: formatDuration(sumNs(arm)), tickNs: null }];
  });
}

/** The smallest, one between, and the largest; all where they are three or fewer. */
export function sizesDrawn(cells: readonly ReportCell[]): readonly ReportCell[] {
  if (cells.length <= mostPanels) return cells;
  const middle = Math.floor((cells.length - 1) / 2);
  return [0, middle, cells.length - 1].map((index) => cells[index] as ReportCell);
}

/** The index of an arm's longest phase. */
function longestOf(arm: ReportArm): number {
  const times = arm.phaseNs.map((ns) => ns ?? 0);
  return times.indexOf(Math.max(...times));
}

/** `At 16 MiB the longest phase is first touch with malloc and mmap-thp, allocate with mmap-populate`. */
function titleOf(series: CostSeries, cell: ReportCell): string {
  const arms = series.arms.flatMap((name) => armOf(cell, name) ?? []).filter((arm) => sumNs(arm) > 0);
  const [first] = arms;
  if (!first) return 'Where the time goes';
  const size = formatBytes(cell.sizeBytes ?? 0);
  const byPhase = new Map<number, ReportArm[]>();
  for (const arm of arms) byPhase.set(longestOf(arm), [...(byPhase.get(longestOf(arm)) ?? []), arm]);
  if (byPhase.size === 1) {
    const index = longestOf(first);
    const share = formatPercent((first.phaseNs[index] ?? 0) / sumNs(first));
    const every = arms.length > 1 ? ' with every arm' : '';
    return `At ${size} the longest phase is ${inWords(phases[index] ?? '')}${every}: ${share} of what ${nameInWords(first.name)} takes`;
  }
  const parts = [...byPhase].map(([index, list]) => {
    const names = list.map(({ name }) => nameInWords(name));
    const listed =
      names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
    return `${inWords(phases[index] ?? '')} with ${listed}`;
  });
  return `At ${size} the longest phase is ${parts.join('; ')}`;
}

function captionOf(series: CostSeries, drawn: readonly ReportCell[], hatched: boolean): string {
  const left = [
    ...(drawn.length < series.cells.length ? [`${drawn.length} of ${series.cells.length} sizes`] : []),
    ...(series.arms.length > mostArms ? [`${mostArms} of ${series.arms.length} arms`] : []),
  ];
  const axes = drawn.length > 1 ? ' Each size has its own axis.' : '';
  const outside = hatched ? ' Hatched phases are no part of the time that is compared.' : '';
  const rest = left.length > 0 ? ` ${left.join(' and ')} are drawn; all are in the table.` : '';
  return `Medians of each phase, ${series.pattern}${series.design === 'fresh' ? '' : `, ${series.design}`}; at the end of a bar, their sum.${outside}${axes}${rest}`;
}

/** Undefined where no phase was timed. */
export function phaseChart(run: ReportRun, series: CostSeries): Chart | undefined {
  const kinds = kindsOf(series);
  const drawn = sizesDrawn(series.cells);
  const panels: StackPanel[] = drawn
    .map((cell) => ({ heading: formatBytes(cell.sizeBytes ?? 0), stacks: stacksOf(cell, series, kinds) }))
    .filter(({ stacks }) => stacks.length > 0);
  const decisive = drawn.at(-1);
  if (panels.length === 0 || !decisive) return undefined;
  const met = new Set(
    panels.flatMap(({ stacks }) => stacks.flatMap(({ segments }) => segments.map(({ kind }) => kind))),
  );
  const shown = kinds.filter((kind) => met.has(kind));
  const words = {
    name: chartName('time-by-phase', run.letter, series.stage, series.design, series.pattern),
    title: titleOf(series, decisive),
    description: `Medians of ${shown.map(({ name }) => name).join(', ')} of ${series.arms.length} arms at ${panels.map(({ heading }) => heading).join(', ')}.`,
  };
  return {
    ...words,
    caption: captionOf(
      series,
      drawn,
      shown.some(({ isHatched }) => isHatched),
    ),
    draw: (view) => drawStacks(shown, panels, words, view),
    table: {
      columns: ['sizeBytes', 'arm', 'phase', 'medianNs', 'minorFaults'],
      rows: series.cells.flatMap((cell) =>
        series.arms.flatMap((name) => {
          const arm = armOf(cell, name);
          return phases.flatMap((phase, index) =>
            arm && (arm.phaseNs[index] ?? null) !== null
              ? [[cell.sizeBytes, name, phase, arm.phaseNs[index] ?? null, arm.phaseFaults[index] ?? null]]
              : [],
          );
        }),
      ),
    },
  };
}
