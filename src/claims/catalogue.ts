/** Every claim, in the order of their numbers. Each is one file of records/. */
import type { Claim } from '../model/claim.ts';
import { a20 } from './records/a20.ts';

export const claims: readonly Claim[] = [a20];
