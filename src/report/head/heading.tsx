/** The head of the page: what was asked, by which runs on which machines, how they ended, and the way to each section. */
import { measuredValue } from '../../model/reading.ts';
import type { Report, ReportRun } from '../../model/report.ts';
import type { TraceView } from '../../model/trace-view.ts';
import { formatCount, formatDuration } from '../../model/units.ts';
import { cutToLength } from '../charts/cut.ts';
import { typeset } from '../parts/typeset.ts';
import type { Section } from '../section.ts';
import { machineInWords } from './machine-in-words.ts';
import { momentInWords } from './moment.ts';
import { reportTitle } from './report-title.ts';

/** How the run ended where that bears on what it says; nothing where it ended by itself. */
function endInWords({ end, truncated }: ReportRun): string[] {
  const cut = truncated ? ['the last line of its file was cut off and is left out'] : [];
  if (!end) return ['killed before its end: this is what was known until then', ...cut];
  const took = formatDuration(end.atMs * 1e6);
  if (end.reason === 'interrupted')
    return [`interrupted after ${took}: this is what was known until then`, ...cut];
  if (end.reason === 'failed') return [`failed after ${took}: ${end.sentence}`, ...cut];
  return cut;
}

/** Said once where all runs share it. */
function machineOfAll({ runs }: Report): string | null {
  const machines = new Set(runs.map(({ header }) => machineInWords(header.machine)));
  return runs.length > 1 && machines.size === 1 ? ([...machines][0] ?? null) : null;
}

function RunLine({ run, machine }: { readonly run: ReportRun; readonly machine: string | null }) {
  const { header, end, trials, refused, letter } = run;
  const count = `${formatCount(trials)} ${trials === 1 ? 'trial' : 'trials'}`;
  const ended = endInWords(run);
  return (
    <p class="run-line">
      {letter === '' ? null : (
        <>
          <b class="letter">{letter}</b>{' '}
        </>
      )}
      <span class="name">{header.plan.name}</span>: {count}
      {refused > 0 ? `, ${formatCount(refused)} of them refused,` : ''}
      {machine === null ? '' : typeset(` on ${machine}`)};{' '}
      <time dateTime={header.startedAt}>{momentInWords(header.startedAt)}</time>
      {end ? typeset(`, ${formatDuration(end.atMs * 1e6)}`) : ''}
      {ended.length > 0 ? <strong class="ended"> {ended.join('; ')}</strong> : null}
    </p>
  );
}

function TraceLine({ view }: { readonly view: TraceView }) {
  const { command, machine, startedAt } = view.trace;
  return (
    <p class="run-line">
      <span class="name">{cutToLength(command[0] ?? 'a command', 60)}</span>, traced on{' '}
      {measuredValue(machine.processor) ?? 'an unknown CPU'}, Linux{' '}
      {measuredValue(machine.kernel) ?? 'unknown'};{' '}
      <time dateTime={startedAt}>{momentInWords(startedAt)}</time>
    </p>
  );
}

export function Heading({
  report,
  sections,
}: {
  readonly report: Report;
  readonly sections: readonly Section[];
}) {
  const shared = machineOfAll(report);
  return (
    <header>
      <p class="maker">
        firsttouch {report.version}, written{' '}
        <time dateTime={report.writtenAt}>{momentInWords(report.writtenAt)}</time>
      </p>
      <h1>{reportTitle(report)}</h1>
      {report.runs.map((run) => (
        <RunLine
          key={run.letter}
          run={run}
          machine={shared === null ? machineInWords(run.header.machine) : null}
        />
      ))}
      {shared === null ? null : <p class="run-line">All on {shared}.</p>}
      {report.traces.map((view, index) => (
        <TraceLine key={index} view={view} />
      ))}
      <nav aria-label="Sections">
        <ol>
          {sections.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ol>
      </nav>
    </header>
  );
}
