/** Names for the places where faults were taken, looked up in the files themselves once the command has ended. */
import { closeSync, openSync } from 'node:fs';
import { readElfSymbols } from '../machine/index.ts';
import { measuredValue } from '../model/reading.ts';
import type { SymbolsRecord } from '../model/trace.ts';
import { serializeTraceLine } from '../model/trace-line.ts';
import type { TraceView } from '../model/trace-view.ts';
import { appendLines } from './append-lines.ts';
import { demangle } from './demangle.ts';
import { type CodeSites, replayFile } from './replay/index.ts';
import { writeProblem } from './trace-file.ts';

function symbolsOf(path: string, offsets: readonly number[]): SymbolsRecord | undefined {
  const file = measuredValue(readElfSymbols(path));
  if (!file) return undefined;
  const found = offsets.flatMap((offsetBytes): (readonly [number, string])[] => {
    const address = file.addressOfOffset(offsetBytes);
    const symbol = address === undefined ? undefined : file.symbolAt(address);
    return address === undefined || symbol === undefined ? [] : [[address, symbol.name]];
  });
  const names = demangle(found.map(([, name]) => name));
  const symbols = found.map(([address], index) => [address, names[index] ?? ''] as const);
  const segments = file.segments
    .filter(({ permissions }) => permissions.execute)
    .map(({ fileOffsetBytes, fileBytes, address }) => [fileOffsetBytes, fileBytes, address] as const);
  return { kind: 'symbols', path, symbols, segments };
}

/** One record for each file that has symbols; what is no ELF file, or is gone, has none. */
function symbolsOfAll(sites: CodeSites): readonly SymbolsRecord[] {
  return [...sites].flatMap(([path, offsets]) => {
    const record = path.startsWith('/') ? symbolsOf(path, offsets) : undefined;
    return record ? [record] : [];
  });
}

function append(path: string, records: readonly SymbolsRecord[]): void {
  if (records.length === 0) return;
  try {
    const descriptor = openSync(path, 'a');
    try {
      appendLines(descriptor, records.map(serializeTraceLine).join(''));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw writeProblem(path, error);
  }
}

/**
 * The view of a trace just recorded. The names of functions are read from the files that took faults, and appended to the
 * trace: it then says all by itself, whatever becomes of those files. Throws a Problem where there is no room for them.
 */
export function viewNewTrace(path: string): TraceView {
  return replayFile(path, (sites) => {
    const records = symbolsOfAll(sites);
    append(path, records);
    return records;
  });
}
