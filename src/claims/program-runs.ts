/** What the post's program did, execution by execution: the lists of the scenario `execute` put side by side. */
import type { ArmReadings } from './arm-readings.ts';

/** -1 stands for what the program did not come to say. */
export type ProgramRun = {
  readonly argument: string;
  readonly exitCode: number;
  /** 0 where it ended by itself. */
  readonly signal: number;
  readonly sizeBytes: number;
  readonly mallocPrintedNs: number;
  readonly mmapPrintedNs: number;
  readonly mallocFaults: number;
  readonly mmapFaults: number;
  readonly mmapErrno: number;
  readonly munmapErrno: number;
  /** Whether it said anything of an error. */
  readonly said: boolean;
};

/** Every execution of every trial. */
export function programRuns(arm: ArmReadings): ProgramRun[] {
  const of = (name: string): (readonly number[])[] => arm.lists(name);
  const [exitCodes, signals, sizes] = [of('exitCodes'), of('signals'), of('sizesBytes')];
  const [mallocNs, mmapNs] = [of('mallocPrintedNs'), of('mmapPrintedNs')];
  const [mallocFaults, mmapFaults] = [of('mallocFaults'), of('mmapFaults')];
  const [mmapErrnos, munmapErrnos, messages] = [of('mmapErrnos'), of('munmapErrnos'), of('messages')];
  return arm.texts('arguments').flatMap((words, trial) =>
    words.split(',').map((argument, i) => {
      const at = (lists: (readonly number[])[]): number => lists[trial]?.[i] ?? -1;
      return {
        argument,
        exitCode: at(exitCodes),
        signal: at(signals),
        sizeBytes: at(sizes),
        mallocPrintedNs: at(mallocNs),
        mmapPrintedNs: at(mmapNs),
        mallocFaults: at(mallocFaults),
        mmapFaults: at(mmapFaults),
        mmapErrno: at(mmapErrnos),
        munmapErrno: at(munmapErrnos),
        said: at(messages) > 0,
      };
    }),
  );
}

/** Whether the program works at all: it fills 1 MiB when asked to, and says so. */
export function worksForOne(runs: readonly ProgramRun[]): boolean {
  const ones = runs.filter(({ argument }) => argument === '1');
  return ones.length > 0 && ones.every(({ exitCode, mmapPrintedNs }) => exitCode === 0 && mmapPrintedNs >= 0);
}

/** The arguments of runs, each once, in their order. */
export function argumentsOf(runs: readonly ProgramRun[]): string {
  return [...new Set(runs.map(({ argument }) => argument))].join(', ');
}
