/** Costs at a size between the calibrated ones: a cost a page varies with size, because caches end somewhere. */
import { type CalibratedSize, type CostName, type Costs, costNames } from './costs.ts';

/** So far beyond the smallest and the largest calibrated size their costs still stand for others. */
const reach = 2;

function isKnown(values: Float64Array): boolean {
  return values.some((value) => !Number.isNaN(value));
}

/** Linear in the size (0006 has the figures), block by block; the nearest size's where only one side is known. */
function interpolate(name: CostName, sizes: readonly CalibratedSize[], sizeBytes: number): Float64Array {
  const known = sizes.filter(({ costs }) => isKnown(costs[name]));
  const below = known.findLast((one) => one.sizeBytes <= sizeBytes) ?? known[0];
  const above = known.find((one) => one.sizeBytes >= sizeBytes) ?? known.at(-1);
  if (!below || !above) return new Float64Array();
  if (below.sizeBytes === above.sizeBytes) return below.costs[name];
  const share = (sizeBytes - below.sizeBytes) / (above.sizeBytes - below.sizeBytes);
  const length = Math.min(below.costs[name].length, above.costs[name].length);
  return Float64Array.from({ length }, (_, block) => {
    const [low, high] = [below.costs[name][block] as number, above.costs[name][block] as number];
    return low + share * (high - low);
  });
}

/** The costs at that size, or undefined where it lies beyond what was calibrated. */
export function costsAtSize(sizes: readonly CalibratedSize[], sizeBytes: number): Costs | undefined {
  const ascending = sizes.toSorted((a, b) => a.sizeBytes - b.sizeBytes);
  const [smallest, largest] = [ascending[0], ascending.at(-1)];
  if (!smallest || !largest) return undefined;
  if (sizeBytes * reach < smallest.sizeBytes || sizeBytes > largest.sizeBytes * reach) return undefined;
  return Object.fromEntries(
    costNames.map((name) => [name, interpolate(name, ascending, sizeBytes)]),
  ) as Costs;
}
