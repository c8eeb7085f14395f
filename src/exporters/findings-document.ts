/** The document of `--format json`, and its schema. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { type Analysis, computeFindings } from '../analysis/index.ts';
import { type FindingsDocument, findingsDocumentSchema } from '../model/finding.ts';
import { measuredValue } from '../model/reading.ts';
import { version } from '../model/version.ts';

/** The run and its findings as one plain document. */
export function findingsDocument(analysis: Analysis, file: string | null): FindingsDocument {
  const { header, end, trials, refusedTrials } = analysis;
  const { kernel, processor } = header.machine;
  return {
    firsttouch: version,
    run: {
      file,
      experiment: header.plan.name,
      question: header.plan.question,
      startedAt: header.startedAt,
      seed: header.settings.seed,
      command: [...header.command],
      trials,
      refused: refusedTrials,
      end: end ? end.reason : 'killed',
      equivalence: header.settings.equivalence,
      alpha: header.settings.alpha,
      kernel: measuredValue(kernel.release) ?? null,
      cpu: measuredValue(processor.modelName) ?? null,
    },
    findings: computeFindings(analysis),
  };
}

/** JSON Schema (draft 7) of that document. */
export function findingsJsonSchema(): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(findingsDocumentSchema);
}
