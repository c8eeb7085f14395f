/** The probe that stood between the clock reads, in words: what it is, and what it can read on the machine. */
import type { ProbeDescription, ProbeIdentity } from '../probe.ts';
import { formatBytes, formatDuration } from '../units.ts';
import { type Fact, known, missing, yesOrNo } from './fact.ts';

type Described = Pick<
  ProbeDescription,
  | 'clock'
  | 'pageSizeBytes'
  | 'hugePageSizeBytes'
  | 'hugetlbPageSizeBytes'
  | 'addressSpaceRandomised'
  | 'perfCounters'
>;

function sizeOrNone(bytes: number): string {
  return bytes === 0 ? 'none' : formatBytes(bytes);
}

export function probeFacts(identity: ProbeIdentity, description: Described): Fact[] {
  const { clock, perfCounters } = description;
  return [
    known('SHA-256', identity.sha256),
    known('compiler', identity.compiler),
    known('flags', identity.flags),
    known('clock', clock.name),
    known('resolution of the clock', formatDuration(clock.resolutionNs)),
    known('smallest step seen', formatDuration(clock.smallestStepNs)),
    known('a read of the clock takes', formatDuration(clock.readNs)),
    known('page', formatBytes(description.pageSizeBytes)),
    known('huge page', sizeOrNone(description.hugePageSizeBytes)),
    known('page of the default pool (hugetlb)', sizeOrNone(description.hugetlbPageSizeBytes)),
    known('address space randomised', yesOrNo(description.addressSpaceRandomised)),
    ...perfCounters.map(({ name, userOnly, unsupported }) =>
      unsupported === null
        ? known(`counter ${name}`, userOnly ? 'in user mode only' : 'can be read')
        : missing(`counter ${name}`, unsupported),
    ),
  ];
}
