/** How the runner was told to work, as facts. */
import { type Fact, known } from '../../../model/facts/fact.ts';
import type { RunHeader } from '../../../model/run.ts';
import { formatBytes, formatCount, formatDuration, formatPercent } from '../../../model/units.ts';

export function runSettingFacts({ settings, version, startedAt, plan }: RunHeader): Fact[] {
  const { seed, budgetSeconds, maxBlocks, precision, equivalence, alpha, cpu, perf, memoryLimitBytes } =
    settings;
  return [
    known('experiment', plan.name),
    known('recorded by', `firsttouch ${version}, ${startedAt}`),
    known('seed', String(seed)),
    known('time budget', formatDuration(budgetSeconds * 1e9)),
    known('blocks at the most', maxBlocks > 0 ? formatCount(maxBlocks) : "each stage's own limit"),
    known('precision', `a ratio is left alone when it is known to ${formatPercent(precision)} to each side`),
    known('equivalence', `ratios within ${formatPercent(equivalence)} of 1 are equivalent`),
    known('error rate', `${formatPercent(alpha)} for all verdicts of the run together`),
    known('pinned to', cpu < 0 ? 'no CPU' : `CPU ${cpu}`),
    known('perf events in timed trials', perf ? 'yes' : 'no'),
    known(
      'a trial may ask for',
      memoryLimitBytes > 0 ? formatBytes(memoryLimitBytes) : 'half of the memory available',
    ),
    ...(settings.gates ? [known('gates', settings.gates.map(({ text }) => text).join('; '))] : []),
  ];
}
