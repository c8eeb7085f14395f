// The file experiments add nothing: bytes a second of the scenario file-read against a plain C loop over the same cached file.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSubject, defaultCacheFolder } from '../dist/probe/index.js';
import { inWords, pairedRatio, pinned } from './measure.mjs';

const mebibyte = 2 ** 20;
const sizeBytes = 64 * mebibyte;

/** Nanoseconds that the scenario's read phase takes. */
function scenarioNs(subject, folder, way, bufferBytes) {
  const words = [
    'file-read',
    `folder=${folder}`,
    `sizeBytes=${sizeBytes}`,
    `way=${way}`,
    `bufferBytes=${bufferBytes}`,
  ];
  const { phases, facts } = JSON.parse(pinned(subject, words));
  if (facts.sumAgrees !== 1) throw new Error('the scenario did not read every byte');
  return phases.read[0][0];
}

export function measure() {
  const subject = buildSubject('default');
  const folder = mkdtempSync(join(defaultCacheFolder(), 'bench-'));
  try {
    const plain = join(folder, 'plain');
    const source = fileURLToPath(new URL('plain-read.c', import.meta.url));
    execFileSync(process.env.CC || 'cc', ['-std=c17', '-D_GNU_SOURCE', '-O2', '-o', plain, source]);
    const against = (way, bufferBytes) =>
      pairedRatio(
        () => Number(pinned(plain, [folder, String(sizeBytes), way, String(bufferBytes)]).split(' ')[0]),
        () => scenarioNs(subject, folder, way, bufferBytes),
        40,
      );
    return [
      ['read', 64 * 1024],
      ['read', mebibyte],
      ['mmap', mebibyte],
    ].map(([way, bufferBytes]) => {
      const ratio = against(way, bufferBytes);
      return {
        what: `bytes a second of a cached file of 64 MiB by ${way}, ${bufferBytes / 1024} KiB at a time: the scenario / a plain C loop`,
        target: '>= 0.95, whole interval',
        result: inWords(ratio),
        met: ratio.low >= 0.95,
      };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
