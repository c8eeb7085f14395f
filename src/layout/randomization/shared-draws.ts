/** Which regions share one random draw: those whose distance is the same in every execution. */

/** Starts of one region in bytes, one an execution. */
export type Column = { readonly name: string; readonly starts: readonly number[] };

/** Columns at constant distances from the first, in the order of addresses. */
export type Draw = readonly Column[];

function constantDistance(a: readonly number[], b: readonly number[]): boolean {
  const distance = b[0]! - a[0]!;
  return a.every((start, index) => b[index]! - start === distance);
}

/** Independence cannot be seen from a handful: two regions that never moved are alike by that alone, and kept apart. */
function moves({ starts }: Column): boolean {
  return starts.some((start) => start !== starts[0]);
}

/**
 * Groups columns of equal length. The relation is an equivalence, so one comparison with each group is enough. A column that
 * never moves has no draw, and stands alone.
 */
export function sharedDraws(columns: readonly Column[]): Draw[] {
  const draws: Column[][] = [];
  for (const column of columns) {
    const own = moves(column)
      ? draws.find(([first]) => first && moves(first) && constantDistance(first.starts, column.starts))
      : undefined;
    if (own) own.push(column);
    else draws.push([column]);
  }
  return draws.map((draw) => draw.sort((a, b) => a.starts[0]! - b.starts[0]!));
}

/** Distances of one column from another, execution by execution. */
export function distancesBetween(from: Column, to: Column): number[] {
  return to.starts.map((start, index) => start - from.starts[index]!);
}
