import { describe, expect, test } from 'vitest';
import { open, recordedPage, settled } from './chromium.ts';
import { recordedPages } from './recorded-pages.ts';

/** What reaches over the right edge of the window and is not in something that scrolls. */
function overhanging(): string[] {
  const wide = [...document.querySelectorAll('body *')].filter((element) => {
    const { right, width } = element.getBoundingClientRect();
    return width > 0 && right > innerWidth + 1 && !element.closest('.drawing, .scroll, pre, svg');
  });
  return wide.map(({ id, tagName, className, textContent }) =>
    [tagName, id, String(className), textContent?.slice(0, 50)].join(' '),
  );
}

function openEverything(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

/** The colours of the ground, of text, and of text in drawings. */
function coloursOf(): string[] {
  const { backgroundColor, color } = getComputedStyle(document.body);
  const texts = [...document.querySelectorAll('figure .layers text')].slice(0, 20);
  return [backgroundColor, color, ...texts.map((text) => getComputedStyle(text).fill)];
}

/** Relative luminance of `rgb(...)`, as WCAG 2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((text) => {
    const part = Number(text) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

describe.each(recordedPages)('the page of $name', ({ files }) => {
  test.for([true, false])(
    'fits the window of a phone (with a script: %s)',
    async (javaScriptEnabled, context) => {
      const { page } = await open(context, await recordedPage(...files), { javaScriptEnabled });
      await page.evaluate(openEverything);
      for (const width of [360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        if (javaScriptEnabled) await settled(page);
        expect(await page.evaluate(overhanging)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    },
  );

  test('is dark on a dark screen, and reads on both', async (context) => {
    const { page } = await open(context, await recordedPage(...files));
    const grounds = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const [ground = '', ...inks] = await page.evaluate(coloursOf);
      grounds.push(luminance(ground));
      for (const ink of inks) expect(contrast(ground, ink)).toBeGreaterThan(4.5);
    }
    expect(grounds[0]).toBeGreaterThan(0.9);
    expect(grounds[1]).toBeLessThan(0.05);
  });

  test('prints light, without controls, and no drawing wider than the sheet', async (context) => {
    const { page, noise } = await open(context, await recordedPage(...files), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 700, height: 990 });
    await settled(page);
    expect(await page.locator(':is(nav, .save, .pointer, .live-only):visible').count()).toBe(0);
    const [ground = '', ink = ''] = await page.evaluate(coloursOf);
    expect(contrast('rgb(255,255,255)', ink)).toBeGreaterThan(7);
    expect(ground).toBe('rgba(0, 0, 0, 0)');
    expect(await page.evaluate(overhanging)).toEqual([]);
    const pdf = await page.pdf({ format: 'A4' });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(noise).toEqual([]);
  });
});

test('keeps the colours of its charts where the system chooses all others', async (context) => {
  const path = await recordedPage('sizes.jsonl');
  const strokes = (): string[] =>
    [...document.querySelectorAll('figure svg path[stroke]')].map((path) => getComputedStyle(path).stroke);
  const usual = await open(context, path);
  const forced = await open(context, path, { forcedColors: 'active' });
  expect(await forced.page.evaluate(strokes)).toEqual(await usual.page.evaluate(strokes));
});
