import { describe, expect, test } from 'vitest';
import { experiments, makeArm } from '../../src/experiments/index.ts';
import { mallocVsMmap } from '../../src/experiments/malloc-vs-mmap.ts';
import { post } from '../../src/experiments/post.ts';
import type { Arm, Capabilities, ExperimentPlan } from '../../src/model/experiment.ts';
import { largestSizeBytes } from '../../src/model/experiment.ts';
import { parseRunHeader, serializeRunLine } from '../../src/model/run-line.ts';
import { headerOf, MIB } from '../analysis/fixture.ts';
import { capabilities as everything, listed, patterns, strategies } from './capabilities.ts';

function armsOf(plan: ExperimentPlan): Arm[] {
  return plan.stages.flatMap((stage) => {
    if (stage.kind === 'commands' || stage.kind === 'scenarios') return [];
    return stage.kind === 'repetition' ? [stage.arm] : stage.cells.flatMap((cell) => cell.arms);
  });
}

function sizesOf(plan: ExperimentPlan): number[] {
  return plan.stages.flatMap((stage) => {
    if (stage.kind === 'commands' || stage.kind === 'scenarios') return [];
    return stage.kind === 'repetition' ? [stage.sizeBytes] : stage.cells.map((cell) => cell.sizeBytes);
  });
}

test('the probe’s own lists were found', () => {
  expect(strategies).toEqual(expect.arrayContaining(['none', 'malloc', 'mmap-private', 'mmap-thp']));
  expect(strategies).toHaveLength(listed.length);
  expect(patterns).toEqual(expect.arrayContaining(['none', 'write-all', 'write-fraction']));
});

test('experiments have names of their own', () => {
  expect(new Set(experiments.map((one) => one.name)).size).toBe(experiments.length);
});

describe.each(experiments.map((one) => [one.name, one] as const))('%s', (name, experiment) => {
  const plan = experiment.plan({}, everything);

  test('has a plan that survives the run file, under its own name', () => {
    expect(plan.name).toBe(name);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(parseRunHeader(serializeRunLine(headerOf(plan)))).toMatchObject({ value: { plan } });
  });

  test('says its question and summary, and has a budget', () => {
    expect(experiment.question).toMatch(/\?$/);
    expect(experiment.summary.length).toBeGreaterThan(60);
    expect(experiment.budgetSeconds).toBeGreaterThan(0);
  });

  test('asks only for strategies and patterns that the probe has', () => {
    for (const step of armsOf(plan).flatMap((arm) => arm.steps)) {
      expect(strategies).toContain(step.strategy);
      expect(patterns).toContain(step.pattern);
      expect(step.fill).toBeLessThanOrEqual(255);
    }
  });

  test('has cells whose arms have names of their own', () => {
    for (const stage of plan.stages) {
      if (stage.kind !== 'comparison') continue;
      for (const cell of stage.cells) {
        const names = cell.arms.map((arm) => arm.name);
        expect(new Set(names).size).toBe(names.length);
      }
    }
  });

  test('has scenario arms with names of their own, and not the name of the control', () => {
    for (const stage of plan.stages) {
      if (stage.kind !== 'scenarios') continue;
      const names = stage.arms.map((arm) => arm.name);
      expect(new Set([...names, 'control']).size).toBe(names.length + 1);
    }
  });

  test('has stages with names of their own', () => {
    const names = plan.stages.map((stage) => stage.name);
    expect(new Set(names).size).toBe(names.length);
  });

  test('stores the same byte in every arm that is compared', () => {
    for (const stage of plan.stages) {
      if (stage.kind !== 'comparison') continue;
      for (const { arms } of stage.cells) {
        const fills = arms.flatMap((arm) => arm.steps.map((step) => step.fill));
        expect(new Set(fills).size).toBe(1);
      }
    }
  });

  test('has whole sizes, also for sizes asked for', () => {
    for (const sizesBytes of [undefined, [1], [4096], [MIB], [2 ** 32], [2 ** 40], [4097, 3 * MIB]]) {
      const sized = experiment.plan(sizesBytes ? { sizesBytes } : {}, everything);
      for (const size of sizesOf(sized)) {
        expect(Number.isSafeInteger(size)).toBe(true);
        expect(size).toBeGreaterThan(0);
      }
      if (sizesBytes && !experiment.ofScenarios)
        expect(largestSizeBytes(sized)).toBeGreaterThanOrEqual(sizesBytes.at(-1) ?? 0);
    }
  });

  test('compares the arms that are asked for, the first as reference', () => {
    const arms = [makeArm('calloc'), makeArm('mmap-shared')];
    for (const stage of experiment.plan({ arms }, everything).stages) {
      if (stage.kind !== 'comparison') continue;
      for (const cell of stage.cells)
        expect(cell.arms.map((arm) => arm.name)).toEqual(['calloc', 'mmap-shared']);
    }
  });
});

