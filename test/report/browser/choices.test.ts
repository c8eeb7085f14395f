import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { open, recordedPage, settled } from './chromium.ts';

const shown = (page: Page) => page.locator('.claims > li:not([hidden])');

/** The number that the filter says are shown. */
async function told(page: Page): Promise<number> {
  return Number.parseInt((await page.locator('.claim-filter output').textContent()) ?? '', 10);
}

describe('the claims', () => {
  test('are filtered by words, verdict and topic, and it is said how many are left', async (context) => {
    const { page, noise } = await open(context, await recordedPage('claims.jsonl'));
    const all = await shown(page).count();
    expect(await told(page)).toBe(all);
    const first = (await page.locator('.claims > li .claim-title').first().textContent()) ?? '';
    await page.locator('.claim-filter input').fill(first);
    expect(await shown(page).count()).toBe(await told(page));
    expect(await shown(page).count()).toBeLessThan(all);
    expect(await shown(page).first().locator('.claim-title').textContent()).toBe(first);
    await page.locator('.claim-filter input').fill('no claim has these words');
    expect([await shown(page).count(), await told(page)]).toEqual([0, 0]);
    await page.locator('.claim-filter input').fill('');
    const verdicts = page.locator('.claim-filter button');
    for (const verdict of await verdicts.all()) await verdict.click();
    expect(await shown(page).count()).toBe(0);
    for (const verdict of await verdicts.all()) await verdict.click();
    expect(await shown(page).count()).toBe(all);
    const topic = await page.locator('.claims .claim-topic').last().textContent();
    await page.locator('.claim-filter select').selectOption(topic);
    const topics = await shown(page).locator('.claim-topic').allTextContents();
    expect([...new Set(topics)]).toEqual([topic]);
    expect(await told(page)).toBe(topics.length);
    expect(noise).toEqual([]);
  });

  test('open to what they rest on, by keyboard', async (context) => {
    const { page } = await open(context, await recordedPage('claims.jsonl'));
    const claim = page.locator('.claims > li').first();
    await claim.locator('summary').focus();
    await page.keyboard.press('Enter');
    for (const part of ['Statement', 'Prediction', 'Evidence', 'Mechanism', 'Who says it'])
      expect(await claim.getByText(part, { exact: true }).isVisible()).toBe(true);
  });
});

test('another arm and another cell can be looked at trial by trial', async (context) => {
  const { page, noise } = await open(context, await recordedPage('sizes.jsonl'));
  const section = page.locator('#every-trial');
  const titles = () => section.locator('figcaption .minor').allTextContents();
  const seen = [await titles()];
  const [cell, arm] = [section.getByRole('combobox').first(), section.getByRole('combobox').last()];
  await arm.selectOption({ index: 1 });
  seen.push(await titles());
  await cell.selectOption({ index: 1 });
  seen.push(await titles());
  expect(new Set(seen.map((words) => words.join('\n'))).size).toBe(3);
  expect(await arm.inputValue()).toBe('0');
  const pointed = section.locator('.pointer').first();
  await pointed.focus();
  await page.keyboard.press('End');
  await settled(page);
  expect(await section.locator('.readout').first().textContent()).not.toBe('');
  expect(noise).toEqual([]);
});
