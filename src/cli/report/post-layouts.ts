/** The post's two layouts from life: its program held at its end, without address-space randomisation and with it. */
import { layoutJsonPieces } from '../../exporters/index.ts';
import { makeLayout } from '../../layout/index.ts';
import type { Layout } from '../../model/layout.ts';
import { parseLayoutDocument } from '../../model/layout-document.ts';
import type { ReportLayout } from '../../model/report.ts';
import type { LayoutRecord, RunHeader } from '../../model/run.ts';
import { formatBytes } from '../../model/units.ts';
import { type BuiltProbe, buildPostProgram } from '../../probe/index.ts';
import { arrangeForReport } from '../layout/arrange-for-report.ts';
import { readHeldPair } from '../layout/held-images.ts';

/** Of each of its two buffers: what the repetitions of the program have. */
export function postBytes({ plan }: RunHeader): number | null {
  const sizes = plan.stages.flatMap((stage) => (stage.kind === 'repetition' ? [stage.sizeBytes] : []));
  return sizes[0] ?? null;
}

const name = "the post's program";

/** Its file in the cache is named after what it was compiled from, too, which says nothing to a reader. */
const fingerprint = /(?<=\bpost-program)-[0-9a-f]{24}\b/g;

function recordOf(layout: Layout, title: string, sizeBytes: number, atMs: number): LayoutRecord {
  const told = `${name} was held at its end, with ${formatBytes(sizeBytes)} from malloc, filled with 0, and as much from mmap, filled with 1`;
  const named = { ...layout, name, caveats: [...layout.caveats, told] };
  return {
    kind: 'event',
    what: 'layout',
    atMs,
    sentence: `${told}; ${title}`,
    title,
    layout: JSON.parse([...layoutJsonPieces(named)].join('').replaceAll(fingerprint, '')) as unknown,
  };
}

/**
 * Throws a Problem where processes may not be held, where there is no compiler; there are none where the program does not get its
 * memory.
 */
export async function readPostLayouts(
  sizeBytes: number,
  atMs: number,
  built: BuiltProbe,
): Promise<LayoutRecord[]> {
  const words = [buildPostProgram(), String(sizeBytes)];
  const { fixed, random } = await readHeldPair({ words, at: 'exit', output: 'ignore' }, built);
  const failed = [fixed, random].some(({ ending }) => ending.how !== 'exit' || ending.code !== 0);
  if (failed) return [];
  return [fixed, random].map(({ image }, index) =>
    recordOf(makeLayout(image), index === 0 ? 'ASLR off' : 'ASLR on', sizeBytes, atMs),
  );
}

/** As a report draws them. What a newer firsttouch wrote, and what is damaged, is left out: the run is whole without. */
export function recordedLayouts(records: readonly LayoutRecord[], letter: string): ReportLayout[] {
  return records.flatMap(({ title, layout }) => {
    const parsed = parseLayoutDocument(layout);
    if (!('layout' in parsed) || typeof title !== 'string') return [];
    return [arrangeForReport(parsed.layout, { title, letter })];
  });
}
