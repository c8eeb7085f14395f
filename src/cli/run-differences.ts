/** What of machine, settings and probe is not the same in two recorded runs. */
import { describeMachineChanges } from '../machine/index.ts';
import { measuredValue } from '../model/reading.ts';
import type { RunPair } from '../model/report.ts';
import type { RunHeader } from '../model/run.ts';
import { formatBytes } from '../model/units.ts';

type Difference = RunPair['differences'][number];

function factsOf({ machine, probe, settings, version }: RunHeader): [string, string][] {
  const memory = measuredValue(machine.memory.totalBytes);
  return [
    ['the processor', measuredValue(machine.processor.modelName) ?? 'unknown'],
    ['the kernel', measuredValue(machine.kernel.release) ?? 'unknown'],
    ['the memory', memory === undefined ? 'unknown' : formatBytes(memory)],
    ['the CPU pinned to', settings.cpu < 0 ? 'none' : String(settings.cpu)],
    ['the probe', `${probe.sha256.slice(0, 12)} (${probe.compiler})`],
    ['the version of firsttouch', version],
  ];
}

export function runDifferences(first: RunHeader, second: RunHeader): Difference[] {
  const others = new Map(factsOf(second));
  return factsOf(first).flatMap(([what, own]) => {
    const other = others.get(what) ?? 'unknown';
    return own === other ? [] : [{ what, first: own, second: other }];
  });
}

/** Settings of the machine that were others: one sentence each. */
export function settingDifferences(first: RunHeader, second: RunHeader): string[] {
  return describeMachineChanges(first.before, second.before, 0)
    .filter(({ what }) => what === 'setting')
    .map(({ sentence }) => sentence);
}

/** Why there is no verdict between two runs. */
export function betweenRunsCaution(first: RunHeader, second: RunHeader, alpha: number): string {
  return `No paired design stands behind this: the runs were measured at other times (${first.startedAt.slice(0, 16)} and ${second.startedAt.slice(0, 16)}), maybe on other machines, and whatever moved between them is in every ratio. So there is no verdict. Each interval by itself is wrong in about ${alpha * 100} % of cases, as far as each run's trials are alike.`;
}
