/** Says what moved on the machine between two states. Silent when nothing did: no news is not a sentence. */

import type { MachineState, Pressure } from '../model/machine.ts';
import { measuredValue, type Reading } from '../model/reading.ts';
import { listSettings } from './machine-settings.ts';
import { sizeInWords } from './size-in-words.ts';

export interface MachineChange {
  /** A stable word for what moved: `setting`, `steal`, `pressure`, `frequency`, `page-cache`, `swap`, ... */
  readonly what: string;
  readonly sentence: string;
}

const STEAL_SHARE = 0.01;
const STALLED_SHARE = 0.05;
const FREQUENCY_SHARE = 0.1;
const CACHE_SHARE = 0.1;
const REPORTED_SHARE = 0.01;

/** `elapsedMs` is the time between the states; pressure is judged against it. A reading missing in either is passed over. */
export function describeMachineChanges(
  before: MachineState,
  after: MachineState,
  elapsedMs: number,
): readonly MachineChange[] {
  return [
    ...describeSettings(before, after),
    ...describeSteal(before, after),
    ...describePressure(before, after, elapsedMs),
    ...describeFrequency(before, after),
    ...describePageCache(before, after),
    ...describeReporting(before, after),
    ...describeEvents(before, after),
  ];
}

function describeSettings(before: MachineState, after: MachineState): readonly MachineChange[] {
  const was = listSettings(before);
  const is = listSettings(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
    const [from, to] = [was.get(name), is.get(name)].map((reading) => reading && measuredValue(reading));
    if (from === to) return [];
    const sentence = `${name} changed from ${from ?? 'not readable'} to ${to ?? 'not readable'}.`;
    return [{ what: 'setting', sentence }];
  });
}

function describeSteal(
  { cpuTime: was }: MachineState,
  { cpuTime: is }: MachineState,
): readonly MachineChange[] {
  const steal = difference(was.stealJiffies, is.stealJiffies);
  const total = difference(was.totalJiffies, is.totalJiffies);
  if (!(total > 0 && steal / total > STEAL_SHARE)) return [];
  return [
    { what: 'steal', sentence: `The hypervisor took ${percent(steal / total)} of the CPU time (steal).` },
  ];
}

function describePressure(
  { pressure: was }: MachineState,
  { pressure: is }: MachineState,
  elapsedMs: number,
): readonly MachineChange[] {
  const resources: readonly [string, Pressure, Pressure][] = [
    ['CPU', was.cpu, is.cpu],
    ['memory', was.memory, is.memory],
    ['I/O', was.io, is.io],
  ];
  return resources.flatMap(([name, from, to]) => {
    const share = difference(from.someTotalUs, to.someTotalUs) / (elapsedMs * 1000);
    if (!(elapsedMs > 0 && share > STALLED_SHARE)) return [];
    // Totals are brought up to date every 2 s, so a short interval can read more than itself.
    const sentence = `Tasks stalled for want of ${name} during ${percent(Math.min(1, share))} of the time.`;
    return [{ what: 'pressure', sentence }];
  });
}

// One sentence for the CPU that moved most: a list of 128 would say no more.
function describeFrequency(before: MachineState, after: MachineState): readonly MachineChange[] {
  const previous = measuredValue(before.frequencies.cpus) ?? [];
  let largest = { share: FREQUENCY_SHARE, sentence: '' };
  for (const { cpu, currentKhz } of measuredValue(after.frequencies.cpus) ?? []) {
    const from = measuredValue(previous.find((other) => other.cpu === cpu)?.currentKhz ?? currentKhz);
    const to = measuredValue(currentKhz);
    if (from === undefined || to === undefined || from === 0) continue;
    const share = Math.abs(to - from) / from;
    if (share <= largest.share) continue;
    const sentence = `The frequency of cpu${cpu} moved from ${gigahertz(from)} to ${gigahertz(to)}, more than any other.`;
    largest = { share, sentence };
  }
  return largest.sentence === '' ? [] : [{ what: 'frequency', sentence: largest.sentence }];
}

function describePageCache(
  { memory: was }: MachineState,
  { memory: is }: MachineState,
): readonly MachineChange[] {
  const moved = difference(was.cachedBytes, is.cachedBytes);
  const total = measuredValue(is.totalBytes) ?? Number.NaN;
  if (!(Math.abs(moved) > total * CACHE_SHARE)) return [];
  const direction = moved > 0 ? 'grew' : 'shrank';
  const share = percent(Math.abs(moved) / total);
  const sentence = `The page cache ${direction} by ${sizeInWords(Math.abs(moved))} (${share} of memory).`;
  return [{ what: 'page-cache', sentence }];
}

function describeReporting(before: MachineState, after: MachineState): readonly MachineChange[] {
  const reported = difference(before.pageReporting.reportedBytes, after.pageReporting.reportedBytes);
  const total = measuredValue(after.memory.totalBytes) ?? Number.NaN;
  if (!(reported > total * REPORTED_SHARE)) return [];
  const sentence = `The guest gave ${sizeInWords(reported)} of free pages back to its host; touching them again is slow.`;
  return [{ what: 'page-reporting', sentence }];
}

function describeEvents(
  { vmEvents: was }: MachineState,
  { vmEvents: is }: MachineState,
): readonly MachineChange[] {
  const event = (what: string, counts: readonly number[], sentence: string): readonly MachineChange[] =>
    counts.some((count) => count > 0) ? [{ what, sentence }] : [];
  const swappedIn = difference(was.swapInPages, is.swapInPages);
  const swappedOut = difference(was.swapOutPages, is.swapOutPages);
  const killed = difference(was.oomKills, is.oomKills);
  const inflated = difference(was.balloonInflatedPages, is.balloonInflatedPages);
  const hinted = difference(was.numaHintFaults, is.numaHintFaults);
  const swapped = `The machine swapped: ${pages(swappedIn)} in, ${pages(swappedOut)} out.`;
  return [
    ...event('swap', [swappedIn, swappedOut], swapped),
    ...event(
      'oom-kill',
      [killed],
      `The kernel ran out of memory and killed (count of OOM kills: ${killed}).`,
    ),
    ...event('balloon', [inflated], `The balloon took ${pages(inflated)} from this guest.`),
    ...event('numa-hint-faults', [hinted], `NUMA balancing added minor faults (machine-wide: ${hinted}).`),
  ];
}

/** NaN where either is missing: every comparison with it is false, so nothing is said. */
function difference(before: Reading<number>, after: Reading<number>): number {
  return (measuredValue(after) ?? Number.NaN) - (measuredValue(before) ?? Number.NaN);
}

function pages(count: number): string {
  return Number.isNaN(count) ? 'an unknown number of pages' : `${count} page${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

function gigahertz(frequencyKhz: number): string {
  return `${(frequencyKhz / 1e6).toFixed(2)} GHz`;
}
