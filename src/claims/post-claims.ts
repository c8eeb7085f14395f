/** What the post says, in the order of the numbers. Each claim is one file of records/. */
import type { Claim } from '../model/claim.ts';
import { a01 } from './records/a01.ts';
import { a02 } from './records/a02.ts';
import { a03 } from './records/a03.ts';
import { a04 } from './records/a04.ts';
import { a05 } from './records/a05.ts';
import { a06 } from './records/a06.ts';
import { a07 } from './records/a07.ts';
import { a08 } from './records/a08.ts';
import { a09 } from './records/a09.ts';
import { a10 } from './records/a10.ts';
import { a11 } from './records/a11.ts';
import { a12 } from './records/a12.ts';
import { a13 } from './records/a13.ts';
import { a14 } from './records/a14.ts';
import { a15 } from './records/a15.ts';
import { a16 } from './records/a16.ts';
import { a17 } from './records/a17.ts';
import { a18 } from './records/a18.ts';
import { a19 } from './records/a19.ts';
import { a20 } from './records/a20.ts';
import { a21 } from './records/a21.ts';
import { a22 } from './records/a22.ts';
import { a23 } from './records/a23.ts';
import { a24 } from './records/a24.ts';

export const postClaims: readonly Claim[] = [
  a01,
  a02,
  a03,
  a04,
  a05,
  a06,
  a07,
  a08,
  a09,
  a10,
  a11,
  a12,
  a13,
  a14,
  a15,
  a16,
  a17,
  a18,
  a19,
  a20,
  a21,
  a22,
  a23,
  a24,
];
