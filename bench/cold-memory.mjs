// The control for cold memory works: what the first 100 MiB after a pause cost, with and without warming before it.
import { setTimeout as delay } from 'node:timers/promises';
import { buildProbe, startProbe } from '../dist/probe/index.js';
import { median } from '../dist/statistics/index.js';

const mebibyte = 2 ** 20;
const pauseMs = 4000;
const rounds = 6;

function request(strategy, sizeBytes, passes) {
  const step = {
    strategy,
    pattern: 'write-page',
    sizeBytes,
    fill: 1,
    fractionPpm: 1_000_000,
    secondTouch: false,
  };
  const steps = Array.from({ length: passes }, () => step);
  return {
    steps,
    environment: {},
    paddingBytes: 0,
    cpu: 0,
    thpDisable: false,
    deadlineMs: 60_000,
    witness: false,
    perf: false,
  };
}

const touchNs = (outcome) => outcome.steps.map((step) => step.samples[1][0]);

/** @param {(probe: import('../dist/index.js').Probe, strategy: string) => Promise<number[]>} prepare */
async function ratios(probe, strategy, prepare) {
  const values = [];
  for (let round = 0; round < rounds; round++) {
    await delay(pauseMs);
    const [afterPause, , steady] = await prepare(probe, strategy);
    values.push(afterPause / steady);
  }
  return median(values);
}

/** The first, and two more in processes of their own: the last one is the steady state. */
async function unprepared(probe, strategy) {
  const times = [];
  for (let i = 0; i < 3; i++)
    times.push(touchNs(await probe.runTrial(request(strategy, 100 * mebibyte, 1)))[0]);
  return times;
}

async function warmed(probe, strategy) {
  await probe.runTrial(request('mmap-private', 150 * mebibyte, 3));
  return unprepared(probe, strategy);
}

/** A discarded call of the same kind in the same process, as arms of huge pages have it. */
async function discarded(probe, strategy) {
  const [, second] = touchNs(await probe.runTrial(request(strategy, 100 * mebibyte, 2)));
  const [, , steady] = await unprepared(probe, strategy);
  return [second, 0, steady];
}

export async function measure() {
  const probe = startProbe(buildProbe());
  try {
    const rows = [];
    const cases = [
      { strategy: 'mmap-private', how: 'warmed with 150 MiB', prepare: warmed, target: '<= 1.10' },
      { strategy: 'mmap-thp', how: 'warmed with 150 MiB of base pages', prepare: warmed, target: 'contrast' },
      { strategy: 'mmap-thp', how: 'after a discarded call', prepare: discarded, target: '<= 1.10' },
    ];
    for (const { strategy, how, prepare, target } of cases) {
      const cold = await ratios(probe, strategy, unprepared);
      const ratio = await ratios(probe, strategy, prepare);
      rows.push({
        what: `${strategy}, 100 MiB after ${pauseMs / 1000} s idle / steady state: ${how} (unprepared: ${cold.toFixed(2)})`,
        target,
        result: `${ratio.toFixed(2)} (median of ${rounds})`,
        met: target === 'contrast' || ratio <= 1.1,
      });
    }
    return rows;
  } finally {
    await probe.close();
  }
}
