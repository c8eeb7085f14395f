/** The page as text: what a run says cannot end its elements or load anything. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { embedJson } from '../../src/report/render-page.tsx';

test('embedded data cannot end its element, begin a comment, or break a line', () => {
  const text = embedJson(JSON.stringify({ '</script>': '<!--<script>\u2028\u2029]]>' }));
  expect(text).not.toMatch(/[<\u2028\u2029\n]/);
});

test('whatever it is, the same is read back', () => {
  const hostile = fc.constantFrom('</script>', '\u2028', '\ud800', '__proto__', '\\u003c', '&lt;');
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), hostile, (value, text) => {
      const document = { value: JSON.parse(JSON.stringify(value)) as unknown, [`k${text}`]: text };
      const embedded = embedJson(JSON.stringify(document));
      expect(JSON.parse(embedded)).toEqual(document);
      expect(embedded).not.toContain('<');
    }),
  );
});
