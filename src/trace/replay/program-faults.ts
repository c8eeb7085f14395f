/** Where each program that a process executed took its faults: an exec begins another address space. */
import type { Process } from './process.ts';
import { TouchedExtents } from './touched-extents.ts';

export type ProgramFaults = {
  readonly pid: number;
  name: string | null;
  readonly fromNs: number;
  lastNs: number;
  readonly extents: TouchedExtents;
};

/** Programs told apart; the faults of later ones have no raster. */
const mostPrograms = 256;

export class FaultsByProgram {
  readonly #programs: ProgramFaults[] = [];
  readonly #current = new Map<Process, ProgramFaults | undefined>();

  /** The program that the process executes now. */
  of(process: Process): ProgramFaults | undefined {
    const current = this.#current.get(process);
    if (current?.fromNs === process.programFromNs) {
      current.name = process.name;
      return current;
    }
    return this.#begin(process);
  }

  programs(): readonly ProgramFaults[] {
    return this.#programs;
  }

  #begin(process: Process): ProgramFaults | undefined {
    if (this.#programs.length >= mostPrograms) return undefined;
    const { pid, name, programFromNs } = process;
    const extents = new TouchedExtents();
    const program = { pid, name, fromNs: programFromNs, lastNs: programFromNs, extents };
    this.#programs.push(program);
    this.#current.set(process, program);
    return program;
  }
}
