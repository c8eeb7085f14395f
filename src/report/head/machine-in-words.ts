/** A machine in one line: what a reader must know before comparing it with another. */
import type { Machine } from '../../model/machine.ts';
import { measuredValue, type Reading } from '../../model/reading.ts';
import { formatBytes } from '../../model/units.ts';
import { cutToLength } from '../charts/cut.ts';

/** A model's name is no longer than this unless someone made it so. */
const mostCharacters = 60;

/** The card of a recorded run is only shown, and not checked when the file is read: what is not there is passed over. */
function readValue<T>(read: () => Reading<T>): T | undefined {
  try {
    return measuredValue(read());
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

export function machineInWords(machine: Machine): string {
  const memory = readValue(() => machine.memory.totalBytes);
  const thp = readValue(() => machine.settings.transparentHugePages.enabled);
  const cpus = readValue(() => machine.settings.cpus.online)?.length;
  const named = [
    readValue(() => machine.processor.modelName) ?? 'an unknown CPU',
    ...(cpus === undefined ? [] : [cpus === 1 ? '1 CPU' : `${cpus} CPUs`]),
    ...(readValue(() => machine.processor.hypervisor) ? ['a virtual machine'] : []),
    `Linux ${readValue(() => machine.kernel.release) ?? 'unknown'}`,
    ...(memory === undefined ? [] : [formatBytes(memory)]),
    ...(thp === undefined ? [] : [`huge pages ${thp}`]),
  ];
  return named.map((part) => cutToLength(part, mostCharacters)).join(', ');
}
