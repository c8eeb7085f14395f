/** A run of claims on stdout, in the format asked for. */
import { type Analysis, decideClaims, evidenceOf } from '../analysis/index.ts';
import { claimsDocument } from '../exporters/index.ts';
import type { Claim } from '../model/claim.ts';
import { measuredValue } from '../model/reading.ts';
import { formatBytes } from '../model/units.ts';
import { version } from '../model/version.ts';
import { renderClaims, summaryInWords } from './render-claims.ts';
import { stylist, wrap } from './terminal.ts';

function heading({ header }: Analysis): string[] {
  const { machine } = evidenceOf({ header, scenarios: [] });
  const cpu = measuredValue(header.machine.processor.modelName) ?? 'unknown CPU';
  const memory = machine.memoryBytes === null ? 'unknown memory' : formatBytes(machine.memoryBytes);
  const libc = machine.glibc === null ? 'no glibc' : `glibc ${machine.glibc}`;
  return [
    `firsttouch ${version} - claims, put to the test on this machine`,
    wrap(
      `${cpu}${machine.virtual ? ', a virtual machine' : ''}; ${machine.cpus} CPUs; Linux ${machine.kernel ?? 'unknown'}; ${libc}; Node ${machine.node}; ${memory}; huge pages ${machine.thpEnabled ?? 'not there'}`,
      '  ',
    ),
    '',
  ];
}

function footing(analysis: Analysis, path: string, slow: readonly Claim[], summary: string): string[] {
  const { end, trials } = analysis;
  const seconds = end ? ` in ${(end.atMs / 1000).toFixed(0)} s` : '';
  const more =
    slow.length > 0 ? ` ${slow.map((claim) => claim.id).join(', ')} take longer: --all runs them too.` : '';
  const broken = end?.reason === 'interrupted' ? ' The run was interrupted.' : '';
  return [
    '',
    wrap(
      `${summary}; ${trials} trials${seconds}.${broken}${more} \`firsttouch explain ID\` gives the reasoning. Run file: ${path}`,
      '',
    ),
  ];
}

/** Prints the decisions of the run that stands in the file. */
export function printClaims(
  analysis: Analysis,
  file: string,
  format: string,
  slow: readonly Claim[] = [],
): void {
  const decided = decideClaims(analysis);
  if (format === 'json') {
    const { header, end, trials, refusedTrials } = analysis;
    const run = { header, end, trials, refusedTrials, file };
    const document = claimsDocument(run, evidenceOf(analysis).machine, decided);
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return;
  }
  const paint = stylist(process.stdout);
  const lines = [
    ...heading(analysis),
    ...renderClaims(decided, paint),
    ...footing(analysis, file, slow, summaryInWords(decided)),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
