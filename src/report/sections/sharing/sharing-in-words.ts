/** What the pictures of shared memory show, in a sentence each. */
import type { Finding } from '../../../model/finding.ts';
import { formatBytes } from '../../../model/units.ts';
import { numberOf } from '../../parts/observations.ts';
import type { PictureRow } from './pictures.ts';

export function visibilityTitle(rows: readonly PictureRow[]): string {
  const arms = rows.flatMap((row) => row.arms.map(() => row.moments[1]));
  const shared = arms.filter((moment) => {
    const own = moment?.processes.reduce((sum, { ownBytes }) => sum + ownBytes, 0) ?? 0;
    return (moment?.sharedBytes ?? 0) > own;
  });
  return `After a child’s stores, both processes have the same pages in ${shared.length} of ${arms.length} arms`;
}

export function residentTitle(findings: readonly Finding[]): string {
  const most = [...findings].sort(
    (one, other) => (numberOf(other, 'processes') ?? 0) - (numberOf(one, 'processes') ?? 0),
  )[0];
  if (!most) return '';
  const bytes = (name: string): string => formatBytes(numberOf(most, name) ?? 0);
  return `${numberOf(most, 'processes') ?? 0} processes that map the same ${bytes('mappedBytes')} count ${bytes('rssSumBytes')} of RSS, and ${bytes('pssSumBytes')} of PSS`;
}

export function forkTitle(findings: readonly Finding[]): string {
  const growth = findings.flatMap((finding) => {
    const [before, after] = [numberOf(finding, 'memoryBeforeBytes'), numberOf(finding, 'memoryAfterBytes')];
    return before === null || after === null ? [] : [after - before];
  });
  const most = Math.max(0, ...growth);
  const none = growth.filter((bytes) => bytes <= 0).length;
  return `Stores after a fork took up to ${formatBytes(most)} more memory, and none in ${none} of ${growth.length} arms`;
}
