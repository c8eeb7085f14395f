/** ELF headers, and symbols with them: of every class and byte order, of real programs, and of damaged files. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseElfImage, readElfImage } from '../../../src/machine/index.ts';
import { parseElfSymbols } from '../../../src/machine/process/elf-symbols.ts';
import { measured, measuredValue } from '../../../src/model/reading.ts';
import { NOTHING } from '../fixture.ts';
import {
  buildElf,
  type ElfNamed,
  INTERPRETER,
  INTERPRETER_OFFSET,
  type Segment,
  shapes,
} from './elf-file.ts';
import { reasonOf, recordedProcess } from './fixture.ts';

const [SHAPE = { is64: true, littleEndian: true }] = shapes;
const TEXT: Segment = [1, 5, 0, 0x10000, 0x2000, 0x2000];
const DATA: Segment = [1, 6, 0x2000, 0x13000, 0x800, 0x5000];
const NAME: Segment = [3, 4, INTERPRETER_OFFSET, 0, INTERPRETER.length + 1, INTERPRETER.length + 1];
const RELRO: Segment = [0x6474e552, 4, 0x2000, 0x13000, 0x100, 0x1000];
const GLOBAL_FUNCTION = 0x12;
const LOCAL_FUNCTION = 0x02;
const WEAK_OBJECT = 0x21;
const permissions = { read: true, write: false, execute: true, shared: false };

describe.each(shapes)('an ELF file, $is64 for 64 bits and $littleEndian for little-endian,', (shape) => {
  test('tells its segments, its interpreter and what is read-only after relocation', () => {
    const file = buildElf(shape, {
      type: 2,
      machine: 40,
      entry: 0x10400,
      segments: [NAME, TEXT, DATA, RELRO],
    });
    expect(parseElfImage(file, '/f')).toEqual(
      measured({
        type: 'fixed',
        interpreter: INTERPRETER,
        machine: 40,
        entry: 0x10400,
        programHeaderOffsetBytes: shape.is64 ? 64 : 52,
        segments: [
          { address: 0x10000, fileOffsetBytes: 0, fileBytes: 0x2000, memoryBytes: 0x2000, permissions },
          {
            address: 0x13000,
            fileOffsetBytes: 0x2000,
            fileBytes: 0x800,
            memoryBytes: 0x5000,
            permissions: { read: true, write: true, execute: false, shared: false },
          },
        ],
        relro: { address: 0x13000, memoryBytes: 0x1000 },
      }),
    );
  });

  test('gives the symbol that an address lies in', () => {
    const symbols: ElfNamed[] = [
      ['', 0, 0, 0, 0],
      ['outer', 0x10100, 0x100, GLOBAL_FUNCTION],
      ['inner', 0x10140, 0x10, LOCAL_FUNCTION],
      ['elsewhere', 0x10150, 0x10, GLOBAL_FUNCTION, 0],
      ['alias', 0x10100, 0x100, LOCAL_FUNCTION],
      ['buffer', 0x14000, 0x400, WEAK_OBJECT],
      ['unsized', 0x10300, 0, GLOBAL_FUNCTION],
      ['thread', 0x20, 8, 0x16],
    ];
    const read = measuredValue(parseElfSymbols(buildElf(shape, { segments: [TEXT, DATA], symbols }), '/f'));
    const nameAt = (address: number) => read?.symbolAt(address)?.name;
    expect(read).toMatchObject({ table: '.symtab', count: 4 });
    expect([0x100ff, 0x10100, 0x1013f, 0x10140, 0x1014f, 0x10150, 0x101ff, 0x10200].map(nameAt)).toEqual([
      undefined,
      'outer',
      'outer',
      'inner',
      'inner',
      'outer',
      'outer',
      undefined,
    ]);
    expect([0, 0x20, 0x10300, 0x12000, 0x14000, 0x143ff, 0x14400].map(nameAt)).toEqual([
      undefined,
      undefined,
      'unsized',
      'unsized',
      'buffer',
      'buffer',
      undefined,
    ]);
    expect(read?.symbolAt(0x14010)).toEqual({
      name: 'buffer',
      address: 0x14000,
      sizeBytes: 0x400,
      kind: 'object',
    });
    expect([0, 0x1fff, 0x2000, 0x27ff, 0x2800].map((offset) => read?.addressOfOffset(offset))).toEqual([
      0x10000,
      0x11fff,
      0x13000,
      0x137ff,
      undefined,
    ]);
  });
});

describe('ELF program headers', () => {
  test.each(['static', 'static-pie', 'pie', 'fixed', 'node'])(
    'of the recorded process %s are understood',
    (name) => {
      const image = recordedProcess(name);
      const elf = measuredValue(image.elf);
      expect(elf?.interpreter).toBe(name.startsWith('static') ? null : '/lib64/ld-linux-x86-64.so.2');
      expect(elf?.type).toBe(/pie/.test(name) ? 'position-independent' : 'fixed');
      expect(elf?.relro).not.toBeNull();
      expect(image.architecture).toBe('x86_64');
    },
  );

  const refused: [string, Buffer][] = [
    ['nothing', Buffer.alloc(0)],
    ['a script', Buffer.from('#!/bin/sh\necho this is no program at all\n')],
    ['an unknown class', Buffer.from('\x7fELF\x03\x01\x01'.padEnd(64, '\0'), 'latin1')],
    ['an unknown byte order', Buffer.from('\x7fELF\x02\x03\x01'.padEnd(64, '\0'), 'latin1')],
    ['half a header', buildElf(SHAPE, {}).subarray(0, 40)],
    ['an object file', buildElf(SHAPE, { type: 1, segments: [TEXT] })],
    ['program headers behind the end', buildElf(SHAPE, { segments: [TEXT] }).subarray(0, 100)],
    [
      'a segment with more bytes in the file than in memory',
      buildElf(SHAPE, { segments: [[1, 5, 0, 0, 2, 1]] }),
    ],
    ['a segment beyond 2^53', buildElf(SHAPE, { segments: [[1, 5, 0, 2 ** 60, 1, 1]] })],
    ['an interpreter of no length', buildElf(SHAPE, { segments: [[3, 4, INTERPRETER_OFFSET, 0, 0, 0]] })],
    ['an interpreter without an end', buildElf(SHAPE, { segments: [[3, 4, INTERPRETER_OFFSET, 0, 8, 8]] })],
    ['an interpreter behind the end', buildElf(SHAPE, { segments: [[3, 4, 2 ** 40, 0, 8, 8]] })],
    ['an interpreter larger than a path', buildElf(SHAPE, { segments: [[3, 4, 0, 0, 5000, 5000]] })],
  ];
  test.each(refused)('are refused of %s', (_, file) => {
    expect(reasonOf(parseElfImage(file, '/f'))).toMatch(/^\/f: /);
  });

  test('that are more than 65,534 are counted in the first section header', () => {
    const file = buildElf(SHAPE, { segments: [TEXT], symbols: [] });
    file.writeUInt16LE(0xffff, 56);
    file.writeUInt32LE(1, 12_288 + 44);
    expect(measuredValue(parseElfImage(file, '/f'))?.segments).toHaveLength(1);
    file.writeUInt32LE(0xffffffff, 12_288 + 44);
    expect(reasonOf(parseElfImage(file, '/f'))).toContain('program headers are cut short');
  });

  test('of a file that is not there have a reason', () => {
    expect(reasonOf(readElfImage('/bin/none', NOTHING))).toContain('/bin/none: no such file');
  });
});

test('a 32-bit program has 32-bit headers and a 32-bit auxiliary vector', () => {
  const image = recordedProcess('32-bit');
  expect(image.architecture).toBe('i686');
  expect(measuredValue(image.elf)).toMatchObject({ type: 'fixed', interpreter: null, machine: 3 });
  expect(measuredValue(image.auxiliaryVector)).toMatchObject({ pageSizeBytes: 4096, loaderBase: 0 });
  expect(measuredValue(image.auxiliaryVector)?.entry).toBe(measuredValue(image.elf)?.entry);
});

test('damaged ELF files give a reading, whatever is damaged', () => {
  const whole = buildElf(SHAPE, {
    segments: [NAME, TEXT, DATA],
    symbols: [['main', 0x10100, 16, GLOBAL_FUNCTION]],
  });
  const places = fc.array(
    fc.tuple(fc.oneof(fc.nat(300), fc.integer({ min: 12_288, max: 12_500 })), fc.nat(255)),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(places, fc.oneof(fc.constant(whole.length), fc.nat(whole.length)), (damage, length) => {
      const file = Buffer.from(whole);
      for (const [at, byte] of damage) file[at] = byte;
      const image = parseElfImage(file.subarray(0, length), '/f');
      if (image.state === 'measured')
        for (const { address, memoryBytes } of image.value.segments)
          expect(address + memoryBytes).toBeLessThan(2 ** 53);
      const symbols = parseElfSymbols(file.subarray(0, length), '/f');
      if (symbols.state === 'measured') symbols.value.symbolAt(0x10100);
    }),
    { numRuns: 3000 },
  );
});
