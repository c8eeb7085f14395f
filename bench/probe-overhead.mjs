// The probe adds nothing: its first touch against a bare loop of the same work, and the zero reading against the clock.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildProbe, describeProbe, probeFlags } from '../dist/probe/index.js';
import { median } from '../dist/statistics/index.js';
import { inWords, pairedRatio, pinned } from './measure.mjs';

const mebibyte = 2 ** 20;

function trial(path, strategy, pattern, sizeBytes) {
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
    const overhead = (sizeBytes, pairs) =>
      pairedRatio(
        () => trial(built.path, 'mmap-private', 'write-page', sizeBytes)[1][0],
        () => Number(pinned(bare, [String(sizeBytes)])),
        pairs,
      );
    const large = overhead(64 * mebibyte, 250);
    const small = overhead(16 * mebibyte, 300);
    const zero = Array.from({ length: 100 }, () =>
      trial(built.path, 'none', 'none', 4096).map((sample) => sample[0]),
    );
    const zeroNs = Math.max(...[0, 1, 2, 3].map((phase) => median(zero.map((samples) => samples[phase]))));
    const { readNs } = describeProbe(built).clock;
    return [
      {
        what: 'first touch of 64 MiB: the probe / a bare C loop of the same work',
        target: '1.00 +- 0.01, whole interval',
        result: inWords(large),
        met: large.low >= 0.99 && large.high <= 1.01,
      },
      {
        what: 'the same at 16 MiB: what is left is a fixed cost of the larger process, not of the page',
        target: 'contrast',
        result: inWords(small),
        met: true,
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
