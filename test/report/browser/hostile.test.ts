import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { firsttouch, temporaryFolder } from '../../cli/fixture.ts';
import { recordedPath } from '../recorded-report.tsx';
import { type SyntheticOptions, writeSyntheticRun } from '../synthetic-run.mjs';
import { type Opened, open, reportPage, settled } from './chromium.ts';

function synthetic(options: SyntheticOptions, trials = 300): string {
  const path = join(temporaryFolder(), 'run.jsonl');
  writeSyntheticRun(path, trials, 7, { cells: 2, ...options });
  return path;
}

function cutOff(name: string, share: number): string {
  const path = join(temporaryFolder(), 'run.jsonl');
  const text = readFileSync(recordedPath(name), 'utf8');
  writeFileSync(path, text.slice(0, share === 0 ? text.indexOf('\n') + 1 : Math.round(text.length * share)));
  return path;
}

/** Uses everything on the page that can be used. */
async function useAll({ page }: Opened): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  for (const chart of await page.locator('.pointer').all()) {
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('End');
  }
  await page.locator('.toggles button').evaluateAll((all) => {
    for (const button of all) (button as HTMLElement).click();
  });
  await settled(page);
}

async function narrowest({ page }: Opened): Promise<number> {
  await page.setViewportSize({ width: 360, height: 740 });
  await settled(page);
  return page.evaluate(() => document.documentElement.scrollWidth);
}

const runs: Record<string, () => string> = {
  'a header alone': () => cutOff('sizes.jsonl', 0),
  'a run of claims that has only its header': () => cutOff('claims.jsonl', 0),
  'a run of commands that has only its header': () => cutOff('commands.jsonl', 0),
  'a run cut off in a line': () => synthetic({ cutOff: true }),
  'the post, cut off early': () => cutOff('post.jsonl', 0.2),
  'claims, cut off early': () => cutOff('claims.jsonl', 0.5),
  'one trial': () => synthetic({}, 1),
  'only refused trials': () => synthetic({ refused: 1 }),
  'half of its trials refused': () => synthetic({ refused: 0.5 }),
  'hostile strings': () => synthetic({ hostile: true, refused: 0.1 }),
  'hostile strings, and is cut off': () => synthetic({ hostile: true, cutOff: true }, 20),
};

describe.each(Object.entries(runs))('a page of a run with %s', (_name, make) => {
  test('runs nothing of it, asks for nothing, and reads', async (context) => {
    const path = make();
    const opened = await open(context, await reportPage(path));
    await useAll(opened);
    expect(opened.noise).toEqual([]);
    expect(await opened.page.evaluate(() => 'hostileRan' in globalThis)).toBe(false);
    expect(await opened.page.locator('h1').textContent()).not.toBe('');
    expect(await opened.page.locator('#page').isVisible()).toBe(true);
    const words = await opened.page.locator('#page').textContent();
    expect(words).not.toMatch(/\b(NaN|undefined|Infinity)\b|\[object/);
    expect(words).not.toMatch(/(?![\n\t])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    expect(await opened.page.locator(`a[download="${basename(path)}.gz"]`).count()).toBe(1);
    expect(await narrowest(opened)).toBeLessThanOrEqual(360);
  });
});

test('every chart of a hostile run is a well-formed file', async (context) => {
  const path = synthetic({ hostile: true, refused: 0.1 });
  const folder = temporaryFolder();
  const written = await firsttouch(['report', path, '--svg', folder], folder);
  expect(written).toMatchObject({ code: 0, stderr: '' });
  const files = written.stdout.trimEnd().split('\n');
  const { page, noise } = await open(context, await reportPage(path));
  for (const file of files) {
    expect(file.startsWith(folder)).toBe(true);
    const svg = readFileSync(file, 'utf8');
    const root = await page.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').documentElement.tagName,
      svg,
    );
    expect(root, file).toBe('svg');
    const shown = await open(context, file);
    expect(shown.noise).toEqual([]);
    await shown.page.close();
  }
  expect(noise).toEqual([]);
});
