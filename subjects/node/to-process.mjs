/**
 * Hands a buffer to another Node process: through the channel of child_process, serialised as json or advanced, or through the
 * file that the watcher has opened as descriptor 5, of which the channel then tells the length alone. Words: WAY BYTES.
 */
import { fork } from 'node:child_process';
import { readSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { amount, choice, fact, phaseOf, rehearse } from './marks.mjs';

const fileHere = 5;
const fileThere = 4;

/** What is sent of a buffer, and the buffer out of what came. */
const ways = {
  json: { serialization: 'json', send: (buffer) => buffer, take: (message) => Buffer.from(message.data) },
  advanced: { serialization: 'advanced', send: (buffer) => buffer, take: (message) => message },
  file: { serialization: 'json', send: intoFile, take: outOfFile },
};

function intoFile(buffer) {
  for (let at = 0; at < buffer.length; ) at += writeSync(fileHere, buffer, at, buffer.length - at, at);
  return buffer.length;
}

function outOfFile(bytes) {
  const buffer = Buffer.allocUnsafe(bytes);
  for (let at = 0; at < bytes; ) at += readSync(fileThere, buffer, at, bytes - at, at);
  return buffer;
}

const way = choice(0, ways);

function takeAndAnswer(message) {
  const buffer = way.take(message);
  process.send([buffer.length, buffer.at(-1)]);
}

async function handOver() {
  const child = fork(fileURLToPath(import.meta.url), process.argv.slice(2), {
    serialization: way.serialization,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', way === ways.file ? fileHere : 'ignore'],
    execArgv: [],
  });
  const send = (buffer) =>
    new Promise((resolve) => {
      child.once('message', resolve);
      child.send(way.send(buffer));
    });
  for (let i = 0; i < 3; i++) await send(Buffer.alloc(1000, 1));
  const payload = Buffer.alloc(amount(1), 0xa5);
  rehearse();
  const [bytes, last] = await phaseOf('handOver', () => send(payload));
  fact('sentBytes', payload.length);
  fact('receivedBytes', bytes);
  fact('receivedRight', last === 0xa5 ? 1 : 0);
  child.disconnect();
}

if (process.send) process.on('message', takeAndAnswer);
else await handOver();
