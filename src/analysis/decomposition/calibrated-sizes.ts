/** Everything that a run's calibration stages measured, by size: several stages at one size count as one, block after block. */
import type { Analysis } from '../analysis.ts';
import { type CalibratedSize, type Costs, costNames, costsOf } from './costs.ts';

function join(first: Costs, second: Costs): Costs {
  const columns = costNames.map((name) => [name, Float64Array.from([...first[name], ...second[name]])]);
  return Object.fromEntries(columns) as Costs;
}

/** By ascending size; empty where nothing was calibrated. */
export function calibratedSizes(analysis: Analysis): CalibratedSize[] {
  const bySize = new Map<number, CalibratedSize>();
  for (const stage of analysis.calibrations) {
    const { capabilities } = analysis.header;
    const onePage = stage.filter(({ cell }) => cell.sizeBytes <= capabilities.pageSizeBytes);
    for (const sizeBytes of new Set(stage.map(({ cell }) => cell.sizeBytes))) {
      const cells = stage.filter(({ cell, blocks }) => cell.sizeBytes === sizeBytes && blocks > 0);
      // A single page is there for every size, and is a size of its own only where it was asked for.
      if (!cells.some(({ cell }) => cell.arms.some((arm) => arm.name === 'map'))) continue;
      const one = costsOf(cells, onePage, sizeBytes, capabilities);
      const known = bySize.get(sizeBytes);
      bySize.set(sizeBytes, known ? { sizeBytes, costs: join(known.costs, one.costs) } : one);
    }
  }
  return [...bySize.values()].toSorted((a, b) => a.sizeBytes - b.sizeBytes);
}
