/** A trial that is another executable: what it reads, under which conditions it starts, and how it may end. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ProgramRequest, TrialOutcome } from '../../src/model/probe.ts';
import { buildSubject } from '../../src/probe/build-subject.ts';
import { buildTestProbe, startTestProbe, temporaryFolder } from './fixture.ts';
import { answersTo } from './raw-supervisor.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const probe = startTestProbe(built);
const subject = buildSubject('default', { cacheFolder: folder });

function programOf(
  words: readonly string[],
  conditions: Omit<ProgramRequest['program'], 'words'> = {},
  rest: Partial<ProgramRequest> = {},
): ProgramRequest {
  const quiet = { environment: {}, paddingBytes: 0, cpu: -1, thpDisable: false, deadlineMs: 10_000 };
  return { program: { words, ...conditions }, ...quiet, ...rest };
}

/** The shell prints what it was asked for as the text of readings. */
function shellOf(script: string): string[] {
  const before = `'{"phases":{},"facts":{},"texts":{"said":"'`;
  return ['/bin/sh', '-c', `printf '%s%s%s' ${before} "$(${script})" '"},"missing":{},"lists":{}}'`];
}

async function said(
  script: string,
  conditions: Omit<ProgramRequest['program'], 'words'> = {},
): Promise<string> {
  const outcome = await probe.runProgram(programOf(shellOf(script), conditions));
  const text = outcome.readings?.texts.said;
  if (text === undefined) throw new Error(`nothing was said: ${JSON.stringify(outcome)}`);
  return text;
}

describe('a program', () => {
  it('is run in place of a trial, and its readings are its result', async () => {
    const outcome = await probe.runProgram(programOf([subject, 'null']));
    expect(outcome).toMatchObject({
      end: { how: 'exit', code: 0 },
      steps: [],
      readings: { facts: { vmas: expect.any(Number) as number }, texts: {}, missing: {}, lists: {} },
    });
    expect(outcome.readings?.phases.nothing?.[0]).toHaveLength(7);
  });

  it('that prints no readings is refused, with what it printed', async () => {
    const outcome = await probe.runProgram(programOf(['/bin/echo', 'good morning']));
    expect(outcome.end).toEqual({ how: 'refused', reason: 'good morning' });
  });

  it('that prints something else in JSON is refused by name', async () => {
    const outcome = await probe.runProgram(programOf(['/bin/echo', '{"phases":{"a":"b"}}']));
    expect(outcome.end).toMatchObject({
      how: 'refused',
      reason: expect.stringContaining('phases.a') as string,
    });
  });

  it('that is not there is refused, with what the kernel answered', async () => {
    const outcome = await probe.runProgram(programOf(['/nonexistent/program']));
    expect(outcome.end).toEqual({
      how: 'refused',
      reason: 'executing the program: No such file or directory',
    });
  });

  it('starts without ASLR where that is asked', async () => {
    expect(await said('cat /proc/self/personality', { fixedAddresses: true })).toBe('00040000');
    expect(await said('cat /proc/self/personality', { legacyLayout: true })).toBe('00200000');
    expect(await said('cat /proc/self/personality')).toBe('00000000');
  });

  it('starts under the limits that are asked for', async () => {
    expect(await said('ulimit -s', { stackLimitBytes: 2 ** 20 })).toBe('1024');
    expect(await said('ulimit -v', { addressSpaceLimitBytes: 2 ** 30 })).toBe('1048576');
    expect(await said('ulimit -l', { lockedLimitBytes: 65_536 })).toBe('64');
  });

  it('can be run as an unprivileged user by root', async (ctx) => {
    if (process.getuid?.() !== 0) ctx.skip('only root can change the user');
    expect(await said('id -u', { unprivileged: true })).toBe('65534');
  });

  it('takes what it started and left running with it', async () => {
    const file = join(folder, 'pid');
    const script = `sleep 60 & echo $! > ${file}; echo done`;
    await probe.runProgram(programOf(['/bin/sh', '-c', `(${script}) > /dev/null`]));
    const pid = readFileSync(file, 'utf8').trim();
    for (let wait = 0; existsSync(`/proc/${pid}`) && wait < 100; wait++) await delay(20);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });

  it('that lasts beyond its deadline is ended with all that it started', async () => {
    const file = join(folder, 'late');
    const words = ['/bin/sh', '-c', `sleep 60 & echo $! > ${file}; wait`];
    const outcome: TrialOutcome = await probe.runProgram(programOf(words, {}, { deadlineMs: 300 }));
    expect(outcome.end).toEqual({ how: 'deadline', deadlineMs: 300 });
    const pid = readFileSync(file, 'utf8').trim();
    for (let wait = 0; existsSync(`/proc/${pid}`) && wait < 100; wait++) await delay(20);
    expect(existsSync(`/proc/${pid}`)).toBe(false);
  });
});

describe('a program request', () => {
  const wrong: readonly (readonly [string, string])[] = [
    ['{"id":1,"program":{}}', 'program has no words'],
    ['{"id":1,"program":7}', 'program is not an object'],
    ['{"id":1,"program":{"words":[]}}', 'program words must be 1 to 128'],
    ['{"id":1,"program":{"words":["sh"]}}', "the program's path is not absolute"],
    ['{"id":1,"program":{"words":["/bin/sh"],"nice":1}}', 'unknown member in the program'],
    ['{"id":1,"program":{"words":["/bin/sh"],"stackLimitBytes":"much"}}', 'stackLimitBytes is no limit'],
    [
      '{"id":1,"program":{"words":["/bin/sh"]},"witness":true}',
      'a program takes no steps, design, witness or perf',
    ],
  ];

  it.for(wrong)('that is wrong is refused by name: %s', async ([line, reason]) => {
    const { lines } = await answersTo(built, [line]);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ end: { how: 'refused', reason } });
  });

  it('may have words with anything in them', async () => {
    const script = join(folder, 'say.sh');
    writeFileSync(
      script,
      '#!/bin/sh\nprintf \'{"phases":{},"facts":{"words":%d},"texts":{},"missing":{},"lists":{}}\' $#\n',
      { mode: 0o755 },
    );
    const outcome = await probe.runProgram(programOf([script, '', 'a "b" \\ c', 'ä\n']));
    expect(outcome.readings?.facts.words).toBe(3);
  });
});
