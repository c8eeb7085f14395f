// stress-ng's page-fault stressor. It has one workload of its own and cannot compare two programs; asked A/A, it runs twice,
// and whoever believes its figures names the run with the better one, once they differ by 1 % when rounded.
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { askTwice } from '../ask-twice.mjs';
import { parseStressNg } from '../output/one-figure-output.mjs';
import { missing, runTool, versionOf } from '../run-tool.mjs';

export const name = 'stress-ng';

/** Why it cannot be asked here, or null. */
export function available() {
  return missing('stress-ng');
}

/** Rules: `bigger-number-wins` on nanoseconds per page fault, `bigger-bogo-ops-wins` on bogo operations per second. */
export function ask(question) {
  const file = join(question.folder, 'stress-ng.yaml');
  const { durationS = 5 } = question;
  const args = ['--fault', '1', '--timeout', String(durationS)];
  try {
    return askTwice(question, `${versionOf('stress-ng').split(' (')[0]} ${args.join(' ')}`, () => {
      // It makes its temporary files where it is started.
      runTool('stress-ng', [...args, '--metrics', '--yaml', file], { cwd: question.folder });
      const { perFaultNs, operationsPerSecond } = parseStressNg(readFileSync(file, 'utf8'));
      return { 'bigger-number-wins': perFaultNs, 'bigger-bogo-ops-wins': 1 / operationsPerSecond };
    });
  } finally {
    rmSync(file, { force: true });
  }
}
