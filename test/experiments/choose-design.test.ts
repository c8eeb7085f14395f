/** Which design suits which arms and sizes, why another does not, and figures that the probe takes. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseDesign, designOf, whyNot } from '../../src/experiments/choose-design.ts';
import { makeArm } from '../../src/experiments/index.ts';
import { burnInRounds, type Design, designs, mostSharedArms } from '../../src/model/design.ts';
import type { Arm, Capabilities } from '../../src/model/experiment.ts';
import { Problem } from '../../src/model/problem.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

const machine: Capabilities = {
  strategies: ['malloc', 'mmap-private', 'mmap-nohuge', 'mmap-populate'],
  patterns: ['write-page', 'write-all'],
  hugeStrategies: [],
  statefulStrategies: ['malloc'],
  notInterleaved: { 'mmap-populate': 'its pages are there before it is touched' },
  allocators: [],
  calibrators: [],
  hugePageSizeBytes: 2 ** 21,
  largestFaultBytes: 4096,
  pageSizeBytes: 4096,
};

const stateless = [makeArm('mmap-private'), makeArm('mmap-nohuge')];
const stateful = [makeArm('mmap-private'), makeArm('malloc')];
const populated = [makeArm('mmap-private'), makeArm('mmap-populate')];
const otherEnvironment = [makeArm('mmap-private'), makeArm('mmap-nohuge', { environment: { A: '1' } })];
const otherPages = [makeArm('mmap-private'), makeArm('mmap-nohuge', { thpDisable: true })];
const otherAllocator = [makeArm('mmap-private'), makeArm('mmap-nohuge', { preload: '/lib/one.so' })];
const armsOf = (count: number): Arm[] =>
  Array.from({ length: count }, (_, arm) => makeArm('mmap-private', { name: `arm ${arm}` }));
const [step] = (stateless[0] as Arm).steps;
const severalSteps: Arm[] = stateless.map((arm) => ({ ...arm, steps: [step, step] as Arm['steps'] }));

describe('the design that is chosen', () => {
  test.each<[string, readonly Arm[], number, Design]>([
    ['stateless arms of a small size', stateless, 4 * KIB, 'in-process'],
    ['stateless arms just below 16 MiB', stateless, 16 * MIB - 1, 'in-process'],
    ['stateless arms of 16 MiB', stateless, 16 * MIB, 'interleaved'],
    ['stateless arms of 1 GiB', stateless, 1024 * MIB, 'interleaved'],
    ['an arm whose process has a state', stateful, 4 * KIB, 'fresh'],
    ['an arm whose process has a state, large', stateful, 64 * MIB, 'fresh'],
    ['an arm alone', stateless.slice(0, 1), 4 * KIB, 'fresh'],
    ['arms of several steps', severalSteps, 4 * KIB, 'fresh'],
    ['arms of other environments', otherEnvironment, 4 * KIB, 'fresh'],
    ['arms of other page settings', otherPages, 4 * KIB, 'fresh'],
    ['arms of other allocators', otherAllocator, 4 * KIB, 'fresh'],
    ['an arm that cannot be touched in chunks, small', populated, MIB, 'in-process'],
    ['an arm that cannot be touched in chunks, large', populated, 64 * MIB, 'fresh'],
  ])('for %s', (_, arms, sizeBytes, design) => {
    expect(chooseDesign(arms, sizeBytes, machine)).toBe(design);
  });

  test('has figures for whatever arms and size it is chosen for', () => {
    const some = fc.constantFrom(stateless, stateful, populated, otherPages, severalSteps);
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 2 ** 40 }), (arms, sizeBytes) => {
        const kind = chooseDesign(arms, sizeBytes, machine);
        expect(designOf(kind, arms, sizeBytes, machine).kind).toBe(kind);
      }),
    );
  });
});

describe('why arms cannot meet in a design', () => {
  test.each<[Design, readonly Arm[], string]>([
    ['in-process', severalSteps, 'mmap-private has several steps'],
    ['interleaved', severalSteps, 'mmap-private has several steps'],
    ['in-process', otherEnvironment, 'a process has one environment'],
    ['in-process', otherPages, 'has other settings than mmap-private'],
    ['interleaved', otherAllocator, 'has other settings than mmap-private'],
    ['interleaved', populated, 'mmap-populate: its pages are there before it is touched'],
  ])('%s is said', (design, arms, why) => {
    expect(whyNot(design, arms, machine)).toContain(why);
  });

  test('is nothing where they can: fresh always, states of a process when asked for', () => {
    for (const arms of [stateless, stateful, populated, severalSteps, otherPages])
      expect(whyNot('fresh', arms, machine)).toBeUndefined();
    for (const design of designs) expect(whyNot(design, stateful, machine)).toBeUndefined();
    expect(whyNot('in-process', populated, machine)).toBeUndefined();
  });
});

describe('a design that is asked for', () => {
  function problemOf(kind: Design, arms: readonly Arm[], sizeBytes: number): Problem {
    try {
      designOf(kind, arms, sizeBytes, machine);
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
    throw new Error(`${kind} was accepted`);
  }

  test('is refused with the reason why not, and the way that works', () => {
    const problem = problemOf('in-process', otherPages, MIB);
    expect(problem).toMatchObject({ code: 'no-design', exitCode: 2 });
    expect(problem.message).toMatch(/^these arms cannot meet in-process: .* has other settings/);
    expect(problem.hint).toContain('--design fresh');
  });

  test('is refused where a size has fewer than four chunks', () => {
    const problem = problemOf('interleaved', stateless, MIB - 1);
    expect(problem.message).toContain('too few chunks of 256 KiB');
    expect(problem.hint).toContain('--design in-process');
    expect(designOf('interleaved', stateless, MIB, machine)).toEqual({
      kind: 'interleaved',
      chunkBytes: 256 * KIB,
    });
  });

  test('has larger chunks where regions are large', () => {
    const chunksOf = (sizeBytes: number) => designOf('interleaved', stateless, sizeBytes, machine);
    expect(chunksOf(16 * MIB - 4096)).toMatchObject({ chunkBytes: 256 * KIB });
    expect(chunksOf(16 * MIB)).toMatchObject({ chunkBytes: MIB });
  });

  test('has more rounds the smaller a round is, and its burn-in beside them', () => {
    const roundsOf = (sizeBytes: number): number => {
      const design = designOf('in-process', stateless, sizeBytes, machine);
      return design.kind === 'in-process' ? design.rounds : 0;
    };
    expect(roundsOf(4096)).toBe(burnInRounds + 512);
    expect(roundsOf(2 ** 40)).toBe(burnInRounds + 4);
    const sizes = [4096, 256 * KIB, MIB, 4 * MIB, 64 * MIB].map(roundsOf);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  test('never has fewer rounds than six, nor more readings than a process keeps', () => {
    const counts = fc.integer({ min: 1, max: mostSharedArms - 1 });
    fc.assert(
      fc.property(counts, fc.integer({ min: 1, max: 2 ** 47 }), (count, sizeBytes) => {
        const design = designOf('in-process', armsOf(count), sizeBytes, machine);
        const rounds = design.kind === 'in-process' ? design.rounds : 0;
        expect(rounds).toBeGreaterThanOrEqual(6);
        expect(rounds * (count + 1)).toBeLessThanOrEqual(16_384);
      }),
    );
  });

  test('never has fewer chunks than four, nor more readings than a process keeps', () => {
    const counts = fc.integer({ min: 1, max: mostSharedArms - 1 });
    fc.assert(
      fc.property(counts, fc.integer({ min: MIB, max: 2 ** 47 }), (count, sizeBytes) => {
        const design = designOf('interleaved', armsOf(count), sizeBytes, machine);
        const chunks = design.kind === 'interleaved' ? Math.ceil(sizeBytes / design.chunkBytes) : 0;
        expect(chunks).toBeGreaterThanOrEqual(4);
        expect(chunks * (count + 1)).toBeLessThanOrEqual(16_384);
      }),
    );
  });

  test('takes as many arms as a process does, and no more', () => {
    expect(chooseDesign(armsOf(15), 4096, machine)).toBe('in-process');
    expect(chooseDesign(armsOf(16), 4096, machine)).toBe('fresh');
    expect(whyNot('interleaved', armsOf(16), machine)).toContain('16 arms and a copy of the first are more');
  });
});
