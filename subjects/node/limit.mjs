/**
 * What Node says that there is of memory, and how much of it this process can have: buffers are obtained, and not written, until
 * one is refused. Words: MOST (bytes at which it stops asking; 0: it does not ask).
 */
import os from 'node:os';
import { amount, fact, text } from './marks.mjs';

const stepBytes = 128 * 2 ** 20;

function obtainUpTo(most) {
  const buffers = [];
  try {
    while (buffers.length * stepBytes < most) buffers.push(new ArrayBuffer(stepBytes));
  } catch (error) {
    text('refusal', error.message);
  }
  return buffers.length * stepBytes;
}

const constrained = process.constrainedMemory();
fact('totalBytes', os.totalmem());
fact('freeBytes', os.freemem());
fact('constrainedBytes', constrained);
text('constrainedMemory', `${constrained}`);
fact('askedBytes', amount(0));
fact('obtainedBytes', obtainUpTo(amount(0)));
