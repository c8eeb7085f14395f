/** Which time of a cell is compared. */
import type { ReportCell } from '../../model/report.ts';

export function timeInWords({ kind, measure, isWithoutWaits }: ReportCell): string {
  if (kind === 'memory') return measure.join(' + ');
  return isWithoutWaits ? 'wall time without waits for a CPU' : 'wall time';
}
