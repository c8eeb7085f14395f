/** User and system time of each command, stacked, with the wall clock across them. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportRun } from '../../../model/report.ts';
import { formatDuration, formatNumber, formatPercent, quoteName } from '../../../model/units.ts';
import type { Chart } from '../../charts/chart.ts';
import { chartName } from '../../charts/chart-name.ts';
import { cutToLength } from '../../charts/cut.ts';
import { drawStacks, type Kind, type Stack } from './stacks.tsx';

const user: Kind = { name: 'user time', shade: 1, isHatched: false };
const system: Kind = { name: 'system time', shade: 3, isHatched: false };

const mostCommands = 24;
const longestName = 60;

type Times = {
  readonly arm: string;
  readonly stage: string;
  readonly n: number;
  readonly userNs: number;
  readonly systemNs: number;
  readonly wallNs: number;
  readonly minorFaults: number | null;
};

function timesOf({ kind, arm, stage, n, figures }: Finding): Times[] {
  const [userNs, systemNs, wallNs] = [figures?.userNs, figures?.systemNs, figures?.medianNs];
  if (kind !== 'estimate' || arm === null) return [];
  if (typeof userNs !== 'number' || typeof systemNs !== 'number' || typeof wallNs !== 'number') return [];
  const faults = figures?.minorFaults;
  return [
    { arm, stage, n, userNs, systemNs, wallNs, minorFaults: typeof faults === 'number' ? faults : null },
  ];
}

function stackOf({ arm, userNs, systemNs, wallNs, minorFaults }: Times): Stack {
  const faults = minorFaults === null ? '' : `, ${formatNumber(minorFaults, 'minor fault')}`;
  const note = (kind: Kind, ns: number): string => `${arm}: ${kind.name} ${formatDuration(ns)}${faults}`;
  return {
    arm,
    segments: [
      { kind: user, ns: userNs, note: note(user, userNs) },
      { kind: system, ns: systemNs, note: note(system, systemNs) },
    ],
    label: formatDuration(wallNs),
    tickNs: wallNs,
  };
}

function titleOf(times: readonly Times[]): string {
  const shares = times.map(({ systemNs, userNs }) => systemNs / (systemNs + userNs || 1));
  const most = times[shares.indexOf(Math.max(...shares))];
  if (!most) return 'Where the time goes';
  const name = cutToLength(most.arm, longestName);
  const share = formatPercent(Math.max(...shares));
  return times.length === 1
    ? `The kernel’s share of ${quoteName(name)}’s CPU time is ${share}`
    : `The kernel’s share of the CPU time is largest with ${quoteName(name)}: ${share}`;
}

/** Undefined where there is no command. */
export function commandChart(run: ReportRun): Chart | undefined {
  const times = run.findings.flatMap(timesOf);
  if (times.length === 0) return undefined;
  const stacks = times.slice(0, mostCommands).map(stackOf);
  const left = times.length > mostCommands ? ` ${mostCommands} of ${times.length} are drawn.` : '';
  const waits = run.cells.some(({ isWithoutWaits }) => isWithoutWaits) ? ', waits for a CPU included' : '';
  const words = {
    name: chartName('time-of-commands', run.letter),
    title: titleOf(times),
    description: `User and system time of ${formatNumber(times.length, 'command')}, and the wall clock.`,
  };
  return {
    ...words,
    caption: `Means of user and system time, because the kernel splits a short execution by the tick of its clock; the line across, and the figure, is the median of the wall clock${waits}.${left}`,
    draw: (view) => drawStacks([user, system], [{ heading: '', stacks }], words, view),
    table: {
      columns: ['stage', 'command', 'n', 'meanUserNs', 'meanSystemNs', 'medianWallNs', 'medianMinorFaults'],
      rows: times.map(({ stage, arm, n, userNs, systemNs, wallNs, minorFaults }) => [
        stage,
        arm,
        n,
        userNs,
        systemNs,
        wallNs,
        minorFaults,
      ]),
    },
  };
}
