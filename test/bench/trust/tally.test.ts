/** What the campaign's report counts from recorded answers. */
import { expect, test } from 'vitest';
import { openBench } from './open-bench.ts';

type Answer = { question: { way: string }; answer: { blocks: object } };
const { resolutionAfter } = await openBench<{
  resolutionAfter: (answer: Answer, seconds: number) => number;
}>('tally.mjs');

const { requirePages } = await openBench<{ requirePages: (bytes: number) => void }>('questions.mjs');

test('a campaign is refused on pages that it does not count in', () => {
  expect(() => requirePages(4096)).not.toThrow();
  expect(() => requirePages(65_536)).toThrow(/plants pages of 4096 bytes; those of this machine have 65536/);
});

function after(way: string, blocks: number): number {
  const control = Array.from({ length: blocks }, (_, block) => (block % 2 ? 0.01 : -0.01));
  const endMs = control.map((_, block) => block);
  return resolutionAfter(
    { question: { way }, answer: { blocks: { control, endMs, settings: { alpha: 0.01 } } } },
    10,
  );
}

test('the control of commands has a quarter of the error rate, that of strategies half: it is bounded later', () => {
  const first = (way: string): number => {
    let blocks = 1;
    while (Number.isNaN(after(way, blocks))) blocks++;
    return blocks;
  };
  expect(first('command')).toBeGreaterThan(first('fresh'));
});
