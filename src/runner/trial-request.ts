/** From an arm at a size to the request that the supervisor gets. */
import { type Arm, type ArmStep, armsWithControl, type Cell } from '../model/experiment.ts';
import type { SharedDesign, StepRequest, TrialRequest } from '../model/probe.ts';
import type { RunSettings } from '../model/run.ts';

/** A trial gets this long, and then is killed: 100 us a page is fifty times what a slow machine needs. */
function deadlineMs(sizeBytes: number, steps: number): number {
  return Math.min(3_600_000, 10_000 + Math.ceil((sizeBytes / 4096) * 0.1) * steps);
}

/** One trial of the arm. An arm that discards its first call gets the step twice: the last step is the one that counts. */
export function armRequest(
  arm: Arm,
  sizeBytes: number,
  settings: RunSettings,
  paddingBytes: number,
  options: { readonly witness: boolean; readonly secondTouch: boolean },
): TrialRequest {
  const once = arm.steps.map((step) => ({ ...step, sizeBytes, secondTouch: options.secondTouch }));
  const steps = arm.discardFirst ? [...once, ...once] : once;
  return {
    steps,
    environment: arm.environment,
    paddingBytes,
    cpu: settings.cpu,
    thpDisable: arm.thpDisable,
    deadlineMs: deadlineMs(sizeBytes, steps.length),
    witness: options.witness,
    perf: settings.perf || options.witness,
    ...(arm.preload ? { preload: arm.preload } : {}),
  };
}

/** One process that all the arms share, the control arm last. */
export function sharedRequest(
  cell: Cell,
  design: SharedDesign,
  settings: RunSettings,
  paddingBytes: number,
): TrialRequest {
  const { sizeBytes } = cell;
  const arms = armsWithControl(cell);
  const reference = arms[0] as Arm;
  const steps = arms.map((arm) => ({
    ...(arm.steps[0] as ArmStep),
    sizeBytes,
    secondTouch: false,
  }));
  return {
    steps,
    design,
    environment: reference.environment,
    paddingBytes,
    cpu: settings.cpu,
    thpDisable: reference.thpDisable,
    deadlineMs: deadlineMs(sizeBytes, steps.length * (design.kind === 'in-process' ? design.rounds : 1)),
    witness: false,
    perf: false,
    ...(reference.preload ? { preload: reference.preload } : {}),
  };
}

/** How often a warm-up passes over its memory. The first pass may be cold; the last ones show the warm cost. */
export const warmPasses = 3;

/** A trial that touches and releases `sizeBytes` several times, so that the host backs as much memory as the arms need. */
export function warmRequest(sizeBytes: number, settings: RunSettings): TrialRequest {
  const step: StepRequest = {
    strategy: 'mmap-private',
    pattern: 'write-page',
    sizeBytes,
    fill: 1,
    fractionPpm: 1_000_000,
    secondTouch: false,
  };
  return {
    steps: Array.from({ length: warmPasses }, () => step),
    environment: {},
    paddingBytes: 0,
    cpu: settings.cpu,
    thpDisable: false,
    deadlineMs: deadlineMs(sizeBytes, warmPasses),
    witness: false,
    perf: false,
  };
}
