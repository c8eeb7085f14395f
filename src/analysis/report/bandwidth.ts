/** What writing memory that is there already costs here: the limit that no way of obtaining it can go below. */
import type { Finding } from '../../model/finding.ts';
import { phases } from '../../model/probe.ts';
import type { MemoryBandwidth, ReportCell } from '../../model/report.ts';
import { formatBytes, formatRate } from '../../model/units.ts';

function limit(nsPerByte: number, sizeBytes: number, from: MemoryBandwidth['from']): MemoryBandwidth {
  const rate = formatRate(sizeBytes, nsPerByte * sizeBytes);
  const read = from === 'calibration' ? 'the calibration' : 'the second touch';
  return {
    nsPerByte,
    sizeBytes,
    from,
    sentence: `Storing into memory that is already there runs at ${rate} over ${formatBytes(sizeBytes)}, as ${read} measured it: no way of obtaining memory fills it faster.`,
  };
}

/** By the calibration at the largest size. Smaller sizes fit into caches. */
function calibrated(findings: readonly Finding[]): MemoryBandwidth | undefined {
  const largest = findings
    .filter(({ kind, figures }) => kind === 'calibration' && typeof figures?.presentByteNs === 'number')
    .sort((one, other) => (other.sizeBytes ?? 0) - (one.sizeBytes ?? 0))[0];
  const ns = largest?.figures?.presentByteNs;
  return typeof ns === 'number' && ns > 0 ? limit(ns, largest?.sizeBytes ?? 0, 'calibration') : undefined;
}

/** By the fastest second touch of all bytes at the largest size. */
function touched(cells: readonly ReportCell[]): MemoryBandwidth | undefined {
  const second = phases.indexOf('second-touch');
  const whole = cells.filter(({ pattern, sizeBytes }) => pattern === 'write-all' && sizeBytes !== null);
  const size = Math.max(0, ...whole.map(({ sizeBytes }) => sizeBytes ?? 0));
  const times = whole
    .filter(({ sizeBytes }) => sizeBytes === size)
    .flatMap(({ arms }) => arms.map(({ phaseNs }) => phaseNs[second] ?? 0))
    .filter((ns) => ns > 0);
  return times.length > 0 ? limit(Math.min(...times) / size, size, 'second-touch') : undefined;
}

export function memoryBandwidth(
  findings: readonly Finding[],
  cells: readonly ReportCell[],
): MemoryBandwidth | null {
  return calibrated(findings) ?? touched(cells) ?? null;
}
