// Reports of long runs: how long they take to write, how large they are, how soon they are seen, and how soon they answer.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from '../dist/statistics/index.js';
import { writeSyntheticRun } from '../test/report/synthetic-run.mjs';
import { timeAndPeak } from './measure.mjs';
import { openInChromium } from './report/open-in-chromium.mjs';

const lengths = [
  { trials: 10_000, times: 5, seconds: 2, megabytes: 3 },
  { trials: 1_000_000, times: 1, seconds: 20, megabytes: 3 },
];
const mostMebibytes = 1024;
const mostPaintMs = 1000;
const mostAnswerMs = 50;

function row(what, value, target, digits = 1) {
  return { what, target: `< ${target}`, result: value.toFixed(digits), met: value < target };
}

async function measureLength(folder, { trials, times, seconds, megabytes }) {
  const run = join(folder, `${trials}.jsonl`);
  const page = join(folder, `${trials}.html`);
  writeSyntheticRun(run, trials, 7);
  const written = Array.from({ length: times }, () => timeAndPeak('report', run, '-o', page));
  rmSync(run);
  const seen = await openInChromium(page);
  const name = `a run of ${trials} trials`;
  return [
    row(`seconds to write the page of ${name}`, median(written.map((one) => one.seconds)), seconds, 2),
    row(
      'peak resident memory of that, MiB',
      Math.max(...written.map((one) => one.mebibytes)),
      mostMebibytes,
      0,
    ),
    row('megabytes of that page', statSync(page).size / 1e6, megabytes, 2),
    row(`milliseconds to the first contentful paint of ${name}`, seen.paintMs, mostPaintMs, 0),
    row('milliseconds until the page answers a hand', seen.aliveMs, mostPaintMs, 0),
    row(
      `milliseconds from a move of the pointer to the frame with its values, 95 % of ${seen.moves} over ${seen.charts} charts`,
      seen.answerMs,
      mostAnswerMs,
      0,
    ),
    row('milliseconds from switching an arm to the frame without it', seen.toggleMs, 4 * mostAnswerMs, 0),
  ];
}

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    const rows = [];
    for (const length of lengths) rows.push(...(await measureLength(folder, length)));
    return rows;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
