/** Checks a probe's description, whether it comes from the probe itself or from a run file. */
import * as v from 'valibot';
import { phases, sampleColumns } from './probe.ts';

const named = { name: v.string(), summary: v.string() };
const unsupported = v.nullable(v.string());

/** The shape of `ProbeDescription`; phases and sample columns must be the ones that this version knows. */
export const probeDescriptionSchema = v.object({
  protocol: v.number(),
  compiler: v.string(),
  flags: v.string(),
  pageSizeBytes: v.pipe(v.number(), v.minValue(1)),
  hugePageSizeBytes: v.pipe(v.number(), v.minValue(0)),
  hugetlbPageSizeBytes: v.pipe(v.number(), v.minValue(0)),
  addressSpaceRandomised: v.boolean(),
  strategies: v.array(
    v.object({
      ...named,
      backing: v.picklist(['none', 'anonymous', 'shmem', 'hugetlb']),
      pages: v.picklist(['default', 'huge', 'base', 'hugetlb']),
      populates: v.boolean(),
      viaMalloc: v.boolean(),
      exclusive: v.boolean(),
      calibrates: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
      unsupported,
    }),
  ),
  patterns: v.array(v.object({ ...named, reads: v.boolean(), writes: v.boolean(), partial: v.boolean() })),
  phases: v.strictTuple(phases.map((phase) => v.literal(phase))),
  sampleColumns: v.strictTuple(sampleColumns.map((column) => v.literal(column))),
  perfCounters: v.array(v.object({ name: v.string(), userOnly: v.boolean(), unsupported })),
  clock: v.object({
    name: v.string(),
    resolutionNs: v.number(),
    smallestStepNs: v.number(),
    readNs: v.number(),
  }),
  recording: v.exactOptional(
    v.object({ faults: unsupported, kernelFaults: unsupported, mappings: unsupported, calls: unsupported }),
  ),
});
