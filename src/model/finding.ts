/** What a run comes to: sentences with their evidence. The schema is the contract of `--format json`. */
import * as v from 'valibot';
import { designs } from './design.ts';

/** `different`, `equivalent`, `unresolved` or `void`: never a bare ranking. */
export const verdicts = ['different', 'equivalent', 'unresolved', 'void'] as const;
export type Verdict = (typeof verdicts)[number];

const interval = v.object({ low: v.nullable(v.number()), high: v.nullable(v.number()) });

/**
 * One finding. `ratio` and `interval` compare `arm` with `reference` (null where the finding compares nothing; an interval's
 * end is null where it is still infinite). `phase` names the phases whose times were added, joined by '+';
 * for commands it names what was compared: wall, cpu, minor-faults or peak-memory.
 */
export const findingSchema = v.object({
  kind: v.picklist([
    'gate',
    'comparison',
    'observation',
    'decomposition',
    'calibration',
    'designs',
    'control',
    'dispersion',
    'dispersion-trend',
    'scaling',
    'repetition',
    'conclusion',
    'ranking',
    'limit',
    'advice',
    'cold-memory',
    'refused',
    'machine',
    'position',
    'estimate',
    'output',
    'left-running',
    'exit-code',
    'between-runs',
  ]),
  experiment: v.string(),
  stage: v.string(),
  arm: v.nullable(v.string()),
  reference: v.nullable(v.string()),
  sizeBytes: v.nullable(v.number()),
  phase: v.nullable(v.string()),
  /** How the arms met: see model/design.ts; null where they did not. */
  design: v.nullable(v.picklist(designs)),
  ratio: v.nullable(v.number()),
  interval: v.nullable(interval),
  n: v.number(),
  verdict: v.nullable(v.picklist(verdicts)),
  sentence: v.string(),
  /** Figures behind the sentence, by name; units stand last in the names. */
  figures: v.optional(
    v.record(v.string(), v.nullable(v.union([v.number(), v.array(v.number()), v.string()]))),
  ),
});
export type Finding = v.InferOutput<typeof findingSchema>;

/** The document of `--format json`. */
export const findingsDocumentSchema = v.object({
  firsttouch: v.string(),
  run: v.object({
    file: v.nullable(v.string()),
    experiment: v.string(),
    question: v.string(),
    startedAt: v.string(),
    seed: v.number(),
    command: v.array(v.string()),
    trials: v.number(),
    refused: v.number(),
    end: v.string(),
    equivalence: v.number(),
    alpha: v.number(),
    kernel: v.nullable(v.string()),
    cpu: v.nullable(v.string()),
  }),
  findings: v.array(findingSchema),
});
export type FindingsDocument = v.InferOutput<typeof findingsDocumentSchema>;
