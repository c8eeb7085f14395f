// Does the model of docs/decisions/0008 hold? Calibrates at some sizes, predicts arms and sizes that it has not seen, measures them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calibratedSizes, predictArm } from '../dist/analysis/decomposition/index.js';
import { planRun } from '../dist/cli/plan-run.js';
import { beginSession, runSession } from '../dist/cli/run-session.js';
import { calibrate } from '../dist/experiments/calibration.js';
import { makeArm } from '../dist/experiments/index.js';
import { formatBytes, formatDuration } from '../dist/model/units.js';
import { buildProbe, describeProbe } from '../dist/probe/index.js';
import { median, signInterval } from '../dist/statistics/index.js';

const kibibyte = 2 ** 10;
const mebibyte = 2 ** 20;
const sizesToCalibrate = [256 * kibibyte, 4 * mebibyte, 24 * mebibyte, 64 * mebibyte];
const unseenSizes = [mebibyte, 16 * mebibyte];
const names = [
  'mmap-private',
  'malloc',
  'calloc',
  'brk',
  'aligned-alloc',
  'realloc',
  'mmap-populate-write',
  'mmap-thp',
];
const timed = ['allocate', 'first-touch'];
/** Calibrated and measured in turn, so that a machine that drifts moves both. */
const turns = 3;
const blocksEach = 5;

/** Every arm of the list that this machine has, and jemalloc where it is installed. */
function armsOf(can) {
  const arms = names
    .filter((name) => can.strategies.includes(name))
    .map((name) => makeArm(name, { discardFirst: can.hugeStrategies.includes(name) }));
  const jemalloc = can.allocators.find(({ name }) => name === 'jemalloc');
  return jemalloc ? [...arms, makeArm('malloc', { name: 'jemalloc', preload: jemalloc.path })] : arms;
}

const experiment = {
  name: 'predict',
  question: 'does the calibration predict what it has not seen?',
  summary: '',
  budgetSeconds: 90,
  plan(_, can) {
    const cells = unseenSizes.map((sizeBytes) => ({
      sizeBytes,
      arms: armsOf(can),
      design: { kind: 'fresh' },
    }));
    const unseen = {
      kind: 'comparison',
      name: 'unseen',
      question: 'how long do the predicted arms take?',
      cells,
      measure: timed,
      dispersion: false,
      share: 1,
      maxBlocks: blocksEach,
    };
    const [calibration] = calibrate(sizesToCalibrate, can, 1);
    const turn = [{ ...calibration, blocks: blocksEach }, unseen];
    return {
      name: 'predict',
      question: this.question,
      stages: Array.from({ length: turns }, () => turn).flat(),
    };
  },
};

/** One row for each arm and size: what was predicted, what was measured. */
export function compare(analysis) {
  const { capabilities: probe, plan, settings } = analysis.header;
  const sizes = calibratedSizes(analysis);
  const stages = [...plan.stages.keys()].filter((stage) => plan.stages[stage].name === 'unseen');
  return plan.stages[stages[0]].cells.flatMap(({ arms, sizeBytes }, cell) =>
    arms.map((arm, number) => {
      const own = (one) => stages.includes(one.stage) && one.cell === cell && one.arm === number;
      const times = stages.flatMap((stage) => [
        ...analysis.cells[stage][cell].series[number].measureNs.present(),
      ]);
      const witness = analysis.witnesses.find(own);
      const predicted = predictArm(arm, sizeBytes, witness, timed, sizes, probe, settings.alpha);
      const measured = { ns: median(times), interval: signInterval(times, settings.alpha) };
      return { arm: arm.name, sizeBytes, measured, predicted };
    }),
  );
}

function covers({ measured, predicted }) {
  const { ns, interval } = predicted.explained;
  return interval.low <= measured.interval.high && interval.high >= measured.interval.low && ns > 0;
}

function inWords(row) {
  const { arm, sizeBytes, measured, predicted } = row;
  const where = `${arm.padEnd(20)} ${formatBytes(sizeBytes).padStart(8)}`;
  if (predicted.outside) return `${where}  no prediction: ${predicted.outside}`;
  const { ns, interval } = predicted.explained;
  const error = ((ns / measured.ns - 1) * 100).toFixed(1).padStart(6);
  const within = covers(row) ? 'residual covers zero' : 'residual does not cover zero';
  return `${where}  predicted ${formatDuration(ns).padStart(8)} (${formatDuration(interval.low)}..${formatDuration(interval.high)}), measured ${formatDuration(measured.ns).padStart(8)} (${formatDuration(measured.interval.low)}..${formatDuration(measured.interval.high)}), ${error} %, ${within}`;
}

export async function measurePredictions() {
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    const built = buildProbe();
    const { header } = planRun(experiment, {}, built, describeProbe(built));
    const session = beginSession(header, join(folder, 'predict.jsonl'));
    const { analysis } = await runSession(session, header, built);
    return compare(analysis);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
export async function measure() {
  const rows = await measurePredictions();
  for (const row of rows) console.error(`  ${inWords(row)}`);
  const known = rows.filter((row) => !row.predicted.outside);
  const errors = known.map(({ measured, predicted }) => Math.abs(predicted.explained.ns / measured.ns - 1));
  const covered = known.filter(covers).length;
  const error = median(errors);
  return [
    {
      what: `median absolute error of ${known.length} predicted times (unseen sizes, unseen arms; calibrated at ${sizesToCalibrate.map(formatBytes).join(', ')})`,
      target: '<= 10 %',
      result: `${(error * 100).toFixed(1)} % (largest ${(Math.max(...errors) * 100).toFixed(1)} %)`,
      met: error <= 0.1,
    },
    {
      what: "predictions whose residual's interval covers zero",
      target: 'every one',
      result: `${covered} of ${known.length}`,
      met: covered === known.length,
    },
  ];
}
