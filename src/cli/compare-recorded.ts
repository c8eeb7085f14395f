/** `firsttouch compare A.jsonl B.jsonl`: two recorded runs side by side, which no paired design stands behind. */
import { type Analysis, compareRuns } from '../analysis/index.ts';
import { exporters } from '../exporters/index.ts';
import type { Finding } from '../model/finding.ts';
import { Problem } from '../model/problem.ts';
import type { RunHeader } from '../model/run.ts';
import { version } from '../model/version.ts';
import { betweenRunsCaution, runDifferences, settingDifferences } from './run-differences.ts';
import { loadRun } from './run-session.ts';
import { stylist, wrap } from './terminal.ts';

/** One sentence for each difference. */
function differences(first: RunHeader, second: RunHeader): string[] {
  return [
    ...runDifferences(first, second).map(
      ({ what, first: own, second: other }) => `${what}: ${own} in the first, ${other} in the second.`,
    ),
    ...settingDifferences(first, second),
  ];
}

function plainFinding(analysis: Analysis, sentence: string): Finding {
  const none = {
    arm: null,
    reference: null,
    sizeBytes: null,
    phase: null,
    design: null,
    ratio: null,
    interval: null,
  };
  return {
    kind: 'machine',
    experiment: analysis.header.plan.name,
    stage: 'run',
    ...none,
    verdict: null,
    n: 2,
    sentence,
  };
}

function print(
  paths: readonly string[],
  first: Analysis,
  findings: { readonly cautions: readonly Finding[]; readonly ratios: readonly Finding[] },
  format: string,
): void {
  const exporter = exporters.find((one) => one.name === format);
  if (exporter) {
    const { header, end, trials, refusedTrials } = first;
    const run = { header, end, trials, refusedTrials, file: paths.join(' ') };
    process.stdout.write(exporter.serialize(run, [...findings.cautions, ...findings.ratios]));
    return;
  }
  const paint = stylist(process.stdout);
  const [caution, ...differ] = findings.cautions.map((finding) => finding.sentence);
  const lines = [
    wrap(`firsttouch ${version} - ${paths[1]} over ${paths[0]}`, '  ', ''),
    '',
    wrap(caution ?? '', '  '),
    ...differ.map((sentence) => wrap(sentence, '    ', '  - ')),
    ...(differ.length === 0 ? [wrap('Machine, kernel, settings and probe are the same.', '  ')] : []),
    '',
    paint('bold', 'The second over the first'),
    ...findings.ratios.map((finding) => wrap(finding.sentence, '    ', '  - ')),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Throws a Problem (exit code 2) unless there are two run files that measured something in common. */
export function compareRecordedRuns(paths: readonly string[], format: string): void {
  const [firstPath = '', secondPath = ''] = paths;
  if (paths.length !== 2) {
    throw new Problem(
      'two-runs',
      `two run files can be compared, and ${paths.length} ${paths.length === 1 ? 'is' : 'are'} named`,
      'firsttouch compare before.jsonl after.jsonl',
    );
  }
  const [first, second] = [loadRun(firstPath).analysis, loadRun(secondPath).analysis];
  const ratios = compareRuns(first, second);
  if (ratios.length === 0) {
    throw new Problem(
      'nothing-matches',
      `'${firstPath}' and '${secondPath}' have nothing in common: no stage, size, pattern and arm of the same name was measured in both`,
      'run the same experiment with the same arms and sizes twice, or name commands alike with --command-name',
    );
  }
  const cautions = [
    betweenRunsCaution(first.header, second.header, first.header.settings.alpha),
    ...differences(first.header, second.header),
  ].map((sentence) => plainFinding(first, sentence));
  print(paths, first, { cautions, ratios }, format);
}
