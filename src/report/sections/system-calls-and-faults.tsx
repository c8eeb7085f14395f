/** Who asked for memory in a traced command, and what touched it first: findings, timeline, rasters, tables, witnesses. */
import type { Report } from '../../model/report.ts';
import type { TraceView } from '../../model/trace-view.ts';
import { formatCount, formatDuration, formatNumber } from '../../model/units.ts';
import { Figure } from '../figure/figure.tsx';
import { Below, Subheading } from '../parts/subheading.tsx';
import type { Section } from '../section.ts';
import { mostRasters, traceCharts } from './traces/trace-charts.ts';
import { CallTable, FaultTables, ProcessTable } from './traces/trace-tables.tsx';

const placeOf = ({ traces }: Report, index: number): string => (traces.length > 1 ? String(index + 1) : '');

function ending({ end }: TraceView): string {
  if (end === null) return 'the trace ends before the command did';
  const how = end.signal === null ? `with exit code ${end.exitCode}` : `by ${end.signal}`;
  return `it ended ${how} after ${formatDuration(end.atNs)}`;
}

/** What was watched, how, and what that costs. */
function Conditions({ view }: { readonly view: TraceView }) {
  const { command, settings, records, truncated } = view.trace;
  const { source, sourceReason, price } = settings;
  const who = source === 'none' ? 'No memory calls were recorded' : `Memory calls from ${source}`;
  return (
    <p>
      <code>{command.join(' ')}</code>: {ending(view)}. {who}: {sourceReason}. Price: {price}.{' '}
      {formatNumber(records, 'record')}
      {truncated ? '; the last line of the file was cut off and is left out' : ''}.
    </p>
  );
}

/** What stands between backticks is to be typed. */
function withCode(sentence: string) {
  return sentence.split('`').map((part, index) => (index % 2 === 1 ? <code key={index}>{part}</code> : part));
}

function Sentences({ of }: { readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  return (
    <ul class="sentences">
      {of.map((sentence, index) => (
        <li key={index}>{withCode(sentence)}</li>
      ))}
    </ul>
  );
}

/** What all faults together were. */
function FaultSums({ faults }: TraceView) {
  if (faults === null)
    return (
      <p>
        Page faults were not recorded: <code>--faults</code> does.
      </p>
    );
  const said = [
    ...(faults.againFaults > 0
      ? [
          `${formatNumber(faults.againFaults, 'fault')} on pages of the same mapping that had been faulted before (copy-on-write, or given up)`,
        ]
      : []),
    ...(faults.kernelFaults ? [`${formatCount(faults.kernelFaults)} taken inside the kernel`] : []),
    ...(faults.outsideFaults > 0 ? [`${formatCount(faults.outsideFaults)} where no known mapping was`] : []),
  ];
  return said.length === 0 ? null : (
    <p>Among the faults: {said.join('; ')}. Whether a fault read or wrote is not visible here.</p>
  );
}

function Trace({ view, place }: { readonly view: TraceView; readonly place: string }) {
  const { timeline, rasters } = traceCharts(view, place);
  const left = view.rasters.length - mostRasters;
  const { lines, examples } = view.unparsed;
  return (
    <section>
      {place === '' ? null : <h3>{view.trace.command.join(' ')}</h3>}
      <Below heading={place !== ''}>
        <Conditions view={view} />
        <Sentences of={view.findings.map(({ sentence }) => sentence)} />
        <Figure chart={timeline} />
        <CallTable calls={view.calls} />
        <ProcessTable view={view} />
        {rasters.map((chart) => (
          <Figure key={chart.name} chart={chart} />
        ))}
        {left > 0 ? <p>Faults of {formatNumber(left, 'more process')} are not drawn.</p> : null}
        <FaultSums {...view} />
        <FaultTables view={view} />
        <Subheading>Held against what the kernel counted</Subheading>
        <Sentences of={[...view.witnesses.map(({ sentence }) => sentence), ...view.events]} />
        {lines > 0 ? <p>{formatNumber(lines, 'line')} of strace were not understood:</p> : null}
        <Sentences of={lines > 0 ? examples : []} />
      </Below>
    </section>
  );
}

export const systemCallsAndFaults: Section = {
  id: 'system-calls-and-faults',
  title: 'System calls and faults',
  appliesTo: ({ traces }) => traces.length > 0,
  charts: (report) =>
    report.traces.flatMap((view, index) => {
      const { timeline, rasters } = traceCharts(view, placeOf(report, index));
      return [timeline, ...rasters];
    }),
  Body: ({ report }) => (
    <>
      {report.traces.map((view, index) => (
        <Trace key={index} view={view} place={placeOf(report, index)} />
      ))}
    </>
  ),
};
