/** Addresses of many executions as tests construct them: page numbers spread evenly over a range of bits. */
import type { Evidence } from '../../src/model/claim.ts';
import { evidence, trials } from './constructed.ts';

const page = 4096;
const executions = 600;
const base = 2 ** 40;

/** Numbers below 2^bits, far from each other in an order that looks drawn (Weyl's sequence). */
function draws(bits: number, irrational: number): number[] {
  return Array.from({ length: executions }, (_, i) => Math.floor(((i * irrational) % 1) * 2 ** bits));
}

const [golden, root, cubic, other] = [
  0.618033988749895, 0.414213562373095, 0.259921049894873, 0.732050807568877,
];

export type Drawn = {
  /** Bits of each region, in pages; as the kernel gives them where left out. */
  readonly mmapBits?: number;
  readonly heapBits?: number;
  /** Steps of the large mapping. */
  readonly largeStepBytes?: number;
  /** Whether libraries have draws of their own. */
  readonly apart?: boolean;
  readonly randomizeVaSpace?: number;
};

export function entropy(of: Drawn = {}, machine: Parameters<typeof evidence>[1] = {}): Evidence {
  const { mmapBits = 28, heapBits = 18, largeStepBytes = 2 ** 21, apart = false, randomizeVaSpace = 2 } = of;
  const mmap = draws(mmapBits, golden).map((draw) => 8 * base + draw * page);
  const text = draws(28, root).map((draw) => base + draw * page);
  const bssEnd = text.map((address) => address + 16 * page);
  const gaps = draws(heapBits, cubic);
  const beside = mmap.map((address, i) => address + 2 ** 22 + (apart ? i * page : 0));
  const facts = { randomizeVaSpace, fixedAddresses: 0, mmapRndBits: 28, pageBytes: page };
  const lists = {
    textAddresses: text,
    dataAddresses: text,
    bssStartAddresses: text,
    bssEndAddresses: bssEnd,
    heapAddresses: bssEnd.map((end, i) => end + (gaps[i] ?? 0) * page),
    mmapAddresses: mmap,
    stackAddresses: draws(22, other).map((draw) => 100 * base + draw * page),
    libcAddresses: beside,
    loaderAddresses: beside,
    vdsoAddresses: beside,
    largeAddresses: mmap.map((address) => Math.floor(address / largeStepBytes) * largeStepBytes),
    largeOddAddresses: mmap,
  };
  return evidence({ 'address-layout/entropy': { PIE: trials(1, { facts, lists }) } }, machine);
}
