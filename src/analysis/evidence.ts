/** From a run to the evidence that claims are decided by. */
import type { Evidence, EvidenceMachine, StageEvidence } from '../model/claim.ts';
import { measuredValue } from '../model/reading.ts';
import type { RunHeader } from '../model/run.ts';
import type { Analysis } from './analysis.ts';

function machineOf({ machine, before, capabilities }: RunHeader): EvidenceMachine {
  const { software, kernel, memory, processor } = machine;
  return {
    kernel: measuredValue(kernel.release) ?? null,
    glibc: software?.glibc ?? null,
    node: software?.node ?? '',
    architecture: software?.architecture ?? '',
    cpus: (measuredValue(before.settings.cpus.allowed) ?? []).length,
    memoryBytes: measuredValue(memory.totalBytes) ?? null,
    swapBytes: measuredValue(memory.swapTotalBytes) ?? null,
    pageSizeBytes: capabilities.pageSizeBytes,
    hugePageSizeBytes: capabilities.hugePageSizeBytes,
    thpEnabled: measuredValue(before.settings.transparentHugePages.enabled) ?? null,
    virtual: measuredValue(processor.hypervisor) ?? null,
  };
}

/** Every stage of scenarios under `experiment/stage`. */
export function evidenceOf(analysis: Pick<Analysis, 'header' | 'scenarios'>): Evidence {
  const { header, scenarios } = analysis;
  const stages: Record<string, StageEvidence> = {};
  for (const series of scenarios) {
    if (!series) continue;
    const { name } = series.stage;
    const key = name.includes('/') ? name : `${header.plan.name}/${name}`;
    stages[key] =
      series.blocks > 0
        ? { state: 'measured', arms: series.evidence() }
        : { state: 'unavailable', reason: 'the run ended before it' };
  }
  return { machine: machineOf(header), stages };
}
