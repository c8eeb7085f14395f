/** `firsttouch report` of files that are no whole runs, and into places that are no pages. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { recordedPath } from '../report/recorded-report.tsx';
import { firsttouch, temporaryFolder } from './fixture.ts';

const recorded = readFileSync(recordedPath('sizes.jsonl'), 'utf8');
const header = recorded.slice(0, recorded.indexOf('\n') + 1);

const noRuns: Record<string, { readonly text: string | null; readonly why: RegExp; readonly hint: RegExp }> =
  {
    'that is missing': { text: null, why: /ENOENT/, hint: /firsttouch run/ },
    'that is empty': { text: '', why: /it is empty/, hint: /firsttouch run/ },
    'cut off in its first line': {
      text: header.slice(0, 500),
      why: /no whole line/,
      hint: /firsttouch run/,
    },
    'that is not JSON': { text: '<html>\n', why: /line 1: it is not JSON/, hint: /firsttouch run/ },
    'that is other JSON': { text: '{"kind":"walk"}\n', why: /not the header/, hint: /firsttouch run/ },
    'of a newer version': {
      text: header.replace(/"formatVersion":\d+/, '"formatVersion":99'),
      why: /format 99 of a newer firsttouch/,
      hint: /newer|update|install/i,
    },
    'that is a trace, and damaged': {
      text: '{"kind":"trace","formatVersion":1}\n',
      why: /as a trace: line 1: version/,
      hint: /firsttouch trace/,
    },
    'damaged in its middle': {
      text: `${header}{"kind":"tri\n${recorded.slice(header.length)}`,
      why: /line 2/,
      hint: /run/,
    },
  };

describe('a file', () => {
  test.each(Object.entries(noRuns))('%s is refused with what to try', async (_name, { text, why, hint }) => {
    const folder = temporaryFolder();
    if (text !== null) writeFileSync(join(folder, 'run.jsonl'), text);
    const before = readdirSync(folder);
    const outcome = await firsttouch(['report', 'run.jsonl'], folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    const [what = '', next = ''] = outcome.stderr.replace(/\s+/g, ' ').split('try: ');
    expect(what).toMatch(why);
    expect(next).toMatch(hint);
    expect(outcome.stderr).not.toMatch(/\bat .*\.js:/);
    expect(readdirSync(folder)).toEqual(before);
  });

  test('that is a folder is refused', async () => {
    const folder = temporaryFolder();
    const outcome = await firsttouch(['report', '.'], folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/it is not a file[\s\S]*try: /);
  });

  test('that cannot be read is refused', async () => {
    // Nobody may read there, root neither.
    const outcome = await firsttouch(['report', '/proc/self/mem'], temporaryFolder());
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(/cannot be read as a run file[\s\S]*try: /);
  });
});

describe('a page', () => {
  test.each([
    ['of a header alone', header],
    ['of a run cut off in a line', recorded.slice(0, recorded.length / 2)],
    ['of a run without its end', recorded.split('\n').slice(0, 100).join('\n').concat('\n')],
  ])('%s is written', async (_name, text) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'run.jsonl'), text);
    const outcome = await firsttouch(['report', 'run.jsonl'], folder);
    expect(outcome).toEqual({ code: 0, stdout: 'run.html\n', stderr: '' });
    expect(readFileSync(join(folder, 'run.html'), 'utf8')).toMatch(/<\/html>\n$/);
    expect(readFileSync(join(folder, 'run.jsonl'), 'utf8')).toBe(text);
  });

  test.each([
    ['the run itself', ['run.jsonl', '-o', 'run.jsonl'], /does not end in \.html/],
    ['a run with the name of a page', ['page.html', '-o', 'page.html'], /would replace the run/],
    ['a run by another name', ['page.html', '-o', 'link.html'], /would replace the run/],
    ['a folder', ['run.jsonl', '-o', 'folder.html'], /folder\.html' cannot be written/],
    ['a file below a file', ['run.jsonl', '-o', 'run.jsonl/page.html'], /page\.html' cannot be written/],
    ['stdout', ['run.jsonl', '-o', '-'], /does not end in \.html/],
    ['a device', ['run.jsonl', '-o', '/dev/null'], /does not end in \.html/],
    ['pictures into a file', ['run.jsonl', '--svg', 'page.html'], /cannot be written/],
  ])('never replaces %s', async (_name, words, why) => {
    const folder = temporaryFolder();
    for (const name of ['run.jsonl', 'page.html'])
      copyFileSync(recordedPath('sizes.jsonl'), join(folder, name));
    mkdirSync(join(folder, 'folder.html'));
    symlinkSync('page.html', join(folder, 'link.html'));
    const before = readdirSync(folder);
    const outcome = await firsttouch(['report', ...words], folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toMatch(why);
    expect(outcome.stderr).toContain('try: ');
    expect(readdirSync(folder)).toEqual(before);
    for (const name of ['run.jsonl', 'page.html'])
      expect(readFileSync(join(folder, name), 'utf8')).toBe(recorded);
  });
});

describe('several runs', () => {
  test('of one name are told apart in what can be downloaded', async () => {
    const folder = temporaryFolder();
    for (const [name, own] of [
      ['one', 'sizes.jsonl'],
      ['two', 'post.jsonl'],
    ] as const) {
      mkdirSync(join(folder, name));
      copyFileSync(recordedPath(own), join(folder, name, 'run.jsonl'));
    }
    const outcome = await firsttouch(['report', 'one/run.jsonl', 'two/run.jsonl', '-o', 'both.html'], folder);
    expect(outcome).toMatchObject({ code: 0, stderr: '' });
    const page = readFileSync(join(folder, 'both.html'), 'utf8');
    expect([...page.matchAll(/<a download="([^"]*)"/g)].map(([, name]) => name)).toEqual([
      'A-run.jsonl.gz',
      'B-run.jsonl.gz',
    ]);
  });

  test('must be different runs: a copy would agree with itself', async () => {
    const folder = temporaryFolder();
    for (const name of ['run.jsonl', 'copy.jsonl'])
      copyFileSync(recordedPath('sizes.jsonl'), join(folder, name));
    for (const other of ['run.jsonl', 'copy.jsonl']) {
      const outcome = await firsttouch(['report', 'run.jsonl', other], folder);
      expect(outcome).toMatchObject({ code: 2, stdout: '' });
      expect(outcome.stderr).toMatch(/are the same run/);
    }
  });
});
