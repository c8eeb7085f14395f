// Writes run files of any length that look like recorded ones: what pages are tested and measured on. Plain JavaScript, so that bench/ can use it.
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { hostileWriter } from './hostile-strings.mjs';

const recorded = fileURLToPath(new URL('../fixtures/runs/sizes.jsonl', import.meta.url));
const piece = 1 << 20;
/** Of all trials: disturbed so much that their dots lie far away. */
const outliers = 0.002;

/** Mulberry32: small, seeded, good enough for plausible noise. */
function uniformFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Standard normal, by Box and Muller. */
function normal(uniform) {
  return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

function shuffled(count, uniform) {
  const order = Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(uniform() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** The recorded run: its first stage alone, with as many of its cells as asked for, and a trial of each arm to vary. */
function templatesOf(cells) {
  const [header, ...records] = readFileSync(recorded, 'utf8').trim().split('\n').map(JSON.parse);
  const stage = { ...header.plan.stages[0], maxBlocks: 1e6 };
  stage.cells = stage.cells.slice(0, cells);
  const here = records.filter((record) => record.stage === 0 && record.cell < stage.cells.length);
  const timed = stage.cells.map((cell, at) => {
    const own = cell.arms.map((_, arm) =>
      here.find((record) => record.role === 'timed' && record.cell === at && record.arm === arm),
    );
    return [...own, { ...own[0], arm: own.length }];
  });
  return {
    header: { ...header, plan: { ...header.plan, stages: [stage] } },
    before: here.filter(({ role }) => role !== 'timed'),
    timed,
    end: records.at(-1),
  };
}

/** Lines to a file, a piece at a time. */
function writerTo(path) {
  const fd = openSync(path, 'w');
  let text = '';
  const flush = () => {
    writeSync(fd, text);
    text = '';
  };
  return {
    line(record) {
      text += `${JSON.stringify(record)}\n`;
      if (text.length > piece) flush();
    },
    raw(part) {
      text += part;
    },
    close() {
      flush();
      closeSync(fd);
    },
  };
}

/** Every way of being refused in turn. */
function refuse(trial, turn) {
  const [step] = trial.steps;
  const emptied = step.samples.map((sample) => sample && [sample[0], 0, ...sample.slice(2)]);
  return [
    { ...trial, steps: [{ ...step, samples: emptied }] },
    { ...trial, steps: [], end: { how: 'signal', signal: 9 } },
    { ...trial, steps: [], end: { how: 'deadline', deadlineMs: 10_000 } },
    { ...trial, steps: [], end: { how: 'refused', reason: 'setrlimit failed: Operation not permitted' } },
  ][turn % 4];
}

/** The trial of an arm once more, with other times. The block's own noise is common to its arms. */
function vary(template, { block, position, atMs, shift }, uniform) {
  const far = uniform() < outliers ? 3 + 20 * uniform() : 1;
  const factor = Math.exp(shift + 0.04 * normal(uniform)) * far * (position === 0 ? 1.015 : 1);
  const [step] = template.steps.slice(-1);
  const samples = step.samples.map(
    (sample) => sample && [Math.round(sample[0] * factor), ...sample.slice(1)],
  );
  const steps = [...template.steps.slice(0, -1), { ...step, samples }];
  return { ...template, block, position, atMs, steps };
}

function* synthesise({ timed }, trials, { seed, refused }) {
  const uniform = uniformFrom(seed);
  let [written, turn, atMs, drift] = [0, 0, 400, 0];
  for (let block = 0; written < trials; block++) {
    drift = 0.98 * drift + 0.004 * normal(uniform);
    for (const arms of timed) {
      const shift = drift + 0.03 * normal(uniform);
      for (const [position, arm] of shuffled(arms.length, uniform).entries()) {
        if (written++ >= trials) return;
        const trial = vary(arms[arm], { block, position, atMs: Math.round(atMs), shift }, uniform);
        atMs += trial.wallNs / 1e6;
        yield uniform() < refused ? refuse(trial, turn++) : trial;
      }
    }
  }
}

export function writeSyntheticRun(path, trials, seed, options = {}) {
  const { cells = 5, refused = 0, hostile = false, cutOff = false } = options;
  const templates = templatesOf(cells);
  const given = hostile ? hostileWriter() : (record) => record;
  const file = writerTo(path);
  file.line(given({ ...templates.header, settings: { ...templates.header.settings, seed } }));
  for (const record of templates.before) file.line(record);
  let last;
  for (const trial of synthesise(templates, trials, { seed, refused })) {
    last = trial;
    file.line(hostile && trial.end.how === 'refused' ? given(trial) : trial);
  }
  const atMs = last?.atMs ?? 0;
  if (hostile) file.line(given({ kind: 'event', what: 'repaired', atMs, sentence: '' }));
  if (cutOff) file.raw(JSON.stringify(last ?? templates.end).slice(0, 120));
  else file.line(given({ ...templates.end, atMs }));
  file.close();
}
