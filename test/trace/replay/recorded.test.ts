import { describe, expect, test } from 'vitest';
import { recordsOf, viewOf } from '../../exporters/traced-view.ts';
import { sentencesOf } from '../trace-records.ts';

describe('the story of malloc, recorded with tracepoints', () => {
  const view = viewOf('malloc-story-tracepoints');

  test('shows the threshold that moved when a block was freed', () => {
    expect(sentencesOf(view, 'malloc-threshold')).toEqual([
      expect.stringMatching(
        /mapped a block of 1 MiB and unmapped it at 1\.99 ms; at 2\.61 ms the break grew by 1 MiB instead/,
      ),
    ]);
  });

  test('joins every fault to a mapping, and agrees with what the kernel counted', () => {
    expect(view.faults).toMatchObject({ minorFaults: 1511, outsideFaults: 0 });
    expect(view.witnesses.map(({ figures }) => figures.agrees)).toEqual([1, 1]);
    const regions = view.faults?.byRegion.map(({ name }) => name) ?? [];
    expect(regions).toEqual(
      expect.arrayContaining(['heap', 'stack', 'thread stack', 'malloc arena of a thread']),
    );
    expect(regions).not.toContain('mapping of an unknown file');
  });

  test('has all faults of a program in its raster', () => {
    expect(view.rasters.map(({ name, faults }) => [name, faults])).toEqual([
      ['malloc-story', 1428],
      ['true', 50],
      // The child before it executed the other program.
      ['malloc-story', 33],
    ]);
  });

  test('counts each call that is in the file', () => {
    const calls = recordsOf('malloc-story-tracepoints').filter(({ kind }) => kind === 'call').length;
    expect(view.calls.reduce((sum, { count }) => sum + count, 0)).toBe(calls);
  });
});

test('a pipeline recorded without rights has its four processes, each with a name and an end', () => {
  const view = viewOf('pipeline-unprivileged');
  expect(view.processes.map(({ name, untilNs }) => [name, untilNs !== null])).toEqual([
    ['sh', true],
    ['seq', true],
    ['sort', true],
    ['cat', true],
  ]);
  expect(view.faults).toMatchObject({ minorFaults: 356, outsideFaults: 0, kernelFaults: null });
});

test('a recording that lost records says how many, and whether they explain what is missing', () => {
  const view = viewOf('small-ring-loses');
  expect(sentencesOf(view, 'witness')[0]).toMatch(
    /records were lost: the kernel counted .* which is within what was lost/,
  );
});
