/** The foot of the page: the files that it carries, compressed, and those that it does not. Not part of what comes alive. */
import type { Report, ReportRun } from '../../model/report.ts';
import { formatBytes } from '../../model/units.ts';
import { harmless } from '../harmless.ts';
import { quoteWord } from '../parts/shell-words.ts';
import type { PageParts } from '../render-page.tsx';

type Attachment = PageParts['attachments'][number];
type Entry = { readonly run: ReportRun; readonly attachment: Attachment | undefined };

/** Attachments stand in the order of the runs that have one. */
function entriesOf(runs: readonly ReportRun[], attachments: readonly Attachment[]): Entry[] {
  let next = 0;
  return runs.map((run) => ({ run, attachment: run.file.left === null ? attachments[next++] : undefined }));
}

function sizeOf({ base64 }: Attachment): string {
  return formatBytes(Math.floor((base64.length * 3) / 4));
}

function Link({ attachment }: { readonly attachment: Attachment }) {
  const name = harmless(attachment.name);
  return (
    <a download={name} href={`data:application/gzip;base64,${attachment.base64}`}>
      {name}
    </a>
  );
}

function Entry({ entry: { run, attachment } }: { readonly entry: Entry }) {
  const { file, letter } = run;
  return (
    <li>
      {letter === '' ? null : (
        <>
          <b class="letter">{letter}</b>{' '}
        </>
      )}
      {attachment ? (
        <>
          <Link attachment={attachment} />, {sizeOf(attachment)} compressed, {formatBytes(file.sizeBytes)}{' '}
          whole
        </>
      ) : (
        <>
          <span class="name">{file.name}</span>: not in this page: {file.left ?? 'it was not attached'}
        </>
      )}
      <br />
      SHA-256 of the run file <code>{file.sha256}</code>
    </li>
  );
}

/** Traces and layouts. */
function OtherFiles({ attachments, leftOut }: Pick<PageParts, 'attachments' | 'leftOut'>) {
  if (attachments.length + leftOut.length === 0) return null;
  return (
    <>
      <h2>Traces and layouts</h2>
      <p>
        As they were recorded: <code>gunzip</code> them, and <code>firsttouch report</code> shows them again.
      </p>
      <ul>
        {attachments.map((attachment) => (
          <li key={attachment.name}>
            <Link attachment={attachment} />, {sizeOf(attachment)} compressed
          </li>
        ))}
        {leftOut.map(({ name, left, sha256 }) => (
          <li key={sha256}>
            <span class="name">{harmless(name)}</span>: not in this page: {left}
            <br />
            SHA-256 <code>{sha256}</code>
          </li>
        ))}
      </ul>
    </>
  );
}

function RunFiles({ report, attachments }: { readonly report: Report } & Pick<PageParts, 'attachments'>) {
  const entries = entriesOf(report.runs, attachments);
  const first = entries.find(({ attachment }) => attachment !== undefined);
  const name = harmless(first?.attachment?.name ?? '');
  return (
    <>
      <h2>The run files</h2>
      <p>
        Each trial as it was recorded, JSON Lines: a header with plan and machine, then a line for every
        trial. Everything here was computed from them.
      </p>
      <ul>
        {entries.map((entry) => (
          <Entry key={entry.run.letter} entry={entry} />
        ))}
      </ul>
      {name === '' ? null : (
        <pre>
          <code>{`gunzip ${quoteWord(name)}\nfirsttouch show ${quoteWord(name.replace(/\.gz$/, ''))}`}</code>
        </pre>
      )}
    </>
  );
}

export function FilesInPage({
  report,
  attachments,
  leftOut,
}: { readonly report: Report } & Pick<PageParts, 'attachments' | 'leftOut'>) {
  const ofRuns = report.runs.filter(({ file }) => file.left === null).length;
  return (
    <footer id="files">
      {report.runs.length > 0 ? (
        <RunFiles report={report} attachments={attachments.slice(0, ofRuns)} />
      ) : null}
      <OtherFiles attachments={attachments.slice(ofRuns)} leftOut={leftOut} />
    </footer>
  );
}
