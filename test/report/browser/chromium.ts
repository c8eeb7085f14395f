/** Reports in a real Chromium, the distribution's: one browser for a test file, the network cut, every message kept. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, expect, onTestFinished, type TestContext, vi } from 'vitest';
import { firsttouch } from '../../cli/fixture.ts';
import { chromiumNames, findChromium } from './find-chromium.mjs';
import { inputPath } from './recorded-pages.ts';

// Seconds each on a machine that does nothing else; beside the other tests it has to share two cores.
vi.setConfig({ testTimeout: 120_000 });

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** Skips the test where there is no Chromium. */
async function theBrowser(context: TestContext): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined)
    return context.skip(`Chromium is not installed: none of ${chromiumNames.join(', ')} is in PATH`);
  browser ??= chromium.launch({ executablePath });
  return browser;
}

const folder = mkdtempSync(join(tmpdir(), 'firsttouch-pages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const written = new Map<string, Promise<string>>();

/** The page of run files, as the command line writes it; each set of files once. */
export function reportPage(...paths: readonly string[]): Promise<string> {
  const key = paths.join('\n');
  const page = written.get(key) ?? writePage(paths, join(folder, `${written.size}.html`));
  written.set(key, page);
  return page;
}

async function writePage(paths: readonly string[], page: string): Promise<string> {
  const { code, stderr } = await firsttouch(['report', ...paths, '-o', page], folder);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return page;
}

/** The page of files of test/fixtures/runs, and of the layouts. */
export function recordedPage(...files: readonly string[]): Promise<string> {
  return reportPage(...files.map((file) => inputPath(file, folder)));
}

export type Opened = {
  readonly page: Page;
  /** Console messages, errors, dialogs, violations of the page's policy, and requests for anything but the page. */
  readonly noise: readonly string[];
};

function listen(page: Page, address: string): string[] {
  const noise: string[] = [];
  page.on('console', (message) => noise.push(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url() !== address) noise.push(`request: ${request.url().slice(0, 200)}`);
  });
  return noise;
}

const violations = `addEventListener('securitypolicyviolation', (event) => {
  console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI);
});`;

/** Opens a page of a report. The window is 1100 pixels wide unless it is asked for otherwise. */
export async function open(
  context: TestContext,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const own = await (await theBrowser(context)).newContext({
    viewport: { width: 1100, height: 900 },
    offline: true,
    ...options,
  });
  onTestFinished(() => own.close());
  const page = await own.newPage();
  if (options.javaScriptEnabled !== false) await page.addInitScript(violations);
  const address = pathToFileURL(path).href;
  const noise = listen(page, address);
  await page.goto(address);
  if (options.javaScriptEnabled !== false) await settled(page);
  return { page, noise };
}

/** After what was asked for is drawn: effects run after a frame, and observers of sizes after the next. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}
