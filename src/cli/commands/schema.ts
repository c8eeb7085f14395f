/** `firsttouch schema`: the JSON Schema of what `--format json` prints. */
import { findingsJsonSchema } from '../../exporters/index.ts';

export function schemaCommand(): void {
  process.stdout.write(`${JSON.stringify(findingsJsonSchema(), null, 2)}\n`);
}
