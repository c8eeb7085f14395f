/** What a calibration measured: the costs that differences are explained by, at each of its sizes. */
import type { Finding } from '../../model/finding.ts';
import { formatBytes, formatDuration, formatNumber } from '../../model/units.ts';
import type { Analysis } from '../analysis.ts';
import { amountOf, type CalibratedSize, type CostName, calibratedSizes } from '../decomposition/index.ts';
import { makeFinding } from './make-finding.ts';

type SaidCost = { readonly name: CostName; readonly says: (ns: string) => string; readonly each: number };

/** A byte's cost is said for a KiB: nobody reads thousandths of a nanosecond. */
const said: readonly SaidCost[] = [
  { name: 'call', says: (ns) => `a system call that does nothing ${ns}`, each: 1 },
  { name: 'map', says: (ns) => `an mmap ${ns}`, each: 1 },
  { name: 'exception', says: (ns) => `a fault's exception ${ns}`, each: 1 },
  { name: 'basePage', says: (ns) => `setting up and zeroing a page ${ns}`, each: 1 },
  { name: 'zeroedByte', says: (ns) => `zeroing a KiB of a huge page ${ns}`, each: 1024 },
  { name: 'freshByte', says: (ns) => `storing a KiB into a page just zeroed ${ns}`, each: 1024 },
  { name: 'presentByte', says: (ns) => `into one that was there ${ns}`, each: 1024 },
  { name: 'releasedPage', says: (ns) => `releasing a page ${ns}`, each: 1 },
];

function finding(analysis: Analysis, { sizeBytes, costs }: CalibratedSize): Finding {
  const { alpha } = analysis.header.settings;
  const figures: Record<string, number | null> = {};
  const words: string[] = [];
  for (const { name, says, each } of said) {
    const { ns, interval } = amountOf(costs[name], alpha);
    if (Number.isNaN(ns)) continue;
    figures[`${name}Ns`] = ns;
    figures[`${name}LowNs`] = Number.isFinite(interval.low) ? interval.low : null;
    figures[`${name}HighNs`] = Number.isFinite(interval.high) ? interval.high : null;
    // A cost is the difference of two times: it may be lost in their scatter.
    words.push(says(interval.low > 0 ? formatDuration(ns * each) : 'too little to tell'));
  }
  const merged = figures.zeroedByteNs === undefined ? ' Zeroing cannot be told from page set-up here.' : '';
  return makeFinding(analysis, -1, {
    kind: 'calibration',
    sizeBytes,
    design: 'fresh',
    n: costs.map.length,
    sentence: `at ${formatBytes(sizeBytes)} this machine takes, over ${formatNumber(costs.map.length, 'block')}: ${words.join(', ')}.${merged}`,
    figures,
  });
}

export function findCalibrations(analysis: Analysis): Finding[] {
  return calibratedSizes(analysis).map((size) => finding(analysis, size));
}
