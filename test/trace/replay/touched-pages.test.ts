import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TouchedPages } from '../../../src/trace/replay/touched-pages.ts';

const PAGE = 4096;
const far = 2 ** 40;
const page = fc.nat(1500);
const step = fc.oneof(
  fc.record({ do: fc.constantFrom('touch'), at: page, pages: fc.constant(1) }),
  fc.record({ do: fc.constantFrom('discard', 'forget'), at: page, pages: fc.integer({ min: 1, max: 1200 }) }),
);

describe('touched pages', () => {
  test('agree with a map of every page, after any sequence of touches and losses', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const pages = new TouchedPages(PAGE);
        const naive = new Map<number, 'here' | 'given-up'>();
        for (const { do: what, at, pages: count } of steps) {
          const [start, end] = [at * PAGE, (at + count) * PAGE];
          if (what === 'touch') {
            const before = naive.get(at);
            const expected = before === undefined ? 'first' : before === 'here' ? 'again' : 'after-discard';
            expect(pages.touch(start + 5)).toBe(expected);
            naive.set(at, 'here');
            continue;
          }
          let lost = 0;
          for (let one = at; one < at + count; one++) {
            if (naive.get(one) === 'here') lost++;
            if (what === 'forget') naive.delete(one);
            else if (naive.has(one)) naive.set(one, 'given-up');
          }
          expect(what === 'forget' ? pages.forget(start, end) : pages.discard(start, end)).toBe(lost);
        }
        const here = [...naive.values()].filter((one) => one === 'here').length;
        expect(pages.presentBytes).toBe(here * PAGE);
      }),
    );
  });

  test('can be taken out and put down elsewhere', () => {
    const pages = new TouchedPages(PAGE);
    for (const at of [0, 3, 40, 600]) pages.touch(at * PAGE);
    const offsets = pages.lift(0, 100 * PAGE);
    expect(offsets).toEqual([0, 3 * PAGE, 40 * PAGE]);
    expect(pages.presentBytes).toBe(PAGE);
    for (const offset of offsets) pages.touch(far + offset);
    expect(pages.touch(far + 40 * PAGE)).toBe('again');
    expect(pages.touch(40 * PAGE)).toBe('first');
    expect(pages.touch(600 * PAGE)).toBe('again');
  });

  test('of terabytes that were only reserved are not walked through', () => {
    const pages = new TouchedPages(PAGE);
    pages.touch(far);
    expect(pages.forget(0, 2 ** 46)).toBe(1);
    expect(pages.presentBytes).toBe(0);
  });
});
