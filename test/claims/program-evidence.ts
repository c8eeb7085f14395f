/** Executions of the post's program as tests construct them. */
import type { ArmEvidence } from '../../src/model/claim.ts';
import { trials } from './constructed.ts';

export type Execution = {
  readonly argument: string;
  readonly exitCode?: number;
  readonly signal?: number;
  readonly sizeBytes?: number;
  readonly mallocNs?: number;
  readonly mmapNs?: number;
  readonly mallocFaults?: number;
  readonly mmapFaults?: number;
  readonly mmapErrno?: number;
  readonly said?: boolean;
};

/** An execution that ends by a signal and says nothing. */
export function killedBy(argument: string, signal: number): Execution {
  return { argument, exitCode: -1, signal, sizeBytes: -1, mallocNs: -1, mmapNs: -1, mmapErrno: -1 };
}

/** An execution that refuses its argument with a message. */
export function refusing(argument: string): Execution {
  return { argument, exitCode: 2, sizeBytes: -1, mallocNs: -1, mmapNs: -1, mmapErrno: -1, said: true };
}

const mebibyte = 2 ** 20;

/** Three trials of these executions; what is not said is that of a program that does what it is asked for. */
export function programArm(executions: readonly Execution[], count = 3): ArmEvidence {
  const whole = executions.map((one) => {
    const sizeBytes = one.sizeBytes ?? Number(one.argument) * mebibyte;
    const pages = sizeBytes / 4096;
    const usual = { exitCode: 0, signal: 0, mallocNs: 5e6, mmapNs: 5e6, mmapErrno: 0, said: false };
    return { ...usual, mallocFaults: pages + 1, mmapFaults: pages, ...one, sizeBytes };
  });
  return trials(count, {
    facts: { compiled: 1, pageBytes: 4096, executions: executions.length },
    texts: { arguments: executions.map(({ argument }) => argument).join() },
    lists: {
      exitCodes: whole.map(({ exitCode }) => exitCode),
      signals: whole.map(({ signal }) => signal),
      sizesBytes: whole.map(({ sizeBytes }) => sizeBytes),
      mallocPrintedNs: whole.map(({ mallocNs }) => mallocNs),
      mmapPrintedNs: whole.map(({ mmapNs }) => mmapNs),
      mallocFaults: whole.map(({ mallocFaults }) => mallocFaults),
      mmapFaults: whole.map(({ mmapFaults }) => mmapFaults),
      mmapErrnos: whole.map(({ mmapErrno }) => mmapErrno),
      munmapErrnos: whole.map(({ mmapErrno }) => mmapErrno),
      messages: whole.map(({ said }) => Number(said)),
    },
  });
}
