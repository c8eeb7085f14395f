/** B44 where the kernel hides page frame numbers: the proportional set sizes of parent and child decide. */
import { expect, test } from 'vitest';
import { claims, decideClaim } from '../../src/claims/index.ts';
import type { Claim } from '../../src/model/claim.ts';
import { withoutFrames } from './cases/b44.ts';

const b44 = claims.find((claim) => claim.id === 'B44') as Claim;

test('half of every page before the write and all of it after supports the claim', () => {
  expect(decideClaim(b44, withoutFrames.supports)).toMatchObject({
    verdict: 'supported',
    sentence: expect.stringContaining('page frames are hidden here') as string,
  });
});

test('pages of their own before the write refute it', () => {
  expect(decideClaim(b44, withoutFrames.refutes)).toMatchObject({ verdict: 'refuted' });
});
