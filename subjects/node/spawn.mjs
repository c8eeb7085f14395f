/**
 * Starts a small program from this process while it is small, while it is large, and small again: how long the event loop stands
 * still for it. Then writes its memory once more, and counts what forking made of that. Words: BYTES PROGRAM WORD... Needs --expose-gc.
 */
import { spawn } from 'node:child_process';
import { amount, fact, phase, rehearse } from './marks.mjs';

const spawns = 4;
const pageBytes = 4096;
const [program, ...words] = process.argv.slice(3);

/** Starts it a few times, each as the phase; without a name, as a rehearsal. */
async function spawnSome(name) {
  const start = () => spawn(program, words, { stdio: 'ignore' });
  for (let i = 0; i < spawns; i++) {
    const child = name ? phase(name, start) : start();
    const code = await new Promise((resolve) => child.once('exit', resolve));
    if (code !== 0) throw new Error(`${program} ended with ${code}`);
  }
}

function writePages(memory) {
  for (let at = 0; at < memory.length; at += pageBytes) memory[at] = 2;
}

async function whileLarge() {
  const memory = new Uint8Array(amount(0)).fill(1);
  fact('residentBytes', process.memoryUsage.rss());
  await spawnSome('spawnLarge');
  phase('rewrite', () => writePages(memory));
  phase('rewriteAgain', () => writePages(memory));
  fact('pages', memory.length / pageBytes);
}

rehearse();
await spawnSome();
await spawnSome('spawnSmall');
await whileLarge();
for (let i = 0; i < 3; i++) globalThis.gc();
fact('residentAfterwardsBytes', process.memoryUsage.rss());
await spawnSome('spawnSmallAgain');
