/**
 * Looks for old contents in buffers of Buffer.allocUnsafe: small ones, large ones fresh from the kernel, and large ones from
 * memory that malloc has kept. What this process wrote before is known by its byte. Needs --expose-gc.
 */
import { fact } from './marks.mjs';

const written = 0xa5;
const smallBytes = 1000;
const smallCount = 400;
const largePages = 5120;
const pageBytes = 4096;

function collect() {
  for (let i = 0; i < 3; i++) globalThis.gc();
}

/** How many of some small buffers hold what was written before; and how many hold anything but zeros. */
function smallOnes() {
  const buffers = Array.from({ length: smallCount }, () => Buffer.allocUnsafe(smallBytes));
  const used = buffers.filter((buffer) => buffer.some((byte) => byte !== 0)).length;
  const old = buffers.filter((buffer) => buffer.includes(written)).length;
  for (const buffer of buffers) buffer.fill(written);
  return { used, old };
}

/** The same of the pages of a large one, a bit smaller in each round: malloc may have cut small blocks from what it has kept. */
function largeOne(round) {
  const pages = Math.round(largePages * (1 - 0.05 * round));
  const buffer = Buffer.allocUnsafe(pages * pageBytes);
  let used = 0;
  let old = 0;
  for (let at = 0; at < buffer.length; at += pageBytes) {
    if (buffer[at + 2048] !== 0) used++;
    if (buffer[at + 2048] === written) old++;
  }
  buffer.fill(written);
  return { used, old, pages };
}

function report(name, { used, old, pages }) {
  if (pages) fact(name, pages);
  fact(`${name}Used`, used);
  fact(`${name}Old`, old);
  collect();
}

fact('smallBuffers', smallCount);
report('firstSmallBuffers', smallOnes());
report('laterSmallBuffers', smallOnes());
report('firstLargePages', largeOne(0));
report('secondLargePages', largeOne(1));
report('laterLargePages', largeOne(2));
