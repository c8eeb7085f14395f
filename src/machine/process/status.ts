/** `/proc/PID/status`: whose a process is, and its memory in totals. */
import type { ProcessStatus } from '../../model/process-image.ts';
import { mapReading, measured, type Reading } from '../../model/reading.ts';
import { bytesOf, countOf, type KeyedLines, parseKeyedLines, textOf } from '../keyed-lines.ts';
import { malformed } from '../malformed.ts';

/** Sizes in bytes. A kernel thread has no `Vm` lines. Source: proc_pid_status(5). */
export function parseStatus(text: string, path: string): Reading<ProcessStatus> {
  if (!text.startsWith('Name:\t')) return malformed(path, 'a line "Name" first', text);
  const lines = parseKeyedLines(measured(text), path);
  return measured({
    name: measured(nameOf(text)),
    threadGroupId: countOf(lines, 'Tgid'),
    tracerPid: countOf(lines, 'TracerPid'),
    uid: uidOf(lines),
    threads: countOf(lines, 'Threads'),
    vmPeakBytes: bytesOf(lines, 'VmPeak'),
    vmSizeBytes: bytesOf(lines, 'VmSize'),
    vmHwmBytes: bytesOf(lines, 'VmHWM'),
    vmRssBytes: bytesOf(lines, 'VmRSS'),
    rssAnonBytes: bytesOf(lines, 'RssAnon'),
    rssFileBytes: bytesOf(lines, 'RssFile'),
    rssShmemBytes: bytesOf(lines, 'RssShmem'),
    vmLockedBytes: bytesOf(lines, 'VmLck'),
    vmPageTablesBytes: bytesOf(lines, 'VmPTE'),
    vmSwapBytes: bytesOf(lines, 'VmSwap'),
    hugetlbPagesBytes: bytesOf(lines, 'HugetlbPages'),
    thpEnabled: mapReading(countOf(lines, 'THP_enabled'), (count) => count !== 0),
  });
}

/** Here, unlike in `stat`, the kernel escapes newline and backslash. Spaces at either end belong to the name. */
function nameOf(text: string): string {
  const name = text.slice('Name:\t'.length, text.indexOf('\n'));
  return name.replaceAll(/\\(n|\\)/g, (_, letter) => (letter === 'n' ? '\n' : '\\'));
}

/** The effective one of the four ids (real, effective, saved, file system): what access to the process is decided by. */
function uidOf(lines: KeyedLines): Reading<number> {
  const ids = textOf(lines, 'Uid');
  if (ids.state === 'unavailable') return ids;
  const effective = /^\d+\s+(\d{1,10})\s+\d+\s+\d+$/.exec(ids.value)?.[1];
  return effective === undefined
    ? malformed(lines.path, 'four user ids', ids.value)
    : measured(Number(effective));
}
