/** Every claim, in the order of their numbers. Each is one file of records/. */
import type { Claim } from '../model/claim.ts';
import { a11 } from './records/a11.ts';
import { a20 } from './records/a20.ts';
import { b04 } from './records/b04.ts';
import { b05 } from './records/b05.ts';
import { b06 } from './records/b06.ts';
import { b10 } from './records/b10.ts';
import { b11 } from './records/b11.ts';
import { b12 } from './records/b12.ts';
import { b15 } from './records/b15.ts';
import { b16 } from './records/b16.ts';
import { b17 } from './records/b17.ts';
import { b61 } from './records/b61.ts';
import { b62 } from './records/b62.ts';
import { b72 } from './records/b72.ts';
import { b79 } from './records/b79.ts';

export const claims: readonly Claim[] = [
  a11,
  a20,
  b04,
  b05,
  b06,
  b10,
  b11,
  b12,
  b15,
  b16,
  b17,
  b61,
  b62,
  b72,
  b79,
];
