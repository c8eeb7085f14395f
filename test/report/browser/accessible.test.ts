import axe from 'axe-core';
import { describe, expect, test } from 'vitest';
import { open, recordedPage, settled } from './chromium.ts';
import { recordedPages } from './recorded-pages.ts';

/** What can be another in the dark and where it is narrow. */
const rulesOfLooks = ['color-contrast', 'scrollable-region-focusable', 'target-size', 'link-in-text-block'];

/** What axe-core finds that is serious or critical, and headings that skip a depth, in words; by these rules, or by all. */
async function faultsOf(rules: readonly string[] | null): Promise<string[]> {
  const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document, {
    resultTypes: ['violations'],
    ...(rules ? { runOnly: [...rules] } : {}),
  });
  return violations
    .filter(({ id, impact }) => impact === 'serious' || impact === 'critical' || id === 'heading-order')
    .flatMap(({ id, nodes }) =>
      nodes.slice(0, 5).map((node) => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`),
    );
}

describe.each(recordedPages)('the page of $name', ({ files }) => {
  test('has no serious fault of accessibility, light or dark, wide or narrow', async (context) => {
    const { page } = await open(context, await recordedPage(...files));
    await page.evaluate(axe.source);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    await settled(page);
    expect(await page.evaluate(faultsOf, null)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.setViewportSize({ width: 360, height: 740 });
    await settled(page);
    expect(await page.evaluate(faultsOf, rulesOfLooks)).toEqual([]);
  });
});
