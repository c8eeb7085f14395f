/** The head of the page: what was asked, on which machine, and the way to each section. */
import type { Report, ReportRun } from '../model/report.ts';
import { machineInWords } from './machine-in-words.ts';
import type { Section } from './section.ts';

function RunLine({ run }: { readonly run: ReportRun }) {
  const { header, trials, letter } = run;
  return (
    <p class="run-line">
      {letter === '' ? null : <b class="letter">{letter}</b>} {header.plan.name},{' '}
      {trials.toLocaleString('en-US')} trials on {machineInWords(header.machine)},{' '}
      <time dateTime={header.startedAt}>{header.startedAt.slice(0, 16).replace('T', ' ')} UTC</time>
    </p>
  );
}

function titleOf({ runs, traces, layouts }: Report): string {
  const [first] = runs;
  if (first) return first.header.plan.question;
  return traces.length > 0
    ? `What ${traces[0]?.trace.command.join(' ')} did to its memory`
    : `Address space of ${layouts[0]?.layout.name}`;
}

export function Heading({
  report,
  sections,
}: {
  readonly report: Report;
  readonly sections: readonly Section[];
}) {
  return (
    <header>
      <p class="maker">firsttouch {report.version}</p>
      <h1>{titleOf(report)}</h1>
      {report.runs.map((run) => (
        <RunLine key={run.letter} run={run} />
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
