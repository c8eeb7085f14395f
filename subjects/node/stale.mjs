/**
 * Looks for old contents in buffers of Buffer.allocUnsafe: small ones, large ones fresh from the kernel, and large ones from
 * memory that malloc has kept. What this process wrote before is known by its byte. Needs --expose-gc.
 */
import { fact } from './marks.mjs';

const written = 0xa5;
const smallBytes = 1000;
const smallCount = 400;
const largeBytes = 20 * 2 ** 20;
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

/** The same of the pages of a large one. */
function largeOne() {
  const buffer = Buffer.allocUnsafe(largeBytes);
  let used = 0;
  let old = 0;
  for (let at = 0; at < largeBytes; at += pageBytes) {
    if (buffer[at + 2048] !== 0) used++;
    if (buffer[at + 2048] === written) old++;
  }
  buffer.fill(written);
  return { used, old };
}

function report(name, { used, old }) {
  fact(`${name}Used`, used);
  fact(`${name}Old`, old);
  collect();
}

fact('smallBuffers', smallCount);
fact('largePages', largeBytes / pageBytes);
report('firstSmallBuffers', smallOnes());
report('laterSmallBuffers', smallOnes());
report('firstLargePages', largeOne());
report('secondLargePages', largeOne());
report('laterLargePages', largeOne());
