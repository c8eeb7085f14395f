/** What `firsttouch layout` prints and writes, wherever the image of the process comes from. */
import { makeLayout } from '../../layout/index.ts';
import type { Layout } from '../../model/layout.ts';
import type { ProcessImage } from '../../model/process-image.ts';
import { requireFormatOf } from '../require-format.ts';
import { forTerminal, stylist, writePieces } from '../terminal.ts';
import { writeSvg } from '../write-svg.ts';
import { glyphsFor } from './glyphs.ts';
import { layoutTitle, renderLayout } from './render-layout.ts';

// The exporters, the report, the table and the pair are loaded where they are asked for: most layouts are one drawing, wanted at once.

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
  requireFormatOf(options.format, ['text', 'json']);
  const form = options.format === 'json' ? 'json' : options.regions ? 'table' : 'drawing';
  return { form, all: options.all === true, svgPath: options.svg };
}

type Drawn = { readonly layout: Layout; readonly title: string; readonly all: boolean };

async function drawSvg(path: string, drawn: readonly Drawn[]): Promise<void> {
  const { arrangeForReport } = await import('./arrange-for-report.ts');
  const { renderLayouts } = await import('../../report/index.ts');
  writeSvg(path, renderLayouts(drawn.map(({ layout, ...told }) => arrangeForReport(layout, told))));
}

async function render(layout: Layout, { form, all }: LayoutPlan): Promise<Iterable<string>> {
  if (form === 'json') return (await import('../../exporters/index.ts')).layoutJsonPieces(layout);
  const shown = (text: string): string[] => [forTerminal(text, process.env)];
  if (form === 'table') return shown((await import('./render-table.ts')).renderLayoutTable(layout));
  return shown(renderLayout(layout, { glyphs: glyphsFor(process.env), paint: stylist(process.stdout), all }));
}

/** Prints the layout of one process in the form asked for, and writes the SVG. */
export async function printLayout(image: ProcessImage, plan: LayoutPlan): Promise<void> {
  const layout = makeLayout(image);
  if (plan.svgPath !== undefined) {
    await drawSvg(plan.svgPath, [{ layout, title: layoutTitle(layout), all: plan.all }]);
  }
  await writePieces(process.stdout, await render(layout, plan));
}

/** The same program twice, side by side; the titles say what differs ("ASLR off", "ASLR on"). */
export async function printLayoutPair(
  pair: readonly [ProcessImage, ProcessImage],
  titles: readonly [string, string],
  plan: LayoutPlan,
): Promise<void> {
  const [left, right] = [makeLayout(pair[0]), makeLayout(pair[1])];
  if (plan.svgPath !== undefined) {
    await drawSvg(plan.svgPath, [
      { layout: left, title: titles[0], all: plan.all },
      { layout: right, title: titles[1], all: plan.all },
    ]);
  }
  if (plan.form === 'json') {
    const { serializeLayoutJson } = await import('../../exporters/index.ts');
    const [one, other] = [left, right].map((layout) => serializeLayoutJson(layout).trimEnd());
    process.stdout.write(`[${one},\n${other}]\n`);
    return;
  }
  const { renderLayoutPair } = await import('./render-pair.ts');
  const drawn = { glyphs: glyphsFor(process.env), paint: stylist(process.stdout) };
  process.stdout.write(forTerminal(renderLayoutPair([left, right], titles, drawn), process.env));
}
