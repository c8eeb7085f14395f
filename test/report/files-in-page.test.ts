/** The foot of the page: the run files that it carries. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { FilesInPage } from '../../src/report/head/files-in-page.tsx';
import { renderPage } from '../../src/report/render-page.tsx';
import { recordedReport } from './recorded-report.tsx';

const attached = (name: string, base64 = 'AAAA') => ({ name, base64 });
const parts = { script: { text: '', sha256: '' }, style: '', leftOut: [] };

test('a file is named with its sizes, its hash, and how to read it', async () => {
  const report = await recordedReport('post.jsonl');
  const html = renderToString(
    h(FilesInPage, { report, attachments: [attached('post.jsonl.gz')], leftOut: [] }),
  );
  expect(html).toContain('<a download="post.jsonl.gz" href="data:application/gzip;base64,AAAA">');
  expect(html).toContain('3 B compressed, 236 KiB whole');
  expect(html).toContain(report.runs[0]?.file.sha256);
  expect(html).toContain('gunzip post.jsonl.gz\nfirsttouch show post.jsonl');
});

test('one that was left out says why, and the next keeps its own attachment', async () => {
  const report = await recordedReport('post.jsonl', 'commands.jsonl');
  const [first, second] = report.runs;
  if (!first || !second) throw new Error('two runs');
  const without = {
    ...report,
    runs: [{ ...first, file: { ...first.file, left: 'it takes too much room' } }, second],
  };
  const html = renderToString(
    h(FilesInPage, { report: without, attachments: [attached('commands.jsonl.gz')], leftOut: [] }),
  );
  expect(html).toContain('not in this page: it takes too much room');
  expect(html.match(/href="data:/g)).toHaveLength(1);
  expect(html).toContain('firsttouch show commands.jsonl');
});

test('a trace that was left out is named with its hash, also where nothing is in the page', async () => {
  const report = { ...(await recordedReport('post.jsonl')), runs: [] };
  const trace = {
    name: 'trace\u202e.jsonl',
    sizeBytes: 2 ** 25,
    sha256: 'abc',
    left: 'it takes too much room',
  };
  const html = renderPage(report, { ...parts, attachments: [], leftOut: [trace] });
  expect(html).toContain(
    '<span class="name">trace\ufffd.jsonl</span>: not in this page: it takes too much room',
  );
  expect(html).toContain('SHA-256 <code>abc</code>');
});

test('a hostile name stays a name', async () => {
  const report = await recordedReport('post.jsonl');
  const html = renderPage(report, { ...parts, attachments: [attached(`"><script>\u202e.gz`)] });
  expect(html).not.toContain('<script>\u202e');
  expect(html).toContain('download="&quot;>&lt;script>\ufffd.gz"');
});

test('a page without runs has none', async () => {
  const report = { ...(await recordedReport('post.jsonl')), runs: [] };
  expect(renderPage(report, { ...parts, attachments: [] })).not.toContain('id="files"');
});
