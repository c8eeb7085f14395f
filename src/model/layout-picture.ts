/**
 * A layout arranged for drawing: rows from high addresses to low ones, each with its place and length in the unit of the drawing
 * (lines of text, pixels). Made by src/layout, drawn by the command line and by the exporters.
 */
import type { Gap, Group, LayoutUsage, Region, RegionClass } from './layout.ts';

/** Several neighbouring groups that are not worth a row each, and the holes between them. */
export type Bundle = {
  readonly kind: 'bundle';
  /** What all of them are; null where they differ. */
  readonly label: string | null;
  readonly start: number;
  readonly end: number;
  readonly sizeBytes: number;
  readonly gapBytes: number;
  readonly groupCount: number;
  readonly regionCount: number;
  readonly usage: LayoutUsage | null;
  /** Regions of each class, the most frequent first. */
  readonly classes: readonly { readonly class: RegionClass; readonly count: number }[];
};

/** What one row shows. `group` with more than one region stands for all of them; `heading` names a group whose regions follow. */
export type PictureThing =
  | { readonly kind: 'heading'; readonly group: Group }
  | { readonly kind: 'region'; readonly region: Region; readonly group: Group }
  | { readonly kind: 'group'; readonly group: Group }
  | { readonly kind: 'gap'; readonly gap: Gap; readonly group: Group | null }
  | { readonly kind: 'bundle'; readonly bundle: Bundle };

export type PictureRow = PictureThing & {
  /** Distance of its upper edge from the top of the drawing. */
  readonly position: number;
  readonly length: number;
  /** Drawn larger than its size, so that it can be seen at all. */
  readonly atLeast: boolean;
};

export type LayoutPicture = {
  /** From the highest address to the lowest. */
  readonly rows: readonly PictureRow[];
  readonly length: number;
};
