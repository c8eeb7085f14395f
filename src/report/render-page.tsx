/** The page as one text: markup that reads without a script, the data, the script and the style sheet, and nothing from elsewhere. */
import { renderToString } from 'preact-render-to-string';
import type { Report, ReportFile } from '../model/report.ts';
import { shortNumbers } from './figure/short-numbers.ts';
import { harmless } from './harmless.ts';
import { FilesInPage } from './head/files-in-page.tsx';
import { reportTitle } from './head/report-title.ts';
import { Page } from './page.tsx';

/** What goes into the page beside the report. */
export type PageParts = {
  /** The client's script, as built, with its SHA-256 in base64 for the page's policy. */
  readonly script: { readonly text: string; readonly sha256: string };
  readonly style: string;
  /** Files as `NAME.gz`, base64 of gzip: those of the runs first, in their order, then traces and layouts. */
  readonly attachments: readonly { readonly name: string; readonly base64: string }[];
  /** Traces and layouts that are too large for the page. Of a run the report itself says so. */
  readonly leftOut: readonly ReportFile[];
};

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** JSON inside a script element: `<` never ends it, nor do the two separators that older scripts took for line ends. */
export function embedJson(json: string): string {
  return json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** No network at all: no script but the one with this hash, styles of the page only, nothing loaded. */
function policy(sha256: string): string {
  return `default-src 'none'; script-src 'sha256-${sha256}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
}

/** Outside what comes alive: the files are there once, not in the data as well. */
function foot(report: Report, { attachments, leftOut }: PageParts): string {
  return report.runs.length + attachments.length + leftOut.length > 0
    ? renderToString(<FilesInPage report={report} attachments={attachments} leftOut={leftOut} />)
    : '';
}

/** The HTML of a report. */
export function renderPage(given: Report, parts: PageParts): string {
  const json = JSON.stringify(harmless(given));
  // Rendered from what the browser will have: JSON knows no NaN, and leaves out what is undefined.
  const report = JSON.parse(json) as Report;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy(parts.script.sha256)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="generator" content="firsttouch ${escapeHtml(report.version)}">`,
    `<title>${escapeHtml(reportTitle(report))} · firsttouch</title>`,
    `<style>${parts.style}</style>`,
    '</head>',
    '<body>',
    `<div id="page">${shortNumbers(renderToString(<Page report={report} />))}</div>`,
    foot(report, parts),
    `<script type="application/json" id="report">${embedJson(json)}</script>`,
    `<script>${parts.script.text}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}
