/** `schema`: the JSON Schemas. */
import type { Command } from '@commander-js/extra-typings';

export function declareSchema(program: Command): void {
  program
    .command('schema')
    .description('the JSON Schema of what --format json prints, or of the lines of a trace file')
    .argument('[document]', 'findings, claims, trace or trace-file', 'findings')
    .addHelpText('after', '\nExample:\n  firsttouch schema > findings.schema.json')
    .action(async (document) => (await import('../commands/schema.ts')).schemaCommand(document));
}
