/** `firsttouch show RUN.jsonl`: the findings of a recorded run, computed anew from its file. */
import { printRun, requireFormat } from '../print-run.ts';
import { loadRun } from '../run-session.ts';

export function showCommand(path: string, options: { readonly format: string }): void {
  requireFormat(options.format);
  const { analysis, reading } = loadRun(path);
  if (reading.truncated) {
    process.stderr.write('note: the last line of the file is cut off and is left out; --resume repairs it\n');
  }
  printRun(analysis, path, options.format);
}
