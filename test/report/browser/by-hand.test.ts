import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Opened, open, recordedPage, settled } from './chromium.ts';

const readouts = '.readout';

async function openSizes(context: Parameters<typeof open>[0], width = 1100): Promise<Opened> {
  return open(context, await recordedPage('sizes.jsonl'), { viewport: { width, height: 900 } });
}

function firstFigure(page: Page): Locator {
  return page.locator('#cost-against-size figure').first();
}

/** Moves the mouse over a drawing, at a share of its width. */
async function pointAt(page: Page, figure: Locator, share: number): Promise<void> {
  const drawing = figure.locator('.pointer');
  await drawing.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await drawing.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  await page.mouse.move(x + share * width, y + height / 2);
  await settled(page);
}

/** Tab until it is so, at most so many times. */
async function tabTo(page: Page, selector: string): Promise<boolean> {
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector))
      return true;
  }
  return false;
}

describe('a pointer over a chart', () => {
  test('shows the values there, and the same place in every chart of the link', async (context) => {
    const { page, noise } = await openSizes(context);
    await pointAt(page, firstFigure(page), 0.5);
    const words = await firstFigure(page).locator(readouts).textContent();
    expect(words).toMatch(/\d (KiB|MiB)/);
    expect(words).toMatch(/malloc .*\d (ns|us|ms)/);
    const heads = await page.locator(`${readouts} > div:first-child`).allTextContents();
    expect(heads.length).toBeGreaterThan(1);
    expect(new Set(heads.map((head) => /[\d.]+ [KMG]iB/.exec(head)?.[0])).size).toBe(1);
    await page.mouse.move(2, 2);
    await settled(page);
    expect(await page.locator(readouts).count()).toBe(0);
    expect(noise).toEqual([]);
  });

  test.for([1100, 360])(
    'has its words inside the drawing of a window of %i pixels',
    async (width, context) => {
      const { page } = await openSizes(context, width);
      for (const share of [0.02, 0.45, 0.98]) {
        await pointAt(page, firstFigure(page), share);
        const drawing = await firstFigure(page).locator('.drawing').boundingBox();
        const words = await firstFigure(page).locator(readouts).boundingBox();
        if (!drawing || !words) throw new Error('nothing is pointed at');
        expect(words.x).toBeGreaterThanOrEqual(drawing.x - 0.5);
        expect(words.x + words.width).toBeLessThanOrEqual(drawing.x + drawing.width + 0.5);
      }
    },
  );

  test('may be a finger: what it touched stays to be read until it touches elsewhere', async (context) => {
    const options = { viewport: { width: 390, height: 800 }, hasTouch: true, isMobile: true };
    const { page } = await open(context, await recordedPage('sizes.jsonl'), options);
    const drawing = firstFigure(page).locator('.pointer');
    await drawing.tap({ position: { x: 150, y: 100 } });
    await settled(page);
    expect(await firstFigure(page).locator(readouts).count()).toBe(1);
    await page.locator('#cost-against-size h2').tap();
    await settled(page);
    expect(await page.locator(readouts).count()).toBe(0);
  });

  test('leaves every drawing as it is', async (context) => {
    const { page } = await openSizes(context);
    await page.evaluate(() => {
      const changed = new MutationObserver((all) =>
        document.body.setAttribute('data-changed', `${all.length}`),
      );
      for (const svg of document.querySelectorAll('figure svg'))
        changed.observe(svg, { subtree: true, childList: true, attributes: true });
    });
    for (const share of [0.2, 0.5, 0.8]) await pointAt(page, firstFigure(page), share);
    expect(await page.locator('body').getAttribute('data-changed')).toBeNull();
  });
});

describe('an arm that is switched off', () => {
  test('leaves all charts that have it, and comes back', async (context) => {
    const { page } = await openSizes(context);
    const labels = page.locator('figure .layers > svg > text', { hasText: /^malloc$/ });
    const before = await labels.count();
    const toggle = page.getByRole('button', { name: 'malloc', exact: true });
    expect(before).toBeGreaterThan(0);
    await toggle.first().click();
    expect(await labels.count()).toBe(0);
    const pressed = await toggle.evaluateAll((all) => all.map((one) => one.getAttribute('aria-pressed')));
    expect(new Set(pressed)).toEqual(new Set(['false']));
    await pointAt(page, firstFigure(page), 0.5);
    expect(await firstFigure(page).locator(readouts).textContent()).not.toMatch(/malloc \d/);
    await toggle.last().click();
    expect(await labels.count()).toBe(before);
  });
});

describe('the keyboard alone', () => {
  test('reaches a chart, walks along it and leaves it', async (context) => {
    const { page } = await openSizes(context);
    expect(await tabTo(page, '#cost-against-size .pointer')).toBe(true);
    const chart = page.locator(':focus');
    const now = (): Promise<string | null> => chart.getAttribute('aria-valuetext');
    expect(await now()).toMatch(/arrow keys/);
    await page.keyboard.press('ArrowRight');
    const first = await now();
    await page.keyboard.press('ArrowRight');
    expect(await now()).not.toBe(first);
    await page.keyboard.press('ArrowLeft');
    expect(await now()).toBe(first);
    await page.keyboard.press('End');
    expect(await chart.getAttribute('aria-valuenow')).toBe(await chart.getAttribute('aria-valuemax'));
    expect(await chart.locator(readouts).count()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await page.locator(readouts).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('pointer');
  });

  test('switches arms, opens values and follows the list of sections', async (context) => {
    const { page } = await openSizes(context);
    expect(await tabTo(page, 'nav a')).toBe(true);
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toMatch(/^#[a-z-]+$/);
    expect(await tabTo(page, '.toggles button')).toBe(true);
    await page.keyboard.press('Space');
    expect(await page.locator(':focus').getAttribute('aria-pressed')).toBe('false');
    expect(await tabTo(page, '.values summary')).toBe(true);
    await page.keyboard.press('Enter');
    expect(await tabTo(page, '.values button')).toBe(true);
    expect(await tabTo(page, '.values .scroll')).toBe(true);
  });
});
