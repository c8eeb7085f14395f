/** What practitioners say, in the order of the numbers. Each claim is one file of records/. */
import type { Claim } from '../model/claim.ts';
import { b01 } from './records/b01.ts';
import { b02 } from './records/b02.ts';
import { b03 } from './records/b03.ts';
import { b04 } from './records/b04.ts';
import { b05 } from './records/b05.ts';
import { b06 } from './records/b06.ts';
import { b07 } from './records/b07.ts';
import { b08 } from './records/b08.ts';
import { b09 } from './records/b09.ts';
import { b10 } from './records/b10.ts';
import { b11 } from './records/b11.ts';
import { b12 } from './records/b12.ts';
import { b13 } from './records/b13.ts';
import { b14 } from './records/b14.ts';
import { b15 } from './records/b15.ts';
import { b16 } from './records/b16.ts';
import { b17 } from './records/b17.ts';
import { b19 } from './records/b19.ts';
import { b20 } from './records/b20.ts';
import { b21 } from './records/b21.ts';
import { b22 } from './records/b22.ts';
import { b23 } from './records/b23.ts';
import { b24 } from './records/b24.ts';
import { b25 } from './records/b25.ts';
import { b26 } from './records/b26.ts';
import { b27 } from './records/b27.ts';
import { b28 } from './records/b28.ts';
import { b30 } from './records/b30.ts';
import { b31 } from './records/b31.ts';
import { b32 } from './records/b32.ts';
import { b33 } from './records/b33.ts';
import { b34 } from './records/b34.ts';
import { b35 } from './records/b35.ts';
import { b36 } from './records/b36.ts';
import { b37 } from './records/b37.ts';
import { b38 } from './records/b38.ts';
import { b39 } from './records/b39.ts';
import { b40 } from './records/b40.ts';
import { b41 } from './records/b41.ts';
import { b42 } from './records/b42.ts';
import { b43 } from './records/b43.ts';
import { b44 } from './records/b44.ts';
import { b45 } from './records/b45.ts';
import { b46 } from './records/b46.ts';
import { b47 } from './records/b47.ts';
import { b48 } from './records/b48.ts';
import { b49 } from './records/b49.ts';
import { b50 } from './records/b50.ts';
import { b51 } from './records/b51.ts';
import { b52 } from './records/b52.ts';
import { b53 } from './records/b53.ts';
import { b54 } from './records/b54.ts';
import { b55 } from './records/b55.ts';
import { b56 } from './records/b56.ts';
import { b57 } from './records/b57.ts';
import { b58 } from './records/b58.ts';
import { b60 } from './records/b60.ts';
import { b61 } from './records/b61.ts';
import { b62 } from './records/b62.ts';
import { b63 } from './records/b63.ts';
import { b64 } from './records/b64.ts';
import { b65 } from './records/b65.ts';
import { b66 } from './records/b66.ts';
import { b67 } from './records/b67.ts';
import { b68 } from './records/b68.ts';
import { b70 } from './records/b70.ts';
import { b71 } from './records/b71.ts';
import { b72 } from './records/b72.ts';
import { b73 } from './records/b73.ts';
import { b75 } from './records/b75.ts';
import { b76 } from './records/b76.ts';
import { b77 } from './records/b77.ts';
import { b78 } from './records/b78.ts';
import { b79 } from './records/b79.ts';
import { b80 } from './records/b80.ts';
import { b81 } from './records/b81.ts';
import { b82 } from './records/b82.ts';
import { b83 } from './records/b83.ts';
import { b86 } from './records/b86.ts';
import { b90 } from './records/b90.ts';
import { b91 } from './records/b91.ts';
import { b92 } from './records/b92.ts';
import { b93 } from './records/b93.ts';
import { b94 } from './records/b94.ts';
import { b95 } from './records/b95.ts';
import { b96 } from './records/b96.ts';
import { b97 } from './records/b97.ts';
import { b98 } from './records/b98.ts';
import { b99 } from './records/b99.ts';
import { b100 } from './records/b100.ts';
import { b101 } from './records/b101.ts';
import { b102 } from './records/b102.ts';
import { b103 } from './records/b103.ts';

export const practiceClaims: readonly Claim[] = [
  b01,
  b02,
  b03,
  b04,
  b05,
  b06,
  b07,
  b08,
  b09,
  b10,
  b11,
  b12,
  b13,
  b14,
  b15,
  b16,
  b17,
  b19,
  b20,
  b21,
  b22,
  b23,
  b24,
  b25,
  b26,
  b27,
  b28,
  b30,
  b31,
  b32,
  b33,
  b34,
  b35,
  b36,
  b37,
  b38,
  b39,
  b40,
  b41,
  b42,
  b43,
  b44,
  b45,
  b46,
  b47,
  b48,
  b49,
  b50,
  b51,
  b52,
  b53,
  b54,
  b55,
  b56,
  b57,
  b58,
  b60,
  b61,
  b62,
  b63,
  b64,
  b65,
  b66,
  b67,
  b68,
  b70,
  b71,
  b72,
  b73,
  b75,
  b76,
  b77,
  b78,
  b79,
  b80,
  b81,
  b82,
  b83,
  b86,
  b90,
  b91,
  b92,
  b93,
  b94,
  b95,
  b96,
  b97,
  b98,
  b99,
  b100,
  b101,
  b102,
  b103,
];
