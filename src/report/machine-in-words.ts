/** A machine in one line: what a reader must know before comparing it with another. */
import type { Machine } from '../model/machine.ts';
import { measuredValue } from '../model/reading.ts';
import { formatBytes } from '../model/units.ts';

export function machineInWords(machine: Machine): string {
  const memory = measuredValue(machine.memory.totalBytes);
  const thp = measuredValue(machine.settings.transparentHugePages.enabled);
  return [
    measuredValue(machine.processor.modelName) ?? 'an unknown CPU',
    ...(measuredValue(machine.processor.hypervisor) ? ['a virtual machine'] : []),
    `Linux ${measuredValue(machine.kernel.release) ?? 'unknown'}`,
    ...(memory === undefined ? [] : [formatBytes(memory)]),
    ...(thp === undefined ? [] : [`huge pages ${thp}`]),
  ].join(', ');
}
