/** Labels at the ends of lines, moved apart where they would meet. */

export type LineLabel = { readonly y: number; readonly text: string; readonly arm: string };

/** The labels from top to bottom, `apart` pixels from each other or more, less where they do not all fit between the bounds. */
export function spreadLabels(
  labels: readonly LineLabel[],
  apart: number,
  [top, bottom]: readonly [number, number],
): LineLabel[] {
  const placed = [...labels].sort((one, other) => one.y - other.y).map((label) => ({ ...label }));
  const step = Math.min(apart, (bottom - top) / Math.max(1, placed.length - 1));
  let least = top;
  for (const label of placed) {
    label.y = Math.max(label.y, least);
    least = label.y + step;
  }
  let most = bottom;
  for (const label of placed.reverse()) {
    label.y = Math.min(label.y, most);
    most = label.y - step;
  }
  return placed.reverse();
}
