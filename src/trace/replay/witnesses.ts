/** What the trace is held against: the kernel's own counts of the same command. */
import type { TraceEndRecord, TraceSettings } from '../../model/trace.ts';
import type { TraceFinding } from '../../model/trace-view.ts';
import { formatBytes, formatCount, formatNumber } from '../../model/units.ts';

/** What the replay itself counted. */
export type Seen = {
  readonly minorFaults: number;
  readonly majorFaults: number;
  readonly lost: number;
  readonly unparsed: number;
  readonly late: number;
  readonly calls: number;
  readonly outsideFaults: number;
};

function witness(sentence: string, figures: TraceFinding['figures']): TraceFinding {
  return { kind: 'witness', sentence, figures };
}

/** `1 is here`, `20 are here`. */
function areSaid(count: number, what: string): string {
  return `${formatCount(count)} ${count === 1 ? 'is' : 'are'} ${what}`;
}

/** Recorded and lost faults against the perf counter's own value. */
function againstCounter({ counted, lostRecords }: TraceEndRecord, seen: Seen): TraceFinding[] {
  if (!counted) return [];
  const recorded = seen.minorFaults + seen.majorFaults;
  const all = counted.minorFaults + counted.majorFaults;
  const figures = { recordedFaults: recorded, lostRecords, countedFaults: all };
  if (lostRecords === 0) {
    const same = recorded === all;
    const told = same
      ? `All faults are here: ${formatCount(recorded)} recorded, none lost, and the kernel's counters say ${formatCount(all)}.`
      : `The kernel's counters say ${formatNumber(all, 'fault')}, and ${areSaid(recorded, 'recorded')} with none reported lost: ${areSaid(Math.abs(all - recorded), all > recorded ? 'missing' : 'too many')}.`;
    return [witness(told, { ...figures, agrees: same ? 1 : 0 })];
  }
  const missing = all - recorded;
  const within = missing >= 0 && missing <= lostRecords;
  const verdict = within
    ? 'which is within what was lost (records of mappings are lost with them)'
    : 'which what was lost does not explain';
  return [
    witness(
      `${formatNumber(lostRecords, 'record')} ${lostRecords === 1 ? 'was' : 'were'} lost: the kernel counted ${formatNumber(all, 'fault')}, ` +
        `${areSaid(recorded, 'here')}, ${areSaid(missing, 'missing')}, ${verdict}. Try a larger buffer.`,
      { ...figures, agrees: within ? 1 : 0 },
    ),
  ];
}

/** Between the fork and the exec the recorder's child takes some faults that only getrusage counts. */
const launchSlack = 300;
const relativeSlack = 0.005;

function againstUsage(
  { usage, lostRecords, leftRunning }: TraceEndRecord,
  seen: Seen,
  settings: TraceSettings,
) {
  if (!settings.faults) return [];
  if (settings.source === 'strace') {
    const told =
      "getrusage counts strace's own faults too: the trace, which leaves them out, is not held against it.";
    return [witness(told, {})];
  }
  const used = usage.minorFaults + usage.majorFaults;
  const recorded = seen.minorFaults + seen.majorFaults + lostRecords;
  const difference = used - recorded;
  const slack = launchSlack + Math.round(used * relativeSlack);
  const agrees = Math.abs(difference) <= slack;
  const trace = lostRecords > 0 ? 'the trace with the records it lost' : 'the trace';
  const compared = `getrusage counts ${formatNumber(used, 'fault')}, ${difference === 0 ? 'as many as' : `${formatCount(Math.abs(difference))} ${difference > 0 ? 'more' : 'fewer'} than`} ${trace}`;
  const reasons = [
    'it counts from the launch, the trace from the exec',
    ...(settings.kernelFaults ? [] : ['the trace has no faults taken inside the kernel']),
    ...(leftRunning > 0 ? ['it leaves out processes that nobody waited for'] : []),
  ];
  const verdict = agrees
    ? `within the slack of ${formatCount(slack)}`
    : `beyond the slack of ${formatCount(slack)} that is allowed`;
  return [
    witness(`${compared}: ${verdict} (${reasons.join('; ')}).`, {
      usageFaults: used,
      recordedFaults: recorded,
      slackFaults: slack,
      agrees: agrees ? 1 : 0,
    }),
  ];
}

function plain(settings: TraceSettings, seen: Seen): TraceFinding[] {
  const sentences: [boolean, string, TraceFinding['figures']][] = [
    [
      seen.unparsed > 0,
      `${formatNumber(seen.unparsed, 'line')} of strace ${seen.unparsed === 1 ? 'was not understood and is kept in the file as it' : 'were not understood and are kept in the file as they'} came: calls may be missing.`,
      { unparsedLines: seen.unparsed },
    ],
    [
      seen.late > 0,
      `${formatNumber(seen.late, 'record')} came too late to be put in the order of time: faults may be joined to the mapping before.`,
      { lateRecords: seen.late },
    ],
    [
      seen.outsideFaults > 0,
      `${formatNumber(seen.outsideFaults, 'fault')} ${seen.outsideFaults === 1 ? 'lies' : 'lie'} outside every mapping known at that time.`,
      { outsideFaults: seen.outsideFaults },
    ],
    [
      settings.source === 'none',
      'Memory calls were not recorded: unmapping is not seen, so mapped bytes are at most what is said.',
      {},
    ],
  ];
  return sentences.filter(([said]) => said).map(([, sentence, figures]) => witness(sentence, figures));
}

/** One sentence for each; an end that is missing is said first. */
export function witnessesOf(
  settings: TraceSettings,
  end: TraceEndRecord | null,
  seen: Seen,
  peakRssBytes: number | null,
): TraceFinding[] {
  if (!end) {
    const broken =
      "The trace ends before the command did: nothing could be held against the kernel's counts.";
    return [witness(broken, {}), ...plain(settings, seen)];
  }
  const sampled =
    peakRssBytes === null
      ? []
      : [
          witness(
            `The largest process was resident with ${formatBytes(end.usage.maxRssBytes)} at most, as getrusage says; samples saw ${formatBytes(peakRssBytes)} in one process.`,
            { maxRssBytes: end.usage.maxRssBytes, sampledBytes: peakRssBytes },
          ),
        ];
  return [
    ...againstCounter(end, seen),
    ...againstUsage(end, seen, settings),
    ...sampled,
    ...plain(settings, seen),
  ];
}
