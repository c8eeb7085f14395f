/** The view of a chart that becomes a file: every arm, light colours written out, every mark in the SVG. */
import type { Arms } from '../charts/arms.ts';
import type { View } from '../charts/chart.ts';
import { filePaint } from '../charts/paint.ts';

export function fileView(arms: Arms, width = 760): View {
  return { width, paint: filePaint, arms, hidden: new Set(), marks: 'svg' };
}
