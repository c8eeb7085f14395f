/** Which design suits a cell, and which ones its arms allow. */
import {
  burnInRounds,
  type CellDesign,
  type Design,
  mostSharedArms,
  mostSharedReadings,
} from '../model/design.ts';
import type { Arm, Capabilities } from '../model/experiment.ts';
import { Problem } from '../model/problem.ts';
import { formatBytes } from '../model/units.ts';

const mebibyte = 2 ** 20;

/** From here on whole regions are too few in a second: chunks of them resolve more. */
const interleavedFromBytes = 16 * mebibyte;
/** A process of rounds lasts about this long: twenty of them fit into a second. */
const roundsNs = 50e6;
/** What a base page costs, roughly: first touch and release. */
const pageNs = 2000;
const callNs = 5000;

function roundsFor(arms: number, sizeBytes: number, { pageSizeBytes }: Capabilities): number {
  const roundNs = arms * ((sizeBytes / pageSizeBytes) * pageNs + callNs);
  return burnInRounds + Math.max(4, Math.min(512, Math.round(roundsNs / roundNs)));
}

/**
 * 256 KiB below 16 MiB, else 1 MiB; more where a process could not keep all readings, and never less than one fault maps: of
 * chunks smaller than a huge page some take all the faults and the others none, in one region here and in another there.
 */
function chunkFor(arms: number, sizeBytes: number, { largestFaultBytes }: Capabilities): number {
  const usual = sizeBytes >= interleavedFromBytes ? mebibyte : mebibyte / 4;
  const mostChunks = Math.floor(mostSharedReadings / arms);
  return Math.max(largestFaultBytes, usual * Math.ceil(sizeBytes / mostChunks / usual));
}

/** Fewer are no sample. */
const fewestChunks = 4;

function hasChunks(arms: number, sizeBytes: number, machine: Capabilities): boolean {
  return sizeBytes >= fewestChunks * chunkFor(arms, sizeBytes, machine);
}

function settingsOf({ environment, preload, thpDisable }: Arm): string {
  return JSON.stringify([environment, preload, thpDisable]);
}

/** Why the arms cannot meet in this design; undefined where they can. */
export function whyNot(design: Design, arms: readonly Arm[], machine: Capabilities): string | undefined {
  if (design === 'fresh') return undefined;
  if (arms.length >= mostSharedArms)
    return `${arms.length} arms and a copy of the first are more than the ${mostSharedArms} that a process takes`;
  const [reference] = arms as readonly [Arm];
  const several = arms.find((arm) => arm.steps.length > 1);
  if (several) return `${several.name} has several steps`;
  const other = arms.find((arm) => settingsOf(arm) !== settingsOf(reference));
  if (other)
    return `${other.name} has other settings than ${reference.name}, and a process has one environment`;
  if (design === 'in-process') return undefined;
  for (const { name, steps } of arms) {
    const why = machine.notInterleaved[steps[0]?.strategy ?? ''];
    if (why) return `${name}: ${why}`;
  }
  return undefined;
}

/** Whether regions of that size can be touched chunk by chunk beside each other. */
export function mayInterleave(arms: readonly Arm[], sizeBytes: number, machine: Capabilities): boolean {
  return hasChunks(arms.length + 1, sizeBytes, machine) && whyNot('interleaved', arms, machine) === undefined;
}

/** The design with its figures. Throws a Problem (exit code 2) where the arms do not allow it. */
export function designOf(
  kind: Design,
  arms: readonly Arm[],
  sizeBytes: number,
  machine: Capabilities,
): CellDesign {
  const why = whyNot(kind, arms, machine);
  if (why !== undefined)
    throw new Problem('no-design', `these arms cannot meet ${kind}: ${why}`, '--design fresh always works');
  if (kind === 'fresh') return { kind };
  const meeting = arms.length + 1;
  if (kind === 'in-process') return { kind, rounds: roundsFor(meeting, sizeBytes, machine) };
  const chunkBytes = chunkFor(meeting, sizeBytes, machine);
  if (hasChunks(meeting, sizeBytes, machine)) return { kind, chunkBytes };
  throw new Problem(
    'no-design',
    `${formatBytes(sizeBytes)} has too few chunks of ${formatBytes(chunkBytes)} to interleave`,
    `--design in-process suits sizes below ${formatBytes(interleavedFromBytes)}`,
  );
}

/**
 * Fresh processes wherever the state of a process may matter, and for an arm alone; else rounds in one process, or chunks of regions that are
 * too large for many rounds.
 */
export function chooseDesign(arms: readonly Arm[], sizeBytes: number, machine: Capabilities): Design {
  const stateful = arms.some((arm) =>
    arm.steps.some((step) => machine.statefulStrategies.includes(step.strategy)),
  );
  if (stateful || arms.length < 2 || whyNot('in-process', arms, machine) !== undefined) return 'fresh';
  if (sizeBytes < interleavedFromBytes) return 'in-process';
  return mayInterleave(arms, sizeBytes, machine) ? 'interleaved' : 'fresh';
}
