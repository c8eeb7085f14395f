/** What is drawn against size: the time, what of it goes to a byte, and what to a real fault. */
import type { Finding } from '../../../model/finding.ts';
import type { ReportArm, ReportCell, ReportRun } from '../../../model/report.ts';
import { formatDuration } from '../../../model/units.ts';
import { isOfCell } from '../../parts/findings-of-cell.ts';
import type { CostSeries } from './cost-series.ts';

export type Amount = { readonly value: number; readonly low: number; readonly high: number };

export type Quantity = {
  readonly name: 'time' | 'byte' | 'fault';
  /** Above the axis, with the unit where the labels have none. */
  readonly axis: string;
  readonly column: string;
  readonly format: (value: number) => string;
  /** Null where there is none at that size. */
  readonly of: (cell: ReportCell, arm: ReportArm) => Amount | null;
  /** What the memory's bandwidth allows at that size; null where not every byte is stored. */
  readonly limit: ((sizeBytes: number, nsPerByte: number) => number) | null;
};

function scaled(arm: ReportArm, by: number): Amount | null {
  const { medianNs, lowNs, highNs } = arm;
  if (medianNs === null || medianNs <= 0) return null;
  return { value: medianNs * by, low: (lowNs ?? medianNs) * by, high: (highNs ?? medianNs) * by };
}

/** Three digits and the unit. */
export function formatNanoseconds(ns: number): string {
  return `${Number(ns.toPrecision(3))} ns`;
}

/** A pattern that leaves bytes out, or only reads, may well take less than storing all of them. */
function storesAll({ pattern, measure }: CostSeries): boolean {
  return pattern === 'write-all' && measure.includes('first-touch');
}

function timeOf(series: CostSeries): Quantity {
  return {
    name: 'time',
    axis: series.measure.join(' + '),
    column: 'medianNs',
    format: formatDuration,
    of: (_, arm) => scaled(arm, 1),
    limit: storesAll(series) ? (sizeBytes, nsPerByte) => sizeBytes * nsPerByte : null,
  };
}

function byteOf(series: CostSeries): Quantity {
  return {
    name: 'byte',
    axis: 'ns a byte',
    column: 'nsPerByte',
    format: formatNanoseconds,
    of: ({ sizeBytes }, arm) => (sizeBytes ? scaled(arm, 1 / sizeBytes) : null),
    limit: storesAll(series) ? (_, nsPerByte) => nsPerByte : null,
  };
}

/** An arm that takes hardly any faults spends its time on something else: the estimate gives none there. */
function faultOf(estimates: readonly Finding[]): Quantity {
  return {
    name: 'fault',
    axis: 'a real fault',
    column: 'nsPerFault',
    format: formatDuration,
    of: (cell, arm) => {
      const figures = estimates.find((one) => one.arm === arm.name && isOfCell(one, cell))?.figures;
      const [ns, median] = [figures?.nsPerFault, figures?.medianNs];
      if (typeof ns !== 'number' || typeof median !== 'number' || median <= 0) return null;
      return scaled(arm, ns / median);
    },
    limit: null,
  };
}

export function quantitiesOf(run: ReportRun, series: CostSeries): readonly Quantity[] {
  const estimates = run.findings.filter(({ kind }) => kind === 'estimate');
  return [timeOf(series), byteOf(series), faultOf(estimates)];
}