describe('a calibration', () => {
  const calibrationsOf = (plan: ExperimentPlan) =>
    plan.stages.filter((stage) => stage.kind === 'calibration');

  test.each(experiments.filter((one) => !one.ofScenarios).map((one) => [one.name, one] as const))(
    'is part of %s, unless it is left out',
    (_, one) => {
      expect(calibrationsOf(one.plan({}, everything))).toHaveLength(1);
      expect(calibrationsOf(one.plan({ withoutWhy: true }, everything))).toEqual([]);
      expect(calibrationsOf(one.plan({}, { ...everything, strategies: ['malloc'] }))).toEqual([]);
    },
  );

  test('measures four sizes at most, among them the smallest and the largest of the comparison', () => {
    const sizesBytes = Array.from({ length: 9 }, (_, i) => 4096 * 2 ** i);
    const plan = mallocVsMmap.plan({ sizesBytes }, everything);
    const sizes = calibrationsOf(plan).flatMap((stage) => stage.cells.map((cell) => cell.sizeBytes));
    expect(new Set(sizes).size).toBe(4);
    const beside = calibrationsOf(mallocVsMmap.plan({ sizesBytes: [MIB] }, everything)).flatMap(
      (stage) => stage.cells,
    );
    expect(beside.map((cell) => cell.sizeBytes)).toEqual([4096, MIB, MIB]);
    expect([Math.min(...sizes), Math.max(...sizes)]).toEqual([4096, 2 ** 20]);
  });

  test('has huge pages only where one fits, and no null call is a way in', () => {
    const plan = mallocVsMmap.plan({ sizesBytes: [MIB, 4 * MIB] }, everything);
    const cells = calibrationsOf(plan)[0]?.cells ?? [];
    const namesAt = (sizeBytes: number): string[] =>
      cells
        .filter((cell) => cell.sizeBytes === sizeBytes)
        .flatMap((cell) => cell.arms.map((arm) => arm.name));
    expect(namesAt(MIB)).toEqual(['call', 'map', 'page', 'bytes', 'populate']);
    expect(namesAt(4 * MIB)).toEqual(expect.arrayContaining(['huge-page', 'huge-bytes']));
    const compared = plan.stages.flatMap((stage) => (stage.kind === 'comparison' ? stage.cells : []));
    expect(JSON.stringify(compared)).not.toContain('null-call');
  });
});

describe('post', () => {
  test('with --size 4GiB has cells of 4 GiB at most, and one of exactly that', () => {
    const sizes = sizesOf(post.plan({ sizesBytes: [2 ** 32], withoutWhy: true }, everything));
    expect(Math.max(...sizes)).toBe(2 ** 32);
    expect(Math.min(...sizes)).toBe(2 ** 26);
    for (const size of sizes) expect(size % 4096).toBe(0);
  });

  test("goes over sizes of whole pages of the machine's own size", () => {
    const large = { ...everything, pageSizeBytes: 65_536 };
    const over = post.plan({ sizesBytes: [3 * MIB] }, large).stages.find((stage) => stage.name === 'sizes');
    const sizes = over?.kind === 'comparison' ? over.cells.map((cell) => cell.sizeBytes) : [];
    expect(sizes.map((size) => size / 65_536)).toEqual([1, 3, 12, 24, 48]);
  });

  test('repeats the program in both orders with its own fill bytes', () => {
    const repeated = post.plan({}, everything).stages.filter((stage) => stage.kind === 'repetition');
    const halves = repeated.map((stage) =>
      stage.arm.steps.map((step) => `${step.strategy}=${step.fill}`).join(),
    );
    expect(new Set(halves)).toEqual(new Set(['malloc=0,mmap-private=1', 'mmap-private=1,malloc=0']));
    expect(repeated[0]?.memory).toBe('as-found');
  });
});

describe('chunks of regions side by side', () => {
  const arms = [makeArm('mmap-private'), makeArm('mmap-shared')];
  const chunkOf = (machine: Capabilities): number => {
    const [stage] = mallocVsMmap.plan({ arms, sizesBytes: [64 * MIB] }, machine).stages;
    const design = stage?.kind === 'comparison' ? stage.cells[0]?.design : undefined;
    return design?.kind === 'interleaved' ? design.chunkBytes : 0;
  };

  test('are never smaller than what one fault maps: huge pages may come unasked', () => {
    expect(chunkOf(everything)).toBe(MIB);
    expect(chunkOf({ ...everything, largestFaultBytes: 2 * MIB })).toBe(2 * MIB);
  });

  test('are given up for fresh processes where a huge page is as large as the regions', () => {
    const large = { ...everything, pageSizeBytes: 65_536, largestFaultBytes: 512 * MIB };
    expect(chunkOf(large)).toBe(0);
    expect(post.plan({}, large).stages.map((stage) => stage.name)).not.toContain('side-by-side');
    expect(post.plan({}, everything).stages.map((stage) => stage.name)).toContain('side-by-side');
  });
});
