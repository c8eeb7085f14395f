/** A trace's view as JSON, and the JSON Schemas of that document and of the lines of a trace file. */
import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { traceHeaderSchema, traceRecordSchema } from '../model/trace-format.ts';
import type { TraceView } from '../model/trace-view.ts';
import { traceViewSchema } from '../model/trace-view-schema.ts';

/** The document of `--format json`: a TraceView (model/trace-view.ts), ending in a newline. */
export function serializeTraceJson(view: TraceView): string {
  return `${JSON.stringify(view, null, 2)}\n`;
}

/** JSON Schema (draft 7) of one line of a trace file: the header, which is the first, or a record. */
export function traceLineJsonSchema(): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(v.union([traceHeaderSchema, traceRecordSchema]));
}

/** JSON Schema (draft 7) of the document of a trace's `--format json`. */
export function traceViewJsonSchema(): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(traceViewSchema);
}
