/** A layout as JSON. */
import { describe, expect, test } from 'vitest';
import { serializeLayoutJson } from '../../src/exporters/index.ts';
import { makeLayout } from '../../src/layout/index.ts';
import { recordedProcess } from '../machine/process/fixture.ts';

describe('JSON', () => {
  const text = serializeLayoutJson(makeLayout(recordedProcess('threads')));

  test('has addresses as hexadecimal strings, sizes as bytes, and every VMA with its rule', () => {
    const document = JSON.parse(text);
    const groups = document.items.filter((item: { kind: string }) => item.kind === 'group');
    const regions = groups.flatMap(({ items }: { items: { kind: string }[] }) =>
      items.filter(({ kind }) => kind === 'region'),
    );
    expect(regions).toHaveLength(document.totals.regionCount);
    for (const region of regions) {
      expect(region.start).toMatch(/^0x[0-9a-f]+$/);
      expect(region.sizeBytes).toBe(Number(BigInt(region.end) - BigInt(region.start)));
      expect(region.rule.number).toBeGreaterThan(0);
    }
    expect(document.items[0]).toMatchObject({ kind: 'gap', start: '0x0', reason: 'null-guard' });
    expect(document.items.at(-1).end).toBe('0x10000000000000000');
    expect(text).toMatch(/\n$/);
  });

  test('is the same text each time', () => {
    expect(serializeLayoutJson(makeLayout(recordedProcess('threads')))).toBe(text);
  });
});
