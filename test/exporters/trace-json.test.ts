import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { serializeTraceJson, traceLineJsonSchema, traceViewJsonSchema } from '../../src/exporters/index.ts';
import type { TraceView } from '../../src/model/trace-view.ts';
import { traceViewSchema } from '../../src/model/trace-view-schema.ts';
import { viewOf } from './traced-view.ts';

const names = ['malloc-story-tracepoints', 'pipeline-unprivileged', 'small-ring-loses'];

describe('a trace as JSON', () => {
  test.each(names)('is the view, whole, as its schema says: %s', (name) => {
    const view = viewOf(name);
    const document: unknown = JSON.parse(serializeTraceJson(view));
    expect(document).toEqual(view);
    // Nothing is written that the schema does not name: parsing keeps what it knows.
    const parsed: TraceView = v.parse(traceViewSchema, document);
    expect(parsed).toEqual(document);
  });

  test('and the lines of a trace file have JSON Schemas of draft 7', () => {
    expect(traceViewJsonSchema()).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      required: expect.arrayContaining(['findings', 'faults', 'timeline', 'rasters']),
    });
    expect(JSON.stringify(traceLineJsonSchema())).toContain('"const":"faults"');
  });
});
