/** Labels at the ends of lines, moved apart where they would meet. */

export type LineLabel = { readonly y: number; readonly text: string; readonly arm: string };

/** The labels from top to bottom, at least `apart` pixels from each other and between the two bounds as far as they fit. */
export function spreadLabels(
  labels: readonly LineLabel[],
  apart: number,
  [top, bottom]: readonly [number, number],
): LineLabel[] {
  const placed = [...labels].sort((one, other) => one.y - other.y).map((label) => ({ ...label }));
  let least = top;
  for (const label of placed) {
    label.y = Math.max(label.y, least);
    least = label.y + apart;
  }
  let most = bottom;
  for (const label of placed.reverse()) {
    label.y = Math.min(label.y, most);
    most = label.y - apart;
  }
  return placed.reverse();
}
