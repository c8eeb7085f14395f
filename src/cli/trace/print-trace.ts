/** A trace in the form asked for: text for people, JSON, or the Chrome trace format; and its faults as a picture. */
import { ChromeTrace, serializeTraceJson } from '../../exporters/index.ts';
import { Problem } from '../../model/problem.ts';
import type { TraceView } from '../../model/trace-view.ts';
import { readTrace } from '../../trace/index.ts';
import { suggest } from '../suggest.ts';
import { forTerminal, stylist } from '../terminal.ts';
import { writeSvg } from '../write-svg.ts';
import { traceGlyphsFor } from './glyphs.ts';
import { renderTrace } from './render-trace.ts';

const formats = ['text', 'json', 'chrome-trace'];

/** Throws a Problem (exit code 2) for a format that does not exist. */
export function requireTraceFormat(format: string): void {
  if (formats.includes(format)) return;
  throw new Problem(
    'unknown-format',
    `there is no format '${format}'.${suggest(format, formats)}`,
    `write --format ${formats.join(' or --format ')}`,
  );
}

/** The records are read again, piece by piece: a trace may be larger than memory. */
function printChromeTrace(view: TraceView, path: string, stream: NodeJS.WriteStream): void {
  const chrome = new ChromeTrace(view, (text) => stream.write(text));
  readTrace(path, { take: (record) => chrome.take(record) });
  chrome.end();
}

export function printTrace(view: TraceView, path: string, format: string, stream: NodeJS.WriteStream): void {
  if (format === 'chrome-trace') printChromeTrace(view, path, stream);
  else
    stream.write(
      format === 'json'
        ? serializeTraceJson(view)
        : forTerminal(renderTrace(view, traceGlyphsFor(process.env), stylist(stream)), process.env),
    );
}

/** Draws the process that took most faults. Throws a Problem where there are none to draw, or the file cannot be written. */
export async function writeRaster(view: TraceView, path: string): Promise<void> {
  const [raster] = [...view.rasters].sort((a, b) => b.faults - a.faults);
  if (!raster)
    throw new Problem('no-faults', 'there are no page faults to draw', 'record them with --faults');
  const { renderRaster } = await import('../../report/index.ts');
  writeSvg(path, renderRaster(raster));
}
