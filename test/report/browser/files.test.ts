import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Download, Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { firsttouch, temporaryFolder } from '../../cli/fixture.ts';
import { recordedPath } from '../recorded-report.tsx';
import { type Opened, open, recordedPage } from './chromium.ts';

async function openSizes(context: Parameters<typeof open>[0]): Promise<Opened> {
  const opened = await open(context, await recordedPage('sizes.jsonl'));
  await opened.page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return opened;
}

async function saved({ page }: Opened, control: Locator): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent('download'), control.press('Enter')]);
  return download;
}

async function textOf(download: Download): Promise<string> {
  return readFileSync(await download.path(), 'utf8');
}

/** Every chart of the page, without the browser's downloads: it takes ten at a time and drops the others. */
async function saveAll(): Promise<{ name: string; text: string }[]> {
  const blobs: Blob[] = [];
  const names: string[] = [];
  URL.createObjectURL = (blob) => `blob:${blobs.push(blob as Blob)}`;
  HTMLAnchorElement.prototype.click = function () {
    names.push(this.download);
  };
  for (const button of document.querySelectorAll('button'))
    if (button.textContent === 'Save as SVG') button.click();
  const texts = await Promise.all(blobs.map((blob) => blob.text()));
  return texts.map((text, index) => ({ name: names[index] ?? '', text }));
}

describe('a chart saved as SVG', () => {
  test('is the file that `report --svg` writes, for every chart shown', async (context) => {
    const opened = await openSizes(context);
    const folder = temporaryFolder();
    await firsttouch(['report', recordedPath('sizes.jsonl'), '--svg', folder], folder);
    const files = await opened.page.evaluate(saveAll);
    for (const { name, text } of files) expect(text).toBe(readFileSync(join(folder, name), 'utf8'));
    const names = files.map(({ name }) => name);
    // The page may show one chart of several at a time.
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(names));
    expect(names.length).toBe(await opened.page.locator('figure').count());
    expect(opened.noise).toEqual([]);
  });

  test('is well-formed, stands alone and has every arm, also those switched off', async (context) => {
    const opened = await openSizes(context);
    await opened.page.getByRole('button', { name: 'malloc', exact: true }).first().click();
    const figure = opened.page.locator('#cost-against-size figure').first();
    const svg = await textOf(await saved(opened, figure.getByRole('button', { name: 'Save as SVG' })));
    const root = await opened.page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
      return [parsed.documentElement.tagName, parsed.documentElement.namespaceURI];
    }, svg);
    expect(root).toEqual(['svg', 'http://www.w3.org/2000/svg']);
    expect(svg).not.toMatch(/var\(|class=|<style|<script|href=/);
    for (const arm of ['malloc', 'mmap-private', 'mmap-populate', 'mmap-thp']) expect(svg).toContain(arm);
  });
});

test('values saved as CSV are the rows of the table', async (context) => {
  const opened = await openSizes(context);
  const figure = opened.page.locator('#cost-against-size figure').first();
  const csv = await textOf(await saved(opened, figure.getByRole('button', { name: 'Save as CSV' })));
  const [columns = '', ...rows] = csv.trimEnd().split('\r\n');
  expect(columns.split(',')).toEqual(await figure.locator('.values th').allTextContents());
  expect(rows.length).toBe(await figure.locator('.values tbody tr').count());
});

test.for([true, false])(
  'the run file in the page is the run file (with a script: %s)',
  async (script, context) => {
    const opened = await open(context, await recordedPage('sizes.jsonl'), { javaScriptEnabled: script });
    const download = await saved(opened, opened.page.locator('a[download]'));
    expect(download.suggestedFilename()).toBe('sizes.jsonl.gz');
    const bytes = gunzipSync(readFileSync(await download.path()));
    expect(bytes.equals(readFileSync(recordedPath('sizes.jsonl')))).toBe(true);
  },
);
