/** The table of ways: it covers what the probe has, and every entry can be printed and used. */
import { describe, expect, test } from 'vitest';
import { knownWays, wayOf } from '../../src/analysis/ways-to-get-it.ts';
import { makeArm } from '../../src/experiments/index.ts';
import { describeProbe } from '../../src/probe/index.ts';
import { buildTestProbe } from '../probe/fixture.ts';

const built = buildTestProbe();

test('every strategy that the probe describes and that obtains memory has its way, and no other', () => {
  const { strategies } = describeProbe(built);
  const obtaining = strategies
    .filter((strategy) => strategy.backing !== 'none')
    .map((strategy) => strategy.name);
  expect([...knownWays].sort()).toEqual(obtaining.sort());
});

describe('a way', () => {
  test.each([...knownWays])('%s has words for everything, each on one line', (name) => {
    const way = wayOf(makeArm(name), false);
    for (const text of [way?.portability, way?.inC, way?.unchanged]) {
      expect(text).toMatch(/\S/);
      expect(text).not.toMatch(/\n|\.$/);
    }
    expect(way?.inC).toMatch(/\bp = .*;$/);
  });

  test('has a rank of its own', () => {
    const ranks = knownWays.map((name) => wayOf(makeArm(name), false)?.simplicity);
    expect(new Set(ranks).size).toBe(knownWays.length);
  });

  test('of an arm with settings names them, and is less simple than without', () => {
    const plain = wayOf(makeArm('malloc'), true);
    const environment = { GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1' };
    const tuned = wayOf(makeArm('malloc', { name: 'tuned', environment }), true);
    expect(tuned?.unchanged).toBe('GLIBC_TUNABLES=glibc.malloc.hugetlb=1');
    expect(tuned?.simplicity).toBeGreaterThan(plain?.simplicity ?? 99);
    const preload = '/usr/lib/libjemalloc.so.2';
    expect(wayOf(makeArm('malloc', { preload }), true)?.unchanged).toBe(`LD_PRELOAD=${preload}`);
    const base = wayOf(makeArm('mmap-private', { thpDisable: true }), false);
    expect(base?.unchanged).toMatch(/PR_SET_THP_DISABLE.*; and GLIBC_TUNABLES/);
  });

  test('of a strategy that is not known is none', () => {
    expect(wayOf(makeArm('mmap-of-the-future'), false)).toBeUndefined();
  });
});
