/** The randomness of a real program's layout, and how it is shown. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { studyRandomization } from '../../src/cli/layout/randomization.ts';
import { renderRandomization } from '../../src/cli/layout/render-randomization.ts';
import { simulate, usual } from '../layout/randomization/simulated.ts';
import { buildTestProbe } from '../probe/fixture.ts';

const built = buildTestProbe();
const plain = (_: unknown, text: string): string => text;

describe('the table of draws', () => {
  const text = renderRandomization(simulate({ ...usual, aligned: true }, 2000), plain);

  it('has 80 columns at most', () => {
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('has a row for each draw, and one for a draw on top of another', () => {
    expect(text).toMatch(/^ {2}executable +28 +28 +>= 1\S+ +28 +agrees$/m);
    expect(text).toMatch(/^ {4}from executable on +18 +18 +\S+ +18 +agrees$/m);
    expect(text).toMatch(/^ {2}loader \+ 1 +28 .* agrees$/m);
    expect(text).toMatch(/^ {2}libthing\.so\.1 +19 .* fewer$/m);
  });

  it('says what moves together and what depends', () => {
    const words = text.replaceAll(/\s+/g, ' ');
    expect(words).toContain('loader and vdso share one draw');
    expect(words).toContain(
      'libthing.so.1 is not independent of loader: whoever knows its address has at most 9 bits',
    );
  });

  it('says in one sentence what never moves', () => {
    const off = simulate({ program: 0, heap: 0, mapped: 0, stack: 0 }, 30, {
      architecture: 'x64',
      switchedOff: true,
      randomizeVaSpace: 2,
      mmapRndBits: 28,
      program: 'fixed',
    });
    const lines = renderRandomization(off, plain).replaceAll(/\s+/g, ' ');
    expect(lines.match(/0 bits/g)).toHaveLength(1);
  });
});

describe('a real program', () => {
  it('contradicts no promise of this kernel', async (ctx) => {
    if (process.arch !== 'x64') ctx.skip('the promises are known for x86-64');
    if (readFileSync('/proc/sys/kernel/randomize_va_space', 'utf8').trim() !== '2')
      ctx.skip('kernel.randomize_va_space is not 2');
    const { document, interrupted } = await studyRandomization(
      { words: ['true'], at: 'main', executions: 400 },
      built,
    );
    expect(interrupted).toBe(false);
    expect(document).toMatchObject({ held: 400, unheld: [], irregular: [] });
    const loader = document.draws.find(({ name }) => name === 'loader');
    expect(loader?.regions.map(({ name }) => name)).toContain('libc.so.6');
    expect(document.draws.filter(({ verdict }) => verdict === 'fewer' || verdict === 'more')).toEqual([]);
  });
});
