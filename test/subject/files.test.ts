/** Scenarios about files: cache states as asked for, every byte read, nothing left behind, and bad folders said. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import type { ScenarioReadings } from '../../src/model/scenario.ts';
import { buildSubject } from '../../src/probe/build-subject.ts';
import { temporaryFolder } from '../probe/fixture.ts';

const subject = buildSubject('default', { cacheFolder: temporaryFolder() });
const folder = temporaryFolder();
const sizeBytes = 2 ** 20;

type Answer = ScenarioReadings & { readonly refused?: string };
type Words = Readonly<Record<string, string | number>>;

function read(scenario: string, words: Words = {}): Answer {
  const parameters = Object.entries({ folder, ...words }).map(([name, value]) => `${name}=${value}`);
  const { stdout } = spawnSync(subject, [scenario, ...parameters], { encoding: 'utf8', timeout: 20_000 });
  return JSON.parse(stdout) as Answer;
}

/** The same where this folder has a device behind it. */
function readOnDisk(ctx: TestContext, scenario: string, words: Words = {}): Answer {
  const answer = read(scenario, words);
  if (answer.unavailable) ctx.skip(answer.unavailable);
  return answer;
}

afterEach(() => {
  expect(readdirSync(folder)).toEqual([]);
});

describe('a file of a known cache state', () => {
  it('is on the device alone where it is to be cold, before every round', (ctx) => {
    const { facts } = readOnDisk(ctx, 'demand-paging', { sizeBytes, pattern: 'all', rounds: 3 });
    expect(facts).toMatchObject({ residentBefore: 0, mostResidentBefore: 0, residentMapped: 0 });
    expect(facts.residentAfter).toBe(facts.pages);
  });

  it.for(['fresh', 'warm', 'warm-small'])('is in memory whole where it is %s', (state) => {
    const { facts } = read('demand-paging', { sizeBytes, state, pattern: 'none' });
    expect(facts.residentBefore).toBe(facts.pages);
  });

  it('has its resident pages listed in runs that add up to the file', (ctx) => {
    const words = { sizeBytes, pattern: 'random', pages: 5, advice: 'random' };
    const { facts, lists } = readOnDisk(ctx, 'demand-paging', words);
    const runs = lists.residentRuns ?? [];
    const sum = (from: readonly number[]): number => from.reduce((total, length) => total + length, 0);
    expect(sum(runs)).toBe(facts.pages);
    expect(sum(runs.filter((_, index) => index % 2 === 1))).toBe(facts.residentAfter);
  });

  it('has both counts of its cached pages agree, where there is cachestat', (ctx) => {
    const { facts, missing } = read('demand-paging', { sizeBytes, state: 'warm', pattern: 'none' });
    if (missing.cachestatBefore) ctx.skip(missing.cachestatBefore);
    expect(facts.cachestatBefore).toBe(facts.residentBefore);
  });
});

describe('reading a file', () => {
  it.for(['read', 'pread', 'readv', 'mmap'])('by %s finds every byte, in each of its samples', (way) => {
    const { facts, phases } = read('file-read', { sizeBytes, way, passes: 2, samples: 3 });
    expect(facts).toMatchObject({ sumAgrees: 1, readBytes: 2 * sizeBytes });
    expect(phases.read).toHaveLength(3);
  });

  it.for(['pread', 'mmap'])('by %s in random order finds every byte once', (way) => {
    const words = { sizeBytes, way, order: 'random', bufferBytes: 4096 };
    expect(read('file-read', words).facts.sumAgrees).toBe(1);
  });

  it('by O_DIRECT leaves a cold file cold', (ctx) => {
    const { facts } = readOnDisk(ctx, 'file-read', { sizeBytes, way: 'direct', state: 'cold' });
    expect(facts).toMatchObject({ sumAgrees: 1, residentAfter: 0 });
  });
});

describe('a folder', () => {
  it('that is not there is said, with what the kernel answered', () => {
    const answer = read('demand-paging', { folder: join(folder, 'nowhere') });
    expect(answer.failed?.message).toBe('No such file or directory');
  });

  it('without room for the file is unavailable, and nothing is written', () => {
    const answer = read('file-read', { sizeBytes: 2 ** 60 });
    expect(answer.unavailable).toMatch(/bytes left, and the file needs \d+$/);
  });

  it('in memory has no cold files', (ctx) => {
    const answer = read('demand-paging', { folder: '/dev/shm', sizeBytes });
    if (answer.failed) ctx.skip(`no file can be made in /dev/shm: ${answer.failed.message}`);
    expect(answer.unavailable).toMatch(/in memory: no page of a file can be cold/);
  });
});
