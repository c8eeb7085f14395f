/** A layout as a report draws it: arranged in pixels, and without what is not drawn. */
import { arrange } from '../../layout/index.ts';
import type { Group, Layout } from '../../model/layout.ts';
import type { PictureRow } from '../../model/layout-picture.ts';
import type { ReportLayout } from '../../model/report.ts';
import { layoutMetrics } from '../../report/index.ts';
import { isCommonplace, mostInFull } from './render-layout.ts';

export type ToldLayout = {
  readonly title: string;
  /** Of the run that recorded it. */
  readonly letter?: string;
  /** Every VMA has its row. */
  readonly all?: boolean;
};

function withoutItems(row: PictureRow): PictureRow {
  const bare = (group: Group): Group => ({ ...group, items: [] });
  if (row.kind === 'bundle') return row;
  if (row.kind === 'gap') return { ...row, group: row.group && bare(row.group) };
  return { ...row, group: bare(row.group) };
}

export function arrangeForReport(layout: Layout, told: ToldLayout): ReportLayout {
  const { title, letter = '', all = false } = told;
  const { items: _, ...rest } = layout;
  const picture = arrange(layout, { ...layoutMetrics, ...mostInFull, all, omits: isCommonplace });
  return { title, letter, layout: rest, picture: { ...picture, rows: picture.rows.map(withoutItems) } };
}
