/** Where the columns of a layout's drawing lie, and how long its rows are: pixels. */

/** Distances from the left edge of one process. What does not fit is null: it stands in the title of each row and in the table. */
export type Columns = {
  readonly addressEnd: number;
  readonly boxStart: number;
  readonly boxWidth: number;
  readonly labelStart: number;
  readonly sizeEnd: number;
  readonly permissionsStart: number | null;
  readonly residentEnd: number | null;
  readonly width: number;
};

/** Lengths for `arrange` of src/layout. */
export const layoutMetrics = {
  regionLeast: 18,
  headingLength: 24,
  gapLength: (): number => 32,
  bundleLength: 34,
  groupLength: (sizeBytes: number, regionCount: number): number =>
    regionCount * 18 + Math.min(60, 8 * Math.max(0, Math.log2(sizeBytes / 2 ** 16))),
  round: (length: number): number => length,
} as const;

/** Narrower than this, two processes stand one below the other. */
const leastBeside = 350;
/** Between two processes. */
export const gutter = 20;
/** Enough for most names, as a file. */
export const fileWidth = 480;
/** What one process can use. */
export const mostWidth = 710;

const residentWidth = 66;
const permissionsWidth = 46;

export function columnsOf(width: number): Columns {
  const roomy = width >= 560;
  const addressEnd = roomy ? 122 : 88;
  const boxStart = addressEnd + (roomy ? 12 : 6);
  const boxWidth = Math.round(Math.max(60, Math.min(170, width * (roomy ? 0.22 : 0.17))));
  const withResident = width >= 340;
  const sizeEnd = width - (withResident ? residentWidth : 0) - (roomy ? permissionsWidth : 0);
  return {
    addressEnd,
    boxStart,
    boxWidth,
    labelStart: boxStart + boxWidth + (roomy ? 14 : 8),
    sizeEnd,
    permissionsStart: roomy ? sizeEnd + 12 : null,
    residentEnd: withResident ? width : null,
    width,
  };
}

/** How many processes stand beside each other, and how wide each is. */
export function besideEachOther(
  count: number,
  width: number,
): { readonly across: number; readonly each: number } {
  const across = Math.max(1, Math.min(count, Math.floor((width + gutter) / (leastBeside + gutter))));
  return { across, each: Math.min(mostWidth, (width - gutter * (across - 1)) / across) };
}
