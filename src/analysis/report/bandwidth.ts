/** What writing memory that is there already costs here: what storing every byte of it takes, however it is obtained. */
import type { Finding } from '../../model/finding.ts';
import { phases } from '../../model/probe.ts';
import type { MemoryBandwidth, ReportCell } from '../../model/report.ts';
import { formatBytes, formatRate } from '../../model/units.ts';
import { short } from './thin.ts';

type Reading = Pick<MemoryBandwidth, 'nsPerByte' | 'sizeBytes' | 'from'>;

const second = phases.indexOf('second-touch');

/** By the calibration's arms. */
function calibrated(findings: readonly Finding[]): Reading[] {
  return findings.flatMap(({ kind, sizeBytes, figures }) => {
    const ns = figures?.presentByteNs;
    if (kind !== 'calibration' || typeof ns !== 'number' || ns <= 0 || sizeBytes === null) return [];
    return [{ nsPerByte: ns, sizeBytes, from: 'calibration' as const }];
  });
}

/** By second touches of all bytes. */
function touched(cells: readonly ReportCell[]): Reading[] {
  return cells.flatMap(({ pattern, sizeBytes, arms }) =>
    arms.flatMap(({ phaseNs }) => {
      const ns = phaseNs[second] ?? 0;
      if (pattern !== 'write-all' || sizeBytes === null || ns <= 0) return [];
      return [{ nsPerByte: ns / sizeBytes, sizeBytes, from: 'second-touch' as const }];
    }),
  );
}

const readBy = { calibration: 'the calibration', 'second-touch': 'the fastest second touch' };

/** The fastest reading at each size: both kinds are upper bounds of what the machine can do. Null without a reading. */
export function memoryBandwidth(
  findings: readonly Finding[],
  cells: readonly ReportCell[],
): MemoryBandwidth | null {
  const bySize = new Map<number, Reading>();
  for (const reading of [...calibrated(findings), ...touched(cells)]) {
    const known = bySize.get(reading.sizeBytes);
    if (!known || reading.nsPerByte < known.nsPerByte) bySize.set(reading.sizeBytes, reading);
  }
  const ascending = [...bySize.values()].sort((one, other) => one.sizeBytes - other.sizeBytes);
  const largest = ascending.at(-1);
  if (!largest) return null;
  const { sizeBytes, nsPerByte, from } = largest;
  const rate = formatRate(sizeBytes, nsPerByte * sizeBytes);
  const caches = ascending.length > 1 ? ' What fits into a cache is faster.' : '';
  return {
    ...largest,
    sentence: `Storing into memory that is already there runs at ${rate} over ${formatBytes(sizeBytes)}, as ${readBy[from]} measured it: what an arm takes beyond that is the price of obtaining the memory.${caches}`,
    bySize: ascending.map((one) => ({ sizeBytes: one.sizeBytes, nsPerByte: short(one.nsPerByte) })),
  };
}
