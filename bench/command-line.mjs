// The command line: `firsttouch --help` against node's own start.
import { execFileSync } from 'node:child_process';
import { inWords, main, pairedRatio } from './measure.mjs';

function timed(args) {
  const started = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - started;
}

export function measure() {
  const ratio = pairedRatio(
    () => timed([main, '--help']),
    () => timed(['-e', '0']),
    40,
  );
  return [
    {
      what: '`firsttouch --help` / `node -e 0`',
      target: '<= 2.5',
      result: inWords(ratio),
      met: ratio.ratio <= 2.5,
    },
  ];
}
