/** Draws of known bits: what the study finds of them, and what it must not claim. */
import { describe, expect, it } from 'vitest';
import { RandomizationStudy } from '../../../src/layout/randomization/index.ts';
import type { Randomization, SharedDraw } from '../../../src/model/randomization.ts';
import { conditions, simulate, usual } from './simulated.ts';

function drawOf(document: Randomization, name: string): SharedDraw {
  const found = document.draws.find((draw) => draw.name === name);
  if (!found) throw new Error(`${name} is not among ${document.draws.map((draw) => draw.name).join(', ')}`);
  return found;
}

const verdicts = (document: Randomization): Record<string, string> =>
  Object.fromEntries(document.draws.map(({ name, verdict }) => [name, verdict]));

describe('a usual layout', () => {
  const document = simulate(usual, 2000);

  it('has the bits that were drawn, by the mask', () => {
    expect(drawOf(document, 'executable').entropy).toMatchObject({
      atMostBits: 28,
      stepBytes: 4096,
      pairs: 0,
    });
    expect(drawOf(document, 'loader').entropy).toMatchObject({ atMostBits: 28, balancedBits: 28 });
    expect(drawOf(document, 'stack').entropy).toMatchObject({ atMostBits: 30, stepBytes: 16 });
  });

  it('agrees with what is promised, and does not call 28 bits shown by pairs', () => {
    expect(verdicts(document)).toEqual({
      executable: 'agrees',
      heap: 'agrees',
      stack: 'agrees',
      loader: 'agrees',
    });
    const { sentence, entropy } = drawOf(document, 'executable');
    expect(entropy.atLeastBits).toBeLessThan(20);
    expect(sentence).toMatch(
      /by mask and promise together.*pairs alone show at least 1\d\S* bits \(no two equal/,
    );
    expect(sentence).toMatch(/likely after some 40,000/);
  });

  it('finds that library and vdso share the draw of the loader', () => {
    const { regions } = drawOf(document, 'loader');
    expect(regions.map(({ name }) => name)).toEqual(['libthing.so.1', 'vdso', 'loader']);
    expect(regions.map(({ offsetBytes }) => offsetBytes / 4096)).toEqual([-64, -4, 0]);
  });

  it('judges the heap by its distance from the program', () => {
    const heap = drawOf(document, 'heap');
    expect(heap.given).toMatchObject({ name: 'executable', entropy: { atMostBits: 18 } });
    expect(heap.promise?.bits).toBe(18);
    expect(heap.entropy.atMostBits).toBeGreaterThanOrEqual(28);
  });
});

describe('what pairs can show', () => {
  it('18 bits of the heap after 20,000 executions', () => {
    const { verdict, sentence } = drawOf(simulate(usual, 20_000), 'heap');
    expect(verdict).toBe('shown');
    expect(sentence).toMatch(/all but one bit/);
  });

  it('is nothing of a handful', () => {
    expect(new Set(Object.values(verdicts(simulate(usual, 19))))).toEqual(new Set(['open']));
  });
});

describe('what is not as promised', () => {
  it.each([
    ['fewer bits of the mappings', { ...usual, mapped: 20 }, 'loader', 'fewer'],
    ['more bits of the mappings', { ...usual, mapped: 30 }, 'loader', 'open'],
    ['fewer bits of the stack', { ...usual, stack: 22 }, 'stack', 'fewer'],
    ['a program that does not move', { ...usual, program: 0 }, 'executable', 'fewer'],
  ])('%s are told', (_, bits, name, verdict) => {
    expect(drawOf(simulate(bits, 2000), name).verdict).toBe(verdict);
  });

  it('more than promised takes a lower bound beyond it', () => {
    const few = { ...conditions, mmapRndBits: 8 };
    expect(drawOf(simulate(usual, 2000, few), 'loader').verdict).toBe('more');
  });

  it('a library aligned for huge pages has nine bits fewer, and is no draw of its own', () => {
    const library = drawOf(simulate({ ...usual, aligned: true }, 2000), 'libthing.so.1');
    expect(library).toMatchObject({ verdict: 'fewer', entropy: { atMostBits: 19, stepBytes: 2 ** 21 } });
    expect(library.given).toMatchObject({ name: 'loader', entropy: { atMostBits: 9 } });
    expect(library.sentence).toMatch(/multiples of 2 MiB: aligned for huge pages/);
  });

  it('a heap of 13 bits is that of an older kernel', () => {
    const heap = drawOf(simulate({ ...usual, heap: 13 }, 2000), 'heap');
    expect(heap).toMatchObject({ verdict: 'shown', promise: { bits: 13 } });
    expect(heap.promise?.source).toMatch(/before Linux 6.9/);
  });
});

describe('the conditions', () => {
  it('of a program that is not PIE promise 0 bits, and the heap 18 of its own', () => {
    const document = simulate({ ...usual, program: 0 }, 500, { ...conditions, program: 'fixed' });
    const executable = drawOf(document, 'executable');
    expect(executable).toMatchObject({ verdict: 'fixed', entropy: { atMostBits: 0, atLeastBits: 0 } });
    expect(executable.sentence).toMatch(/^executable: 0 bits.*not as PIE/);
    const heap = drawOf(document, 'heap');
    expect(heap).toMatchObject({ verdict: 'agrees', entropy: { atMostBits: 18 } });
    expect(heap.given).toBeUndefined();
  });

  it('with randomisation switched off promise nothing', () => {
    for (const off of [
      { ...conditions, switchedOff: true },
      { ...conditions, randomizeVaSpace: 0 },
    ]) {
      const document = simulate({ program: 0, heap: 0, mapped: 0, stack: 0 }, 30, off);
      expect(new Set(Object.values(verdicts(document)))).toEqual(new Set(['fixed']));
    }
  });

  it('with randomize_va_space 1 leave the heap with the program', () => {
    const document = simulate({ ...usual, heap: 0 }, 500, { ...conditions, randomizeVaSpace: 1 });
    expect(drawOf(document, 'executable').regions.map(({ name }) => name)).toEqual(['executable', 'heap']);
  });

  it('without the setting take its default on x86-64, and promise nothing elsewhere', () => {
    const hidden = { ...conditions, mmapRndBits: null };
    expect(drawOf(simulate(usual, 200, hidden), 'loader').promise?.source).toMatch(/only root can read/);
    const elsewhere = simulate(usual, 200, { ...hidden, architecture: 'riscv64' });
    expect(new Set(Object.values(verdicts(elsewhere)))).toEqual(new Set(['unpromised']));
  });

  it('of an older kernel give the vdso a draw of its own', () => {
    const document = simulate({ ...usual, vdso: 9 }, 500);
    expect(drawOf(document, 'vdso').entropy.atMostBits).toBe(9);
  });
});

describe('executions that could not be held', () => {
  it('are counted by reason, and regions that come and go are left out', () => {
    const study = new RandomizationStudy();
    study.addUnheld('it ended');
    study.addUnheld('it ended');
    const stat = { startCode: 0, startBrk: 4096, startStack: 8192 };
    study.add({ vmas: [], stat });
    study.add({ vmas: [], stat: { ...stat, startBrk: 0 } });
    const document = study.result({ command: ['x'], at: 'exec', asked: 4, conditions });
    expect(document).toMatchObject({
      held: 2,
      unheld: [{ reason: 'it ended', count: 2 }],
      irregular: ['heap'],
    });
  });

  it('leave a document without draws where none was', () => {
    const study = new RandomizationStudy();
    expect(study.result({ command: ['x'], at: 'exec', asked: 1, conditions }).draws).toEqual([]);
  });
});
