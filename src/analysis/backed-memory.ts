/** How much memory an arm made the kernel put behind its region, from its witness trial, against what it touched. */
import type { Arm } from '../model/experiment.ts';
import { type ProbeDescription, phases } from '../model/probe.ts';
import { formatBytes } from '../model/units.ts';
import type { Analysis } from './analysis.ts';

/** The process itself grows and shrinks by so much meanwhile. */
const ownBytes = 128 * 1024;
const notableShare = 1.25;

/** Bytes; `backedBytes` is undefined where the kernel did not say. */
export type BackedMemory = { readonly backedBytes: number | undefined; readonly touchedBytes: number };

/** Pages of the region that the arm's pattern touches, in bytes. */
function touchedBytesOf(arm: Arm, sizeBytes: number, probe: ProbeDescription): number {
  const step = arm.steps.at(-1);
  const pattern = probe.patterns.find((one) => one.name === step?.pattern);
  const pages = Math.ceil(sizeBytes / probe.pageSizeBytes);
  const touched = pattern?.partial ? Math.floor((pages * (step?.fractionPpm ?? 0)) / 1e6) : pages;
  return touched * probe.pageSizeBytes;
}

/**
 * RSS after first touch above its lowest value in the trial: the region is not there yet or no longer then. The reserved pool
 * of hugetlb is outside RSS; whole pages of it are taken.
 */
export function backedMemory(analysis: Analysis, stage: number, cell: number, arm: number): BackedMemory {
  const { capabilities, plan } = analysis.header;
  const definition = plan.stages[stage];
  const here = definition?.kind === 'comparison' ? definition.cells[cell] : undefined;
  const own = here?.arms[arm];
  if (!here || !own) return { backedBytes: undefined, touchedBytes: 0 };
  const { sizeBytes } = here;
  const touchedBytes = touchedBytesOf(own, sizeBytes, capabilities);
  const strategy = capabilities.strategies.find((one) => one.name === own.steps.at(-1)?.strategy);
  if (strategy?.backing === 'hugetlb') {
    const pageBytes = Math.max(1, capabilities.hugetlbPageSizeBytes);
    return { backedBytes: Math.ceil(sizeBytes / pageBytes) * pageBytes, touchedBytes };
  }
  const trial = analysis.witnesses.find((one) => one.stage === stage && one.cell === cell && one.arm === arm);
  const memory = trial?.steps.at(-1)?.memory ?? [];
  const resident = memory.map((one) => one.rssBytes).filter((bytes) => bytes !== null);
  const after = memory[phases.indexOf('first-touch')]?.rssBytes ?? undefined;
  const backedBytes = after === undefined ? undefined : after - Math.min(...resident);
  return { backedBytes, touchedBytes };
}

/** What the memory costs, as the end of a sentence: `backs 2 MiB, where 512 KiB are touched`; empty where it cannot be told. */
export function backedInWords({ backedBytes, touchedBytes }: BackedMemory): string {
  if (backedBytes === undefined) return '';
  if (backedBytes > Math.max(touchedBytes + ownBytes, touchedBytes * notableShare)) {
    return `backs ${formatBytes(backedBytes)}, where ${formatBytes(touchedBytes)} are touched`;
  }
  if (touchedBytes <= ownBytes) return '';
  const spared = touchedBytes > 2 * ownBytes && backedBytes < touchedBytes / 2;
  return spared
    ? 'backs next to nothing: what is only read is the shared zero page'
    : 'backs what is touched';
}
