import { describe, expect, test } from 'vitest';
import { open, recordedPage, settled } from './chromium.ts';
import { recordedPages } from './recorded-pages.ts';

/** The words of the page, without what needs a script. */
function wordsOf(): string {
  const copy = document.querySelector('#page')?.cloneNode(true) as Element;
  for (const control of copy.querySelectorAll('.live-only')) control.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ');
}

function openEverything(): void {
  for (const details of document.querySelectorAll('details')) details.open = true;
}

describe.each(recordedPages)('the page of $name', ({ files }) => {
  test('opens with the network cut, says nothing on the console and asks for nothing', async (context) => {
    const { page, noise } = await open(context, await recordedPage(...files));
    await page.evaluate(openEverything);
    await page.mouse.move(500, 500);
    await settled(page);
    expect(noise).toEqual([]);
  });

  test('says the same with a script and without, word for word', async (context) => {
    const path = await recordedPage(...files);
    // As wide as charts are drawn without a browser.
    const viewport = { width: 800, height: 900 };
    const still = await open(context, path, { viewport, javaScriptEnabled: false });
    const alive = await open(context, path, { viewport });
    const widths = await alive.page
      .locator('.drawing')
      .evaluateAll((all) => all.map((one) => one.clientWidth));
    expect(widths.filter((width) => width !== 760 && width !== 0)).toEqual([]);
    expect(await alive.page.evaluate(wordsOf)).toBe(await still.page.evaluate(wordsOf));
  });

  test('shows without a script all it has, and no control that does nothing', async (context) => {
    const { page } = await open(context, await recordedPage(...files), { javaScriptEnabled: false });
    const sections = page.locator('main > section');
    const words = await sections.evaluateAll((all) => all.map(({ textContent }) => textContent?.length ?? 0));
    expect(words.filter((letters) => letters < 40)).toEqual([]);
    expect(await sections.locator('visible=true').count()).toBe(words.length);
    const drawn = await page
      .locator('figure .layers > svg')
      .evaluateAll((all) => all.map((svg) => svg.querySelectorAll('path, rect, text').length));
    expect(drawn.filter((marks) => marks < 3)).toEqual([]);
    expect(await page.locator(':is(button, input, select, [role=slider]):visible').count()).toBe(0);
    await page.evaluate(openEverything);
    const tables = await page.locator('details.values').count();
    expect(await page.locator('details.values table:visible').count()).toBe(tables);
    expect(await page.locator(':is(button, input, select, [role=slider]):visible').count()).toBe(0);
  });
});
