/** What `firsttouch layout` prints and writes, wherever the image of the process comes from. */
import type { SvgColumn } from '../../exporters/index.ts';
import { arrange, makeLayout } from '../../layout/index.ts';
import type { Layout } from '../../model/layout.ts';
import type { ProcessImage } from '../../model/process-image.ts';
import { requireFormatOf } from '../require-format.ts';
import { forTerminal, stylist, writePieces } from '../terminal.ts';
import { writeSvg } from '../write-svg.ts';
import { glyphsFor } from './glyphs.ts';
import { isCommonplace, layoutTitle, mostInFull, renderLayout } from './render-layout.ts';

// The exporters, the table and the pair are loaded where they are asked for: most layouts are one drawing, wanted at once.

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

type Titled = { readonly layout: Layout; readonly title: string };

async function drawSvg(path: string, all: boolean, titled: readonly Titled[]): Promise<void> {
  const { layoutSvgMetrics, serializeLayoutSvg } = await import('../../exporters/index.ts');
  const metrics = { ...layoutSvgMetrics, ...mostInFull, all, omits: isCommonplace };
  const columns: SvgColumn[] = titled.map((one) => ({ ...one, picture: arrange(one.layout, metrics) }));
  writeSvg(path, serializeLayoutSvg(columns));
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
    await drawSvg(plan.svgPath, plan.all, [{ layout, title: layoutTitle(layout) }]);
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
    await drawSvg(plan.svgPath, plan.all, [
      { layout: left, title: titles[0] },
      { layout: right, title: titles[1] },
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
