/** What `firsttouch layout` prints and writes, wherever the image of the process comes from. */
import { writeFileSync } from 'node:fs';
import {
  layoutJsonPieces,
  layoutSvgMetrics,
  type SvgColumn,
  serializeLayoutJson,
  serializeLayoutSvg,
} from '../../exporters/index.ts';
import { arrange, makeLayout } from '../../layout/index.ts';
import type { Layout } from '../../model/layout.ts';
import { Problem } from '../../model/problem.ts';
import type { ProcessImage } from '../../model/process-image.ts';
import { requireFormat } from '../print-run.ts';
import { stylist } from '../terminal.ts';
import { glyphsFor } from './glyphs.ts';
import { isCommonplace, layoutTitle, mostInFull, renderLayout } from './render-layout.ts';
import { renderLayoutPair } from './render-pair.ts';
import { renderLayoutTable } from './render-table.ts';

export type LayoutOptions = {
  readonly format: string;
  readonly svg?: string;
  readonly all?: boolean;
  readonly regions?: boolean;
};

/** Options that were checked; what they ask for. */
export type LayoutPlan = {
  readonly form: 'drawing' | 'table' | 'json';
  readonly all: boolean;
  readonly svgPath: string | undefined;
};

export function planLayout(options: LayoutOptions): LayoutPlan {
  requireFormat(options.format);
  const form = options.format === 'json' ? 'json' : options.regions ? 'table' : 'drawing';
  return { form, all: options.all === true, svgPath: options.svg };
}

function svgColumn(layout: Layout, title: string, all: boolean): SvgColumn {
  const metrics = { ...layoutSvgMetrics, ...mostInFull, all, omits: isCommonplace };
  return { title, layout, picture: arrange(layout, metrics) };
}

/** Says on stderr where the file is: stdout may be read by a program. */
function writeSvg(path: string, columns: readonly SvgColumn[]): void {
  try {
    writeFileSync(path, serializeLayoutSvg(columns));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new Problem(
      'file-not-written',
      `cannot write ${path}: ${code ?? message}`,
      'name a file that can be written, after --svg',
    );
  }
  process.stderr.write(`drawn as SVG: ${path}\n`);
}

function render(layout: Layout, { form, all }: LayoutPlan): Iterable<string> {
  return form === 'json' ? layoutJsonPieces(layout) : [renderText(layout, form, all)];
}

function renderText(layout: Layout, form: 'drawing' | 'table', all: boolean): string {
  if (form === 'table') return renderLayoutTable(layout);
  return renderLayout(layout, { glyphs: glyphsFor(process.env), paint: stylist(process.stdout), all });
}

/** Prints the layout of one process in the form asked for, and writes the SVG. */
export function printLayout(image: ProcessImage, plan: LayoutPlan): void {
  const layout = makeLayout(image);
  if (plan.svgPath !== undefined) writeSvg(plan.svgPath, [svgColumn(layout, layoutTitle(layout), plan.all)]);
  for (const piece of render(layout, plan)) process.stdout.write(piece);
}

/** The same program twice, side by side; the titles say what differs ("ASLR off", "ASLR on"). */
export function printLayoutPair(
  pair: readonly [ProcessImage, ProcessImage],
  titles: readonly [string, string],
  plan: LayoutPlan,
): void {
  const [left, right] = [makeLayout(pair[0]), makeLayout(pair[1])];
  if (plan.svgPath !== undefined) {
    const columns = [svgColumn(left, titles[0], plan.all), svgColumn(right, titles[1], plan.all)];
    writeSvg(plan.svgPath, columns);
  }
  if (plan.form === 'json') {
    process.stdout.write(
      `[${serializeLayoutJson(left).trimEnd()},\n${serializeLayoutJson(right).trimEnd()}]\n`,
    );
    return;
  }
  const drawn = { glyphs: glyphsFor(process.env), paint: stylist(process.stdout) };
  process.stdout.write(renderLayoutPair([left, right], titles, drawn));
}
