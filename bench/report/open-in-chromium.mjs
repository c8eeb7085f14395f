// A page in Chromium: when it is first painted, and how soon it answers a pointer.
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { median, quantileOfSorted } from '../../dist/statistics/index.js';
import { findChromium } from '../../test/report/browser/find-chromium.mjs';

const openings = 5;
const movesPerChart = 20;

/** In the page: what passes from an input to the end of the frame after it. */
const watchInputs = `
  window.answers = { pointermove: [], click: [] };
  for (const type of Object.keys(window.answers)) {
    addEventListener(type, ({ timeStamp }) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => window.answers[type].push(performance.now() - timeStamp);
      port2.postMessage(0);
    }), { capture: true });
  }`;

async function settled(page) {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise((resolve) => requestAnimationFrame(resolve));
  });
}

/** Milliseconds from navigation to the first contentful paint, and to the end of the work after it. */
async function opening(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1100, height: 900 } });
  await page.goto(address);
  await page.waitForSelector('html.live');
  await settled(page);
  const times = await page.evaluate(() => ({
    paintMs: performance.getEntriesByName('first-contentful-paint')[0].startTime,
    aliveMs: performance.now(),
  }));
  return { page, ...times };
}

/** Moves over every chart that can be pointed at, one frame after the other. */
async function moveOver(page) {
  const charts = await page.locator('.pointer').all();
  for (const chart of charts) {
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await chart.boundingBox();
    for (let move = 0; move < movesPerChart; move++) {
      await page.mouse.move(x + (width * (move + 0.5)) / movesPerChart, y + height / 2);
      await settled(page);
    }
  }
  return charts.length;
}

async function toggle(page) {
  for (let time = 0; time < 6; time++) {
    await page.locator('.toggles button').first().click();
    await settled(page);
  }
}

export async function openInChromium(path) {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Chromium is not installed: apt-get install chromium');
  const browser = await chromium.launch({ executablePath });
  try {
    const opened = [];
    for (let time = 0; time < openings; time++) {
      opened.push(await opening(browser, pathToFileURL(path).href));
      if (time + 1 < openings) await opened[time].page.close();
    }
    const { page } = opened.at(-1);
    await page.evaluate(watchInputs);
    const charts = await moveOver(page);
    await toggle(page);
    const { pointermove, click } = await page.evaluate(() => window.answers);
    return {
      paintMs: median(opened.map((one) => one.paintMs)),
      aliveMs: median(opened.map((one) => one.aliveMs)),
      answerMs: quantileOfSorted(Float64Array.from(pointermove).sort(), 0.95),
      toggleMs: median(click),
      moves: pointermove.length,
      charts,
    };
  } finally {
    await browser.close();
  }
}
