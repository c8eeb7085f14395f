/** Every claim: the post's, its program's, and those of practitioners. */
import type { Claim } from '../model/claim.ts';
import { postClaims } from './post-claims.ts';
import { practiceClaims } from './practice-claims.ts';
import { programClaims } from './program-claims.ts';

export const claims: readonly Claim[] = [...postClaims, ...programClaims, ...practiceClaims];
