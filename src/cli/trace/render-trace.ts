/** A trace as text: what it found, the calls, memory over time, faults and where they lie, and what it was held against. */
import { measuredValue } from '../../model/reading.ts';
import type { TraceSettings } from '../../model/trace.ts';
import type { ProcessTotals, TraceView } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatDuration, formatNumber } from '../../model/units.ts';
import { type stylist, table, wrap } from '../terminal.ts';
import type { TraceGlyphs } from './glyphs.ts';
import { renderCalls } from './render-calls.ts';
import { renderFaults, shortTraceName } from './render-faults.ts';
import { renderRaster } from './render-raster.ts';
import { renderTimeline } from './render-timeline.ts';

type Paint = ReturnType<typeof stylist>;

const mostProcesses = 8;

function ending({ end, durationNs }: TraceView): string {
  if (!end) return `its end is not in the trace, which goes to ${formatDuration(durationNs)}`;
  const how = end.signal === null ? `ended with exit code ${end.exitCode}` : `was ended by ${end.signal}`;
  const left =
    end.leftRunning > 0
      ? `; ${formatNumber(end.leftRunning, 'process')} still running then ${end.leftRunning === 1 ? 'was' : 'were'} ended`
      : '';
  return `${how} after ${formatDuration(end.atNs)}${left}`;
}

function sourceWords({ trace }: TraceView): string {
  const { source, sourceReason, price } = trace.settings;
  const watched = source === 'none' ? 'memory calls not recorded' : `memory calls from ${source}`;
  return `${watched}: ${sourceReason}. Price: ${price}`;
}

function heading(view: TraceView): string[] {
  const { command, machine, truncated } = view.trace;
  const kernel = measuredValue(machine.kernel) ?? 'unknown kernel';
  const memory = measuredValue(machine.memoryBytes);
  const lines = [
    wrap(`firsttouch ${view.firsttouch} - trace of ${command.join(' ')}`, '  ', ''),
    wrap(
      `Linux ${kernel}; ${formatNumber(machine.cpus, 'CPU')}; ${memory ? formatBytes(memory) : 'unknown memory'}; ${ending(view)}`,
      '  ',
    ),
    wrap(`${sourceWords(view)}.`.replace(/\.\.$/, '.'), '  '),
  ];
  return truncated ? [...lines, '  The last line of the file is cut off and is left out.'] : lines;
}

function section(title: string, sentences: readonly string[], paint: Paint): string[] {
  if (sentences.length === 0) return [];
  return ['', paint('bold', title), ...sentences.map((sentence) => wrap(sentence, '    ', '  - '))];
}

/** What was not recorded has no figure. */
function processRow({ pid, name, ...totals }: ProcessTotals, { source, faults }: TraceSettings): string[] {
  return [
    shortTraceName(`${name ?? 'unknown'} (${pid})`, 28),
    source === 'none' ? '-' : formatCount(totals.calls),
    faults ? formatCount(totals.minorFaults + totals.majorFaults) : '-',
    formatBytes(totals.peakMappedBytes),
    formatBytes(totals.peakHeapBytes),
    totals.untilNs === null ? '-' : formatDuration(totals.untilNs),
  ];
}

function renderProcesses({ processes, trace }: TraceView, paint: Paint): string[] {
  if (processes.length === 0) return [];
  const largest = [...processes].sort((a, b) => b.peakMappedBytes - a.peakMappedBytes);
  const shown = processes.length <= mostProcesses ? processes : largest.slice(0, mostProcesses);
  const more = processes.length - shown.length;
  return [
    '',
    paint('bold', 'Processes'),
    table([
      ['', 'calls', 'faults', 'most mapped', 'most heap', 'ended'],
      ...shown.map((one) => processRow(one, trace.settings)),
    ]),
    ...(more > 0 ? [`  and ${formatNumber(more, 'smaller one')}`] : []),
  ];
}

function renderRasters({ rasters }: TraceView, glyphs: TraceGlyphs, paint: Paint): string[] {
  const [first] = rasters;
  if (!first) return [];
  const title = `Where and when ${first.name ?? 'the process'} (${first.pid}) took its faults`;
  return ['', paint('bold', wrap(title, '  ', '')), ...renderRaster(first, glyphs)];
}

/** The text of a trace. */
export function renderTrace(view: TraceView, glyphs: TraceGlyphs, paint: Paint): string {
  const timeline = renderTimeline(view.timeline, view.durationNs, glyphs);
  const { lines: unparsed, examples } = view.unparsed;
  const lines = [
    ...heading(view),
    ...section(
      'Findings',
      view.findings.map(({ sentence }) => sentence),
      paint,
    ),
    ...renderCalls(view.calls, paint),
    ...renderProcesses(view, paint),
    ...(timeline.length > 0 ? ['', paint('bold', 'Over time'), ...timeline] : []),
    ...(view.faults ? renderFaults(view.faults, paint) : []),
    ...renderRasters(view, glyphs, paint),
    ...section(
      'Can this be trusted?',
      [...view.witnesses.map(({ sentence }) => sentence), ...view.events],
      paint,
    ),
    ...(unparsed > 0 ? section('Not understood', examples, paint) : []),
    '',
    wrap(`${formatNumber(view.trace.records, 'record')}. Trace file: ${view.trace.file ?? 'none'}`),
  ];
  return `${lines.join('\n')}\n`;
}
