/** Every claim, held against evidence that supports it, refutes it, is missing, and whose treatment did not engage. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { claims, decideClaim } from '../../src/claims/index.ts';
import { experiments } from '../../src/experiments/index.ts';
import type { Claim, Decision, Evidence } from '../../src/model/claim.ts';
import { capabilities } from '../experiments/capabilities.ts';
import type { ClaimCases } from './constructed.ts';

const folder = new URL('./cases/', import.meta.url);
const files = new Map(
  await Promise.all(
    readdirSync(folder).map(async (file) => {
      const { cases } = (await import(new URL(file, folder).href)) as { cases: ClaimCases };
      return [file.replace(/\.ts$/, ''), cases] as const;
    }),
  ),
);
const casesOf = (claim: Claim): ClaimCases | undefined => files.get(claim.id.toLowerCase());

const known = new Set(
  experiments.flatMap((experiment) =>
    experiment.plan({}, capabilities).stages.map((stage) => `${experiment.name}/${stage.name}`),
  ),
);

describe.each(claims.map((claim) => [claim.id, claim] as const))('%s', (_id, claim) => {
  const cases = casesOf(claim);
  const decide = (of: keyof Omit<ClaimCases, 'undecided'>): Decision =>
    decideClaim(claim, cases?.[of] as Evidence);

  test('is supported by evidence that supports it', () => {
    expect(decide('supports')).toMatchObject({ verdict: 'supported' });
  });

  test('is refuted by evidence that refutes it', () => {
    expect(decide('refutes')).toMatchObject({ verdict: 'refuted' });
  });

  test('is unavailable where evidence is missing', () => {
    expect(decide('missing')).toMatchObject({ verdict: 'unavailable' });
    expect(decideClaim(claim, { ...(cases?.supports as Evidence), stages: {} })).toMatchObject({
      verdict: 'unavailable',
    });
  });

  test('is unresolved where the treatment did not engage, and says so', () => {
    expect(decide('notEngaged')).toMatchObject({
      verdict: 'unresolved',
      sentence: expect.stringContaining('did not engage') as string,
    });
  });

  test('stays unresolved by evidence on neither side', () => {
    for (const evidence of cases?.undecided ?? [])
      expect(decideClaim(claim, evidence)).toMatchObject({ verdict: 'unresolved' });
  });

  test('needs stages that an experiment has', () => {
    expect(claim.needs.filter((need) => !known.has(need))).toEqual([]);
    expect(claim.needs).not.toEqual([]);
  });

  test('is worded for a table and for an explanation', () => {
    expect(claim.title.length).toBeLessThanOrEqual(60);
    for (const text of [claim.statement, claim.prediction, claim.mechanism]) expect(text).toMatch(/[.]$/);
    expect(claim.source).not.toEqual([]);
  });
});

test('every case belongs to a claim', () => {
  const ids = claims.map((claim) => claim.id.toLowerCase());
  expect([...files.keys()].filter((id) => !ids.includes(id))).toEqual([]);
});
