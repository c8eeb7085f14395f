/** Peak memory of commands, from their witness trials: few, but exact; so ratios and ranges, and no verdict. */

import type { PeakMemory } from '../../model/command.ts';
import type { Finding } from '../../model/finding.ts';
import { formatBytes, formatNumber, formatRatio } from '../../model/units.ts';
import { median } from '../../statistics/index.ts';
import type { Analysis } from '../analysis.ts';
import type { CommandArmSeries } from '../command-series.ts';
import { makeFinding } from './make-finding.ts';

/** The peaks of the largest process over the witness trials, bytes; or why there are none. */
export type Peaks =
  | {
      readonly bytes: readonly number[];
      readonly medianBytes: number;
      readonly sumBytes: number;
      readonly processes: number;
    }
  | { readonly reason: string };

export function peaksOf({ peaks }: CommandArmSeries): Peaks {
  const values: PeakMemory[] = [];
  for (const peak of peaks) if (peak.state === 'measured') values.push(peak.value);
  if (values.length === 0) {
    const refused = peaks.find((peak) => peak.state === 'unavailable');
    return {
      reason: refused?.state === 'unavailable' ? refused.reason : 'no witness trial of it ended well',
    };
  }
  const bytes = values.map((value) => value.largestBytes).sort((a, b) => a - b);
  return {
    bytes,
    medianBytes: median(bytes),
    sumBytes: median(values.map((value) => value.sumBytes)),
    processes: median(values.map((value) => value.processes)),
  };
}

/** `12.3 MiB (12.2 MiB..12.4 MiB)`, the range only where there is one. */
function inWords(peaks: Extract<Peaks, { bytes: unknown }>): string {
  const [low, high] = [peaks.bytes[0], peaks.bytes.at(-1)].map((bytes) => formatBytes(bytes ?? 0));
  const range = low === high ? '' : ` (${low}..${high})`;
  return `${formatBytes(peaks.medianBytes)}${range}`;
}

function whose(name: string, peaks: Extract<Peaks, { bytes: unknown }>): string {
  return peaks.processes === 1 ? name : `the largest of ${name}'s ${Math.round(peaks.processes)} processes`;
}

/** The peak of a command against that of the first; undefined where either has none. */
export function peakFinding(
  analysis: Analysis,
  stage: number,
  own: CommandArmSeries,
  reference: CommandArmSeries,
): Finding | undefined {
  const [mine, other] = [peaksOf(own), peaksOf(reference)];
  if ('reason' in mine || 'reason' in other) return undefined;
  const ratio = mine.medianBytes / other.medianBytes;
  // The outermost that three values each allow: a range, not an interval with an error rate.
  const range = {
    low: (mine.bytes[0] ?? 0) / (other.bytes.at(-1) ?? 1),
    high: (mine.bytes.at(-1) ?? 0) / (other.bytes[0] ?? 1),
  };
  return makeFinding(analysis, stage, {
    kind: 'comparison',
    arm: own.arm.name,
    reference: reference.arm.name,
    phase: 'peak-memory',
    ratio,
    n: Math.min(mine.bytes.length, other.bytes.length),
    sentence: `Peak memory: ${whose(own.name, mine)} had ${inWords(mine)}, ${whose(reference.name, other)} ${inWords(other)}: a factor of ${formatRatio(ratio)} (VmHWM in ${formatNumber(mine.bytes.length, 'witness trial')} each; no verdict).`,
    figures: {
      rangeLow: range.low,
      rangeHigh: range.high,
      peakBytes: mine.medianBytes,
      referencePeakBytes: other.medianBytes,
      processes: mine.processes,
      referenceProcesses: other.processes,
    },
  });
}
