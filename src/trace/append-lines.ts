/** Lines at the end of a file that others append to as well: what is cut off by a full disk is taken away again. */
import { fstatSync, ftruncateSync, writeSync } from 'node:fs';

const newline = 10;

/**
 * Writes all of the text, which ends in a newline. Throws the error of the system where it cannot; then the file ends in the last
 * line that fitted, so that whoever appends later, when there is room again, begins a line.
 */
export function appendLines(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  let done = 0;
  try {
    while (done < bytes.length) done += writeSync(descriptor, bytes, done);
  } catch (error) {
    const cut = done - (bytes.subarray(0, done).lastIndexOf(newline) + 1);
    if (cut > 0) ftruncateSync(descriptor, fstatSync(descriptor).size - cut);
    throw error;
  }
}
