/** What a report is called: in its heading, and by the browser. */
import type { Report } from '../../model/report.ts';
import { cutToLength } from '../charts/cut.ts';

const mostCharacters = 160;
/** Of one name among several. */
const mostOfName = 60;

/** `a, b and c`. */
function listed(names: readonly string[]): string {
  const all = names.map((name) => cutToLength(name, mostOfName));
  const last = all.at(-1) ?? '';
  return all.length > 1 ? `${all.slice(0, -1).join(', ')} and ${last}` : last;
}

function titleOfRuns({ runs }: Report): string {
  const questions = new Set(runs.map(({ header }) => header.plan.question));
  const [question = ''] = questions;
  if (questions.size === 1) return question;
  const names = [...new Set(runs.map(({ header }) => header.plan.name))];
  return `${runs.length} runs side by side: ${listed(names)}`;
}

function titleOf(report: Report): string {
  const { runs, traces, layouts } = report;
  if (runs.length > 0) return titleOfRuns(report);
  const commands = [...new Set(traces.map(({ trace }) => trace.command.join(' ')))];
  if (commands.length > 0)
    return `What ${listed(commands)} did to ${commands.length > 1 ? 'their' : 'its'} memory`;
  const names = [...new Set(layouts.map(({ layout }) => layout.name ?? 'a process'))];
  if (names.length > 0)
    return `${names.length > 1 ? 'Address spaces' : 'The address space'} of ${listed(names)}`;
  return 'A report of nothing';
}

export function reportTitle(report: Report): string {
  return cutToLength(titleOf(report), mostCharacters);
}
