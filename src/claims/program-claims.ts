/** What the post's program takes for granted, in the order of the numbers. Each claim is one file of records/. */
import type { Claim } from '../model/claim.ts';
import { k01 } from './records/k01.ts';
import { k02 } from './records/k02.ts';
import { k03 } from './records/k03.ts';
import { k04 } from './records/k04.ts';
import { k05 } from './records/k05.ts';
import { k06 } from './records/k06.ts';
import { k07 } from './records/k07.ts';
import { k08 } from './records/k08.ts';
import { k09 } from './records/k09.ts';
import { k10 } from './records/k10.ts';
import { k11 } from './records/k11.ts';
import { k12 } from './records/k12.ts';

export const programClaims: readonly Claim[] = [k01, k02, k03, k04, k05, k06, k07, k08, k09, k10, k11, k12];
