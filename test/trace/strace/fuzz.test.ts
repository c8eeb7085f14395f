/** 100,000 traces that no strace would write: nothing is thrown, nothing hangs, and no line is lost. */

import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { expect, test } from 'vitest';
import { accountedLines, parsePieces, readFixture } from './parse-trace.ts';

const inputs = 100_000;
const corpus = [
  'everything-raw',
  'everything-abbrev',
  'everything-verbose',
  'callers-jemalloc',
  'no-output-file',
  'namespace',
].flatMap((name) => readFixture(`${name}.txt`).trimEnd().split('\n'));
/** What strace's lines are made of, to be put where it does not belong. */
const pieces =
  '( ) { } [ ] < > , " \\ = ? | << <unfinished ...> <... mmap resumed> /* */ -1 0x \n \u0000 ü \\303 +++ --- exited NULL 99999999999999999999 = > 1 [pid fork() = 2 vfork( clone(flags=CLONE_THREAD'.split(
    ' ',
  );

test('mutated traces are survived, line by line', { timeout: 300_000 }, () => {
  const generator = xoroshiro128plus(20_260_401);
  const below = (limit: number): number => uniformInt(generator, 0, limit - 1);
  const piece = (): string => pieces[below(pieces.length)] ?? '';

  /** Deletes, repeats, inserts or moves something of the text. */
  const mutate = (text: string): string => {
    const [at, length] = [below(text.length + 1), below(12)];
    const before = text.slice(0, at);
    switch (below(5)) {
      case 0:
        return before + text.slice(at + length);
      case 1:
        return before + piece() + text.slice(at);
      case 2:
        return text.slice(0, at + length) + text.slice(at);
      case 3:
        return before + String.fromCharCode(below(256)) + text.slice(at + 1);
      default:
        return text.slice(at) + before;
    }
  };

  const seen = { recordLines: 0, mergedLines: 0, stackLines: 0, noteLines: 0, unparsedLines: 0 };
  for (let i = 0; i < inputs; i++) {
    const start = below(corpus.length);
    let text = `${corpus.slice(start, start + 1 + below(6)).join('\n')}\n`;
    for (let n = 1 + below(4); n > 0; n--) text = mutate(text);
    const cut = below(text.length + 1);
    const { counts, records } = parsePieces([text.slice(0, cut), text.slice(cut)]);
    const lines = text.split('\n').length - (text.endsWith('\n') || text === '' ? 1 : 0);
    const unparsed = records.filter((record) => record.kind === 'unparsed').length;
    if (counts.lines !== lines || accountedLines(counts) !== lines || counts.unparsedLines !== unparsed) {
      expect({ text, counts, unparsed }).toBe('accounted for');
    }
    for (const fate of Object.keys(seen) as (keyof typeof seen)[]) seen[fate] += counts[fate];
    if (records.some((record) => record.kind !== 'unparsed' && record.pid < 0))
      expect(text).toBe('with processes');
  }
  for (const times of Object.values(seen)) expect(times).toBeGreaterThan(100);
});

test('lines of any length are survived, however they repeat themselves', () => {
  const times = 40_000;
  const bodies = [
    '(',
    ')',
    '"',
    '<',
    '3<',
    '1<<',
    '1|',
    'a=',
    '{',
    '[',
    '\\',
    ' ',
    '/*',
    '*/',
    ', ',
    '9',
    '3</x>',
    ') = 1 (',
    ' /* ',
    ' <unfinished ...>) = ?',
    '<unfinished ...>',
    '=> ',
    '+++ ',
    '\\3',
  ];
  const heads = [
    '1 brk(',
    '1 brk(NULL) = 1 (',
    '1 brk(NULL) = 3<',
    ' > /x(',
    ' > ',
    '1 <... brk resumed>',
    '[pid ',
    '1 --- SIGSEGV {',
    '',
  ];
  const lines = heads.flatMap((head) => bodies.map((body) => head + body.repeat(times)));
  for (const line of lines) {
    const { counts } = parsePieces([`1 brk(NULL <unfinished ...>\n${line}\n`]);
    expect([counts.lines, accountedLines(counts)]).toEqual([2, 2]);
  }
});

test('clones without end that never return are survived, and every thread gets a process', () => {
  const clone = (tid: number): string =>
    `${tid} ${tid % 2 ? 'vfork( ' : 'clone(flags=CLONE_THREAD '}<unfinished ...>`;
  const lines = Array.from({ length: 50_000 }, (_, i) => `${clone(i + 1)}\n${i + 100_000} brk(NULL) = 0x1\n`);
  const { counts, records, assumed } = parsePieces(lines);
  expect([counts.lines, accountedLines(counts)]).toEqual([100_000, 100_000]);
  expect(records.filter((record) => record.kind !== 'unparsed' && record.pid < 1)).toEqual([]);
  expect(assumed).toBeGreaterThan(0);
});
