/** The ledger's file: where it is, one append for each run, and reading it back. It never ends a run. */
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { type Analysis, ledgerEntries } from '../analysis/index.ts';
import { type LedgerEntry, parseLedgerLine } from '../model/ledger.ts';
import { Problem } from '../model/problem.ts';
import { makeFolder } from './make-folder.ts';
import { wrap } from './terminal.ts';

/** A relative XDG_STATE_HOME counts as none (XDG Base Directory Specification 0.8). */
export function ledgerPath(): string {
  const state = process.env.XDG_STATE_HOME ?? '';
  const folder = isAbsolute(state) ? state : join(homedir(), '.local', 'state');
  return join(folder, 'firsttouch', 'ledger.jsonl');
}

/** A last line that was cut off must not swallow ours. */
function endsInLine(file: number): boolean {
  const { size } = fstatSync(file);
  const last = Buffer.alloc(1);
  return size === 0 || (readSync(file, last, 0, 1, size - 1) === 1 && last[0] === 10);
}

function append(path: string, text: string): void {
  makeFolder(dirname(path));
  if (existsSync(path) && !statSync(path).isFile()) throw new Error('it is not a file');
  const file = openSync(path, 'a+', 0o600);
  try {
    // One write, so that runs that end together do not mix their lines.
    writeSync(file, endsInLine(file) ? text : `\n${text}`);
  } finally {
    closeSync(file);
  }
}

/** Adds the A/A contrasts of a run that has ended; where that cannot be, a note on stderr says why. */
export function recordInLedger(analysis: Analysis): void {
  const entries = ledgerEntries(analysis);
  if (entries.length === 0) return;
  let path = '~/.local/state';
  try {
    path = ledgerPath();
    append(path, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const note = `note: the A/A results of this run could not be added to the ledger '${path}': ${code ?? message}; --no-ledger leaves them out`;
    process.stderr.write(`${wrap(note, '  ', '')}\n`);
  }
}

/** Every whole entry of the ledger, and how many lines are damaged. A ledger that is not there is empty. */
export function readLedger(path: string): {
  readonly entries: readonly LedgerEntry[];
  readonly damagedLines: number;
} {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return { entries: [], damagedLines: 0 };
    throw new Problem(
      'ledger-unreadable',
      `the ledger '${path}' cannot be read: ${code ?? message}`,
      'see its rights, or name another place with XDG_STATE_HOME',
    );
  }
  const lines = text.split('\n').filter((line) => line !== '');
  const entries = lines.map(parseLedgerLine).filter((entry) => entry !== undefined);
  return { entries, damagedLines: lines.length - entries.length };
}
