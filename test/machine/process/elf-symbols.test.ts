/** ELF symbols: of real programs, held against nm, and of files made for it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readElfSymbols } from '../../../src/machine/index.ts';
import { parseElfSymbols } from '../../../src/machine/process/elf-symbols.ts';
import { measuredValue } from '../../../src/model/reading.ts';
import { buildElf, type ElfNamed, type Segment, shapes } from './elf-file.ts';
import { reasonOf } from './fixture.ts';

const [SHAPE = { is64: true, littleEndian: true }] = shapes;
const TEXT: Segment = [1, 5, 0, 0x10000, 0x2000, 0x2000];
const GLOBAL_FUNCTION = 0x12;

describe('ELF symbols', () => {
  test('of node are those that nm tells', ({ skip }) => {
    let listed = '';
    try {
      listed = execFileSync('nm', ['--defined-only', process.execPath], {
        encoding: 'utf8',
        maxBuffer: 2 ** 28,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
    } catch {
      skip('there is no nm here, or node has no symbols for it');
    }
    const functions = [...listed.matchAll(/^([0-9a-f]{16}) T (\S+)$/gm)];
    const symbols = measuredValue(readElfSymbols(process.execPath));
    const named = functions.filter(
      ([, address, name]) => symbols?.symbolAt(Number.parseInt(address ?? '', 16))?.name === name,
    );
    expect(functions.length).toBeGreaterThan(1000);
    // Others are aliases at one address, of which one name is kept.
    expect(named.length / functions.length).toBeGreaterThan(0.8);
  });

  test('of a stripped library are what it exports', ({ skip }) => {
    const library = readFileSync('/proc/self/maps', 'latin1').match(/\/\S+\/libc\.so\.6/)?.[0];
    if (library === undefined) return skip('node here uses no libc.so.6');
    const symbols = measuredValue(readElfSymbols(library));
    expect(symbols?.count).toBeGreaterThan(1000);
    expect(symbols?.segments.some(({ permissions: { execute } }) => execute)).toBe(true);
  });

  const SYMBOLS: ElfNamed[] = [['main', 0x10100, 0x100, GLOBAL_FUNCTION]];
  test('may be dynamic ones, and on 32-bit ARM carry the instruction set', () => {
    const symbols: ElfNamed[] = [['main', 0x10101, 0x100, GLOBAL_FUNCTION]];
    const file = buildElf(
      { is64: false, littleEndian: true },
      { machine: 40, segments: [TEXT], symbols, symbolTable: 11 },
    );
    const read = measuredValue(parseElfSymbols(file, '/f'));
    expect(read?.table).toBe('.dynsym');
    expect(read?.symbolAt(0x10100)?.address).toBe(0x10100);
  });

  test('far apart are sorted as well', () => {
    const symbols: ElfNamed[] = [
      ['high', 2 ** 52, 16, GLOBAL_FUNCTION],
      ...SYMBOLS,
      ['low', 0x100, 16, GLOBAL_FUNCTION],
    ];
    const read = measuredValue(parseElfSymbols(buildElf(SHAPE, { segments: [TEXT], symbols }), '/f'));
    expect([2 ** 52 + 1, 0x10100, 0x10f].map((address) => read?.symbolAt(address)?.name)).toEqual([
      'high',
      'main',
      'low',
    ]);
  });

  test('of a file without any, and of one cut short, have a reason', () => {
    expect(reasonOf(parseElfSymbols(buildElf(SHAPE, { segments: [TEXT] }), '/f'))).toBe(
      '/f: has no symbols (it was stripped)',
    );
    const whole = buildElf(SHAPE, { segments: [TEXT], symbols: SYMBOLS });
    expect(reasonOf(parseElfSymbols(whole.subarray(0, 12_300), '/f'))).toContain(
      'section headers are cut short',
    );
  });
});
