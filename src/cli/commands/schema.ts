/** `firsttouch schema [DOCUMENT]`: the JSON Schema of what `--format json` prints, or of the lines of a trace file. */
import {
  claimsJsonSchema,
  findingsJsonSchema,
  traceLineJsonSchema,
  traceViewJsonSchema,
} from '../../exporters/index.ts';
import { Problem } from '../../model/problem.ts';
import { suggest } from '../suggest.ts';

const schemas = {
  findings: findingsJsonSchema,
  claims: claimsJsonSchema,
  trace: traceViewJsonSchema,
  'trace-file': traceLineJsonSchema,
} as const;

/** Throws a Problem (exit code 2) for a document that there is none of. */
export function schemaCommand(document: string): void {
  const names = Object.keys(schemas);
  if (!Object.hasOwn(schemas, document)) {
    throw new Problem(
      'unknown-document',
      `there is no schema of '${document}'.${suggest(document, names)}`,
      `name one of ${names.join(', ')}`,
    );
  }
  const schema = schemas[document as keyof typeof schemas]();
  process.stdout.write(`${JSON.stringify(schema, null, 2)}\n`);
}
