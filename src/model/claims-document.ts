/** The document of `claims --format json`: every claim asked for, with its verdict and what it rests on. */
import * as v from 'valibot';
import { claimVerdicts } from './claim.ts';

const versions = v.object({
  kernel: v.optional(v.string()),
  glibc: v.optional(v.string()),
  node: v.optional(v.string()),
});

export const claimsDocumentSchema = v.object({
  firsttouch: v.string(),
  run: v.object({
    file: v.nullable(v.string()),
    startedAt: v.string(),
    seed: v.number(),
    command: v.array(v.string()),
    trials: v.number(),
    /** Seconds; null where the run was killed. */
    seconds: v.nullable(v.number()),
    end: v.string(),
  }),
  machine: v.object({
    kernel: v.nullable(v.string()),
    glibc: v.nullable(v.string()),
    node: v.string(),
    architecture: v.string(),
    cpus: v.number(),
    memoryBytes: v.nullable(v.number()),
    thpEnabled: v.nullable(v.string()),
    virtual: v.nullable(v.boolean()),
  }),
  claims: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      statement: v.string(),
      source: v.array(v.string()),
      since: v.nullable(versions),
      until: v.nullable(versions),
      verdict: v.picklist(claimVerdicts),
      sentence: v.string(),
      /** Conditions under which a refuted statement does hold. */
      holdsWhere: v.nullable(v.string()),
      needs: v.array(v.string()),
    }),
  ),
  /** How many claims have each verdict. */
  summary: v.object({
    supported: v.number(),
    refuted: v.number(),
    unresolved: v.number(),
    unavailable: v.number(),
  }),
});
export type ClaimsDocument = v.InferOutput<typeof claimsDocumentSchema>;
