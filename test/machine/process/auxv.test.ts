/** The auxiliary vector, of programs of either word length and byte order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseAuxv } from '../../../src/machine/index.ts';
import { measured } from '../../../src/model/reading.ts';
import { reasonOf } from './fixture.ts';

describe('auxv', () => {
  const pairs = [
    [33, 0x7fff0000],
    [6, 4096],
    [3, 0x8048034],
    [5, 9],
    [7, 0],
    [9, 0x8048100],
    [51, 1440],
    [25, 1],
    [0, 0],
  ] as const;
  const vector = {
    vdso: 0x7fff0000,
    pageSizeBytes: 4096,
    programHeaders: 0x8048034,
    programHeaderCount: 9,
    loaderBase: 0,
    entry: 0x8048100,
    minimumSignalStackBytes: 1440,
  };

  function encode(words: readonly number[], wordBytes: number, littleEndian: boolean): Buffer {
    const view = new DataView(new ArrayBuffer(words.length * wordBytes));
    for (const [i, word] of words.entries())
      if (wordBytes === 8) view.setBigUint64(i * 8, BigInt(word), littleEndian);
      else view.setUint32(i * 4, word, littleEndian);
    return Buffer.from(view.buffer);
  }

  test.each([
    [8, true],
    [8, false],
    [4, true],
    [4, false],
  ])('of words of %i bytes, little-endian %s, gives what locates things', (wordBytes, littleEndian) => {
    // The kernel writes the whole array: what lies behind the end is not looked at.
    const bytes = encode([...pairs.flat(), 0, 0, 77, 88], wordBytes, littleEndian);
    expect(parseAuxv(bytes, '/f', littleEndian)).toEqual(measured(vector));
  });

  test('is refused without its end, without a page size, and in halves', () => {
    const whole = encode(pairs.flat(), 8, true);
    const noPage = encode(
      pairs.flatMap(([type, value]) => (type === 6 ? [] : [type, value])),
      8,
      true,
    );
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(64),
      whole.subarray(0, -16),
      whole.subarray(0, -9),
      noPage,
    ])
      expect(reasonOf(parseAuxv(bytes, '/f', true))).toMatch(/^\/f: expected pairs of words/);
  });

  test('of any bytes is a reading', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void parseAuxv(Buffer.from(bytes), '/f')));
  });
});
