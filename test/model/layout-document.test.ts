/** What `layout --format json` printed, read back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serializeLayoutJson } from '../../src/exporters/index.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { Layout } from '../../src/model/layout.ts';
import { parseLayoutDocument } from '../../src/model/layout-document.ts';
import { unavailable } from '../../src/model/reading.ts';
import { recordedNames, recordedProcess } from '../machine/process/fixture.ts';

const documentOf = (layout: Layout): Record<string, unknown> => JSON.parse(serializeLayoutJson(layout));

/** The one thing that the document leaves out: why there is no difference. */
function asWritten(layout: Layout): Layout {
  const { totals } = layout;
  if (totals.rollupDifferenceBytes.state === 'measured') return layout;
  const rollupDifferenceBytes = unavailable('the record does not say');
  return { ...layout, totals: { ...totals, rollupDifferenceBytes } };
}

describe('a layout document', () => {
  test.each(recordedNames)('of the recorded process %s is read back as it was', (name) => {
    const layout = makeLayout(recordedProcess(name));
    expect(parseLayoutDocument(documentOf(layout))).toEqual({ layout: asWritten(layout) });
  });

  const whole = documentOf(makeLayout(recordedProcess('pie')));
  const wrongOf = (document: unknown): string => {
    const parsed = parseLayoutDocument(document);
    return 'wrong' in parsed ? parsed.wrong : 'nothing';
  };

  test('that is damaged is refused with the place of the damage', () => {
    expect(wrongOf({ ...whole, pid: '1' })).toMatch(/^pid: /);
    expect(wrongOf({ ...whole, totals: null })).toMatch(/^totals: /);
    expect(wrongOf({ ...whole, items: [{ kind: 'gap', start: '0x0', end: '12' }] })).toMatch(
      /^items\.0\.end: /,
    );
    const backwards = {
      kind: 'gap',
      start: '0x2',
      end: '0x1',
      sizeBytes: 1,
      reason: 'hole',
      sentence: '',
    };
    expect(wrongOf({ ...whole, items: [backwards] })).toBe('items.0: it ends before it begins');
    expect(wrongOf([])).not.toBe('nothing');
    expect(wrongOf(null)).not.toBe('nothing');
  });

  test('of anything at all is read or refused, and never throws', () => {
    const members = Object.keys(whole);
    fc.assert(
      fc.property(fc.constantFrom(...members), fc.jsonValue(), (name, value) => {
        parseLayoutDocument({ ...whole, [name]: value });
      }),
    );
  });
});
