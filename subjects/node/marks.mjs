/** Tells the process that watches this one what is going on: lines to descriptor 3, answers from descriptor 4. */
import { readSync, writeSync } from 'node:fs';

const answer = new Uint8Array(1);

function say(line) {
  writeSync(3, `${line}\n`);
}

function ask(line) {
  say(line);
  readSync(4, answer, 0, 1, null);
}

/** Does the work as a phase: timed here, counted by the watcher. Returns what the work returns. */
export function phase(name, work) {
  ask(`begin ${name}`);
  const started = process.hrtime.bigint();
  const result = work();
  ask(`end ${name} ${process.hrtime.bigint() - started}`);
  return result;
}

/** The same for work that is done when a promise is. */
export async function phaseOf(name, work) {
  ask(`begin ${name}`);
  const started = process.hrtime.bigint();
  const result = await work();
  ask(`end ${name} ${process.hrtime.bigint() - started}`);
  return result;
}

/** One whole number. One that is too large to be exact is said as the largest that is. */
export function fact(name, number) {
  say(`fact ${name} ${Math.min(Math.round(number), Number.MAX_SAFE_INTEGER)}`);
}

export function text(name, words) {
  say(`text ${name} ${words}`);
}

/** The fact `name`: whether a file with these letters in its path is mapped into this process, as seen from outside. */
export function factOfMaps(name, letters) {
  ask(`maps ${name} ${letters}`);
}

/** What marks cost by themselves: several times, since the first one compiles and loads. */
export function rehearse() {
  for (let i = 0; i < 5; i++) phase('nothing', () => {});
}

/** A number of this script's words, by position. */
export function amount(position) {
  const value = Number(process.argv[2 + position]);
  if (!Number.isSafeInteger(value)) throw new TypeError(`not a whole number: ${process.argv[2 + position]}`);
  return value;
}

/** A choice among this script's words, by position. */
export function choice(position, choices) {
  const name = process.argv[2 + position];
  if (!Object.hasOwn(choices, name)) throw new TypeError(`no such choice: ${name}`);
  return choices[name];
}
