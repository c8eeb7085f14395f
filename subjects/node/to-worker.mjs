/**
 * Hands memory to a worker thread: cloned, transferred or shared. The worker writes one byte of it and says what it got.
 * Words: WAY BYTES.
 */
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { amount, choice, fact, phaseOf, rehearse } from './marks.mjs';

const byWorker = 0x77;

const ways = {
  clone: { obtain: (bytes) => new ArrayBuffer(bytes), moved: () => [] },
  transfer: { obtain: (bytes) => new ArrayBuffer(bytes), moved: (memory) => [memory.buffer] },
  share: { obtain: (bytes) => new SharedArrayBuffer(bytes), moved: () => [] },
};

function takeAndAnswer(memory) {
  memory[0] = byWorker;
  parentPort.postMessage(memory.length);
}

async function handOver() {
  const { obtain, moved } = choice(0, ways);
  const worker = new Worker(new URL(import.meta.url), { argv: process.argv.slice(2) });
  const send = (memory) =>
    new Promise((resolve) => {
      worker.once('message', resolve);
      worker.postMessage(memory, moved(memory));
    });
  for (let i = 0; i < 5; i++) await send(new Uint8Array(obtain(65536)).fill(1));
  const memory = new Uint8Array(obtain(amount(1))).fill(1);
  rehearse();
  fact('sentBytes', memory.length);
  fact('receivedBytes', await phaseOf('handOver', () => send(memory)));
  fact('keptBytes', memory.length);
  fact('sawTheOthersWrite', memory[0] === byWorker ? 1 : 0);
  await worker.terminate();
}

if (isMainThread) await handOver();
else parentPort.on('message', takeAndAnswer);
