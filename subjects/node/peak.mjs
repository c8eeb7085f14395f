/** Starts a small Node process from one of a chosen size, and passes on what the small one says of its peak. Words: BYTES. */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { amount, fact } from './marks.mjs';

const memory = new Uint8Array(amount(0)).fill(1);
fact('parentBytes', process.memoryUsage.rss());
const script = fileURLToPath(new URL('own-peak.mjs', import.meta.url));
const { maxRssBytes, highWaterBytes } = JSON.parse(
  execFileSync(process.execPath, [script], { encoding: 'utf8' }),
);
fact('maxRssBytes', maxRssBytes);
fact('highWaterBytes', highWaterBytes);
fact('heldBytes', memory.length);
