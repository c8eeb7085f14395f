/** A trace for which there is no room: that is said, the command runs to its end, and what was recorded stays readable. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildProbe, describeProbe } from '../../src/probe/index.ts';
import { firsttouch, main, type Outcome, start, temporaryFolder } from './fixture.ts';

const { recording } = describeProbe(buildProbe());
const noFaults = recording?.faults ?? undefined;

/** Every program that the command runs takes some faults more. */
const busy = 'i=0; while [ $i -lt 40 ]; do cat /dev/null; i=$((i+1)); done; echo done';

/** In a shell that lets its programs write files of so many KiB at most: what a full disk answers. */
function traceWithRoom(kib: number, folder: string, command: string): Promise<Outcome> {
  const words = [process.execPath, main, 'trace', '--faults', '--source', 'none', '--out', 'a.jsonl', '--'];
  const quoted = [...words, 'sh', '-c', command].map((word) => `'${word}'`);
  return start(['bash', '-c', `ulimit -f ${kib}; exec ${quoted.join(' ')}`], folder).ended;
}

describe('a trace that outgrows its room', () => {
  beforeAll(async () => {
    await firsttouch(['machine'], '/'); // compiles the probe, for which there is to be room
  });

  test('ends in a whole line, with the command run to its end', async (ctx) => {
    ctx.skip(noFaults !== undefined, noFaults);
    const folder = temporaryFolder();
    const outcome = await traceWithRoom(64, folder, busy);
    expect(outcome.code, outcome.stderr).toBe(3);
    expect(outcome.stdout).toBe('done\n');
    expect(outcome.stderr).toContain('could not be written to its end');
    const text = readFileSync(join(folder, 'a.jsonl'), 'utf8');
    expect(text.length).toBeGreaterThan(32 * 1024);
    expect(text.endsWith('}\n')).toBe(true);
    const shown = await firsttouch(['trace', 'show', 'a.jsonl'], folder);
    expect(shown.code, shown.stderr).toBe(0);
    expect(shown.stdout).toContain('before the command did');
  });

  test('from its header on launches nothing and leaves no file', async (ctx) => {
    ctx.skip(noFaults !== undefined, noFaults);
    const folder = temporaryFolder();
    const outcome = await traceWithRoom(0, folder, 'echo ran');
    expect(outcome.code, outcome.stderr).toBe(3);
    expect(outcome.stdout).toBe('');
    expect(existsSync(join(folder, 'a.jsonl'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});
