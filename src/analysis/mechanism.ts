/** What an arm's witness trial saw: the system calls it made and the faults it took, in words and figures. */
import { type CallCount, phases, sampleColumns } from '../model/probe.ts';
import type { TrialRecord } from '../model/run.ts';
import { formatBytes, formatNumber } from '../model/units.ts';
import type { Analysis } from './analysis.ts';
import { alignedHugePages } from './expected-faults.ts';

export type Mechanism = {
  /** Memory system calls in allocate; undefined where they could not be observed. */
  readonly calls: readonly CallCount[] | undefined;
  /** Minor faults in allocate and first touch together. */
  readonly faults: number;
  readonly region: string | undefined;
  readonly anonHugeBytes: number;
  /** Whole aligned 2 MiB pages in the region. */
  readonly alignedHugePages: number;
  /** RSS after first touch, bytes; undefined where the kernel does not say. */
  readonly rssBytes: number | undefined;
};

const memoryCalls = new Set(['brk', 'mmap', 'munmap', 'mremap', 'madvise', 'memfd_create', 'ftruncate']);
const minorFaults = sampleColumns.indexOf('minorFaults');
const allocate = phases.indexOf('allocate');
const firstTouch = phases.indexOf('first-touch');

function mechanismOf(
  trial: TrialRecord,
  sizeBytes: number,
  hugePageSizeBytes: number,
): Mechanism | undefined {
  const step = trial.steps.at(-1);
  if (!step) return undefined;
  const calls = trial.calls?.state === 'measured' ? trial.calls.value.at(-1)?.[allocate] : undefined;
  const after = step.memory?.[firstTouch];
  return {
    calls: calls?.filter((call) => memoryCalls.has(call.name)),
    faults: (step.samples[allocate]?.[minorFaults] ?? 0) + (step.samples[firstTouch]?.[minorFaults] ?? 0),
    region: step.region ?? undefined,
    anonHugeBytes: after?.anonHugeBytes ?? 0,
    alignedHugePages: alignedHugePages(step.address, sizeBytes, hugePageSizeBytes),
    rssBytes: after?.rssBytes ?? undefined,
  };
}

/** The mechanism of one arm of a cell, where its witness trial was accepted. */
export function findMechanism(
  analysis: Analysis,
  stage: number,
  cell: number,
  arm: number,
): Mechanism | undefined {
  const trial = analysis.witnesses.find((one) => one.stage === stage && one.cell === cell && one.arm === arm);
  const sizeBytes = analysis.cells[stage]?.[cell]?.cell.sizeBytes ?? 0;
  return trial && mechanismOf(trial, sizeBytes, analysis.header.capabilities.hugePageSizeBytes);
}

function nameCalls(mechanism: Mechanism): string {
  if (!mechanism.calls) return 'calls not observed';
  if (mechanism.calls.length === 0) return 'no memory call';
  return mechanism.calls
    .map(({ name, count }) => (count === 1 ? `one ${name}` : `${count} ${name}`))
    .join(' and ');
}

function describe(mechanism: Mechanism): string {
  const huge = mechanism.anonHugeBytes > 0 ? ` (${formatBytes(mechanism.anonHugeBytes)} in huge pages)` : '';
  return `${nameCalls(mechanism)}, ${formatNumber(mechanism.faults, 'minor fault')}${huge}`;
}

/** Both mechanisms in one sentence: what is the same is said once. */
export function compareMechanisms(arm: string, own: Mechanism, reference: string, other: Mechanism): string {
  const same = nameCalls(own) === nameCalls(other) && Math.abs(own.faults - other.faults) <= 8;
  if (same && own.anonHugeBytes === other.anonHugeBytes) return `Both make ${describe(own)}.`;
  return `${arm}: ${describe(own)}; ${reference}: ${describe(other)}.`;
}
