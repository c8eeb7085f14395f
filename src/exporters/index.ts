/** The formats that a run's findings can be written in, beside the text of the command line. Each is one file. */
import type { Finding } from '../model/finding.ts';
import { type ExportedRun, findingsDocument, findingsJsonSchema } from './findings-document.ts';

export { ChromeTrace } from './chrome-trace.ts';
export { claimsDocument, claimsJsonSchema } from './claims-document.ts';
export { serializeHyperfineJson } from './hyperfine-json.ts';
export { layoutJsonPieces, serializeLayoutJson } from './layout-json.ts';
export { serializeTraceJson, traceLineJsonSchema, traceViewJsonSchema } from './trace-json.ts';
export { type ExportedRun, findingsDocument, findingsJsonSchema };

/** A format: text from a run and its findings, ending in a newline. */
export type Exporter = {
  readonly name: string;
  readonly serialize: (run: ExportedRun, findings: readonly Finding[]) => string;
};

const json: Exporter = {
  name: 'json',
  serialize: (run, findings) => `${JSON.stringify(findingsDocument(run, findings), null, 2)}\n`,
};

export const exporters: readonly Exporter[] = [json];
