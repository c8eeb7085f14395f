/** A command that is watched from outside: its marks, its ends, and the scripts for Node that speak so. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ScenarioReadings } from '../../src/model/scenario.ts';
import { buildSubject } from '../../src/probe/build-subject.ts';
import { temporaryFolder } from '../probe/fixture.ts';

const folder = temporaryFolder();
const subject = buildSubject('default', { cacheFolder: folder });
const MIB = 2 ** 20;

type Answer = ScenarioReadings & { readonly refused?: string };

/** What is read of a command in an empty environment; `parameters` are those of the scenario. */
function watched(command: readonly string[], parameters: readonly string[] = []): Answer {
  const words = ['watch', ...parameters, '--', ...command];
  const { stdout } = spawnSync(subject, words, { env: {}, encoding: 'utf8', timeout: 20_000 });
  return JSON.parse(stdout) as Answer;
}

const shell = (script: string): Answer => watched(['/bin/sh', '-c', script]);

function scripted(name: string, words: readonly (string | number)[], parameters: string[] = []): Answer {
  const script = fileURLToPath(new URL(`../../subjects/node/${name}.mjs`, import.meta.url));
  return watched([process.execPath, '--expose-gc', script, ...words.map(String)], parameters);
}

describe('a watched command', () => {
  it('has its phases timed by itself and its sizes read from outside', () => {
    const { phases, facts } = shell(
      'echo begin work >&3; head -c 1 <&4 >/dev/null; echo end work 1234 >&3; head -c 1 <&4',
    );
    expect(phases.work?.[0]?.[0]).toBe(1234);
    expect(Object.keys(facts)).toEqual(['workRssGrowthBytes', 'workAddressSpaceGrowthBytes']);
  });

  it('says facts, texts, lists and what is missing', () => {
    const script =
      'fact answer 42\ntext name of words\nappend list 1\nappend list 2\nmissing other no reason';
    expect(shell(`echo '${script}' >&3`)).toMatchObject({
      facts: { answer: 42 },
      texts: { name: 'of words' },
      lists: { list: [1, 2] },
      missing: { other: 'no reason' },
    });
  });

  it('is unavailable when it says so, and when it ends badly', () => {
    expect(shell('echo unavailable because nothing works >&3').unavailable).toBe('nothing works');
    expect(shell('exit 3').unavailable).toMatch(/did not end well/);
    expect(shell('kill -9 $$')).toMatchObject({ facts: { signal: 9 } });
  });

  it('that is not there fails with the call and its reason', () => {
    expect(watched(['/nowhere/at-all']).failed).toMatchObject({ call: 'execv of the command', errno: 2 });
  });

  it('that says what no mark is, is refused', () => {
    expect(shell('echo sing loudly >&3').refused).toMatch(/not understood: sing/);
  });

  it('is not waited for by a child of its own that holds the pipe open', () => {
    const started = shell('sleep 60 2>/dev/null & echo fact child $! >&3');
    expect(started.facts.child).toBeGreaterThan(0);
    process.kill(started.facts.child as number);
  });
});

describe('a script for Node', () => {
  it.each([
    'alloc',
    'alloc-unsafe',
    'array-buffer',
    'shared-array-buffer',
    'resizable-array-buffer',
    'wasm-memory',
  ])('obtains memory with %s, which is resident once it was written', (way) => {
    const { facts } = scripted('obtain', [way, 16 * MIB]);
    const { allocateRssGrowthBytes = 0, fillRssGrowthBytes = 0 } = facts;
    expect(allocateRssGrowthBytes + fillRssGrowthBytes).toBeGreaterThan(15 * MIB);
  });

  it('hands memory to a worker: shared memory alone shows what the other wrote', () => {
    const of = (way: string): Answer['facts'] => scripted('to-worker', [way, MIB]).facts;
    expect(of('clone')).toMatchObject({ receivedBytes: MIB, keptBytes: MIB, sawTheOthersWrite: 0 });
    expect(of('transfer')).toMatchObject({ receivedBytes: MIB, keptBytes: 0 });
    expect(of('share')).toMatchObject({ receivedBytes: MIB, keptBytes: MIB, sawTheOthersWrite: 1 });
  });

  it.each([
    ['json', 'none'],
    ['advanced', 'none'],
    ['file', 'memory'],
    ['file', 'folder'],
  ])('hands a buffer to another process as %s (file: %s)', (way, file) => {
    const { facts } = scripted('to-process', [way, 100_000], [`file=${file}`, `folder=${folder}`]);
    expect(facts).toMatchObject({ receivedBytes: 100_000, receivedRight: 1 });
  });

  it('starts programs and reads peaks, limits, heaps and old contents to its end', () => {
    expect(scripted('spawn', [MIB, '/bin/true']).phases.spawnLarge).toHaveLength(4);
    expect(scripted('peak', [MIB]).facts.highWaterBytes).toBeGreaterThan(MIB);
    expect(scripted('limit', [0]).facts).toMatchObject({ askedBytes: 0, obtainedBytes: 0 });
    expect(scripted('objects', [100, 'libc']).facts).toMatchObject({ objects: 100, allocatorMapped: 1 });
    expect(scripted('stale', []).facts).toMatchObject({ smallBuffers: 400, firstLargePages: 5120 });
    expect(scripted('recycle', ['alloc', MIB]).phases.again).toHaveLength(1);
  });

  it('reserves address space, and memory only as far as it was written', () => {
    const { facts } = scripted('reserve', ['array-buffer', 256 * MIB, MIB]);
    expect(facts.reserveAddressSpaceGrowthBytes).toBeGreaterThanOrEqual(256 * MIB);
    expect(facts.reserveRssGrowthBytes).toBeLessThan(16 * MIB);
  });
});
