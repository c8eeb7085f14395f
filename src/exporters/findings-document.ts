/** The document of `--format json`, and its schema. */
import { toJsonSchema } from '@valibot/to-json-schema';
import { type Finding, type FindingsDocument, findingsDocumentSchema } from '../model/finding.ts';
import { measuredValue } from '../model/reading.ts';
import type { EndRecord, RunHeader } from '../model/run.ts';
import { version } from '../model/version.ts';

/** A run as its analysis knows it, with the file it stands in (null where there is none). */
export type ExportedRun = {
  readonly header: RunHeader;
  readonly end: EndRecord | undefined;
  readonly trials: number;
  readonly refusedTrials: number;
  readonly file: string | null;
};

/** The run and its findings as one plain document. */
export function findingsDocument(run: ExportedRun, findings: readonly Finding[]): FindingsDocument {
  const { header, end, trials, refusedTrials, file } = run;
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
    findings: [...findings],
  };
}

/** JSON Schema (draft 7) of that document. */
export function findingsJsonSchema(): ReturnType<typeof toJsonSchema> {
  return toJsonSchema(findingsDocumentSchema);
}
