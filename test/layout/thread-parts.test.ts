/** Stacks of threads keep their guards beside other reservations, and stacks too small for a thread are not called its stack. */
import { describe, expect, test } from 'vitest';
import { classify } from '../../src/layout/classify.ts';
import { factsOf } from '../../src/layout/facts.ts';
import { makeLayout } from '../../src/layout/index.ts';
import type { Vma } from '../../src/model/process-image.ts';
import { measured } from '../../src/model/reading.ts';
import { makeImage, makeVma } from './image.ts';

const page = 4096;
const mebibyte = 2 ** 20;

/** A thread whose stack pointer is that. */
function thread(tid: number, stackPointer: number) {
  return { tid, name: 'worker', stackPointer: measured(stackPointer) };
}

describe('the stack of a thread that touches the code range of V8', () => {
  const stack = 0x7fe8_0680_0000;
  const range = stack + 8 * mebibyte;
  const image = makeImage(
    [
      makeVma(0x400000, 0x500000, 'r-xp', '/usr/bin/node'),
      makeVma(stack - page, stack, '---p'),
      makeVma(stack, range, 'rw-p'),
      makeVma(range, range + page, 'rwxp'),
      makeVma(range + page, range + 128 * mebibyte, '---p'),
    ],
    { pid: 1, threads: measured([thread(1, 0), thread(2, range - 100)]) },
  );

  test('keeps its guard, in one group with it', () => {
    const groups = makeLayout(image).items.filter((item) => item.kind === 'group');
    const own = groups.find(({ start }) => start === stack - page);
    expect(own).toMatchObject({ class: 'thread-stack', regionCount: 2 });
    expect(own?.items.map((item) => item.kind === 'region' && item.part)).toEqual(['guard', 'stack']);
  });

  test('leaves the range what it is', () => {
    const classes = classify(factsOf(image)).map(({ region }) => region.class);
    expect(classes).toEqual(['program', 'guard', 'thread-stack', 'v8', 'v8'].with(0, classes[0]!));
  });
});

describe('a small stack above a guard', () => {
  const at = 0x7f00_0000_0000;
  const marked: Vma['usage'] = { vmFlags: ['rd', 'wr', 'nh'] };
  const labelOf = (sizeBytes: number): string | undefined => {
    const vmas = [
      makeVma(at - page, at, '---p'),
      makeVma(at, at + sizeBytes, 'rw-p', '', { usage: marked }),
      makeVma(at + mebibyte, at + 2 * mebibyte, 'r-xp', '/lib/libc.so.6'),
    ];
    return classify(factsOf(makeImage(vmas)))[1]?.region.label;
  };

  test('is one for signals where glibc would start no thread on it', () => {
    expect(labelOf(2 * page)).toBe('signal stack');
    expect(labelOf(4 * page)).toBe('thread stack');
  });
});
