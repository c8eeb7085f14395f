// The probe adds nothing: its first touch against a bare loop of the same work, and the zero reading against the clock.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProbe, describeProbe, probeFlags } from '../dist/probe/index.js';
import { median } from '../dist/statistics/index.js';
import { inWords, pairedRatio, pinned } from './measure.mjs';

const sizeBytes = 16 * 2 ** 20;
const pairs = 400;

function trial(path, strategy, pattern) {
  const request = { steps: [{ strategy, pattern, sizeBytes, fill: 1 }] };
  return JSON.parse(pinned(path, ['--trial', JSON.stringify(request)])).steps[0].samples;
}

export function measure() {
  const built = buildProbe();
  const folder = mkdtempSync(join(tmpdir(), 'firsttouch-bench-'));
  try {
    const bare = join(folder, 'bare');
    execFileSync(process.env.CC || 'cc', [
      ...probeFlags,
      '-o',
      bare,
      fileURLToPath(new URL('bare-loop.c', import.meta.url)),
    ]);
    const overhead = pairedRatio(
      () => trial(built.path, 'mmap-private', 'write-page')[1][0],
      () => Number(pinned(bare, [String(sizeBytes)])),
      pairs,
    );
    const zero = Array.from({ length: 100 }, () =>
      trial(built.path, 'none', 'none').map((sample) => sample[0]),
    );
    const zeroNs = Math.max(...[0, 1, 2, 3].map((phase) => median(zero.map((samples) => samples[phase]))));
    const { readNs } = describeProbe(built).clock;
    return [
      {
        what: 'first touch of 16 MiB: the probe / a bare C loop of the same work',
        target: '1.00 +- 0.01, whole interval',
        result: inWords(overhead),
        met: overhead.low >= 0.99 && overhead.high <= 1.01,
      },
      {
        what: 'the `none` strategy, dearest phase / one clock read',
        target: '<= 2',
        result: `${(zeroNs / readNs).toFixed(2)} (median ${zeroNs} ns of 100 trials; a read takes ${readNs} ns)`,
        met: zeroNs <= 2 * readNs,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
