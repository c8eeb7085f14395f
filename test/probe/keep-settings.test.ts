/** The keeper of settings: files stand in for those of /sys; they are put back on every way out. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { ChangedSettings, SystemChange } from '../../src/model/scenario.ts';
import { keepSettings } from '../../src/probe/keep-settings.ts';
import { buildTestProbe, temporaryFolder } from './fixture.ts';

const folder = temporaryFolder();
const built = buildTestProbe();
const keeper = keepSettings(built);
let files = 0;

function settingOf(text: string): string {
  const path = join(folder, `setting-${files++}`);
  writeFileSync(path, text);
  return path;
}

const write = (path: string, value: string): SystemChange => ({ kind: 'write', path, value, why: 'a test' });

async function changed(changes: readonly SystemChange[]): Promise<ChangedSettings> {
  const reading = await keeper.change(changes);
  if (reading.state === 'measured') return reading.value;
  throw new Error(reading.reason);
}

async function becomes(path: string, text: string): Promise<string> {
  for (let wait = 0; readFileSync(path, 'utf8') !== text && wait < 200; wait++) await delay(20);
  return readFileSync(path, 'utf8');
}

describe('a setting', () => {
  it('is changed, and put back when that is asked for', async () => {
    const path = settingOf('madvise');
    const { restore } = await changed([write(path, 'always!')]);
    expect(readFileSync(path, 'utf8')).toBe('always!');
    await restore();
    expect(readFileSync(path, 'utf8')).toBe('madvise');
  });

  it('of several words is put back to the chosen one', async () => {
    const path = settingOf('always [madvise] never\n');
    const { restore } = await changed([write(path, 'never_______________________')]);
    await restore();
    expect(readFileSync(path, 'utf8').startsWith('madvise')).toBe(true);
  });

  it('is put back when a later one is refused, and the answer names it', async () => {
    const path = settingOf('0');
    const reading = await keeper.change([write(path, '8'), write(join(folder, 'missing'), '1')]);
    expect(reading).toEqual({
      state: 'unavailable',
      reason: `reading ${join(folder, 'missing')}: No such file or directory`,
    });
    expect(readFileSync(path, 'utf8')).toBe('0');
  });

  it('is put back to what it was first, where it is changed twice', async () => {
    const path = settingOf('a');
    const { restore } = await changed([write(path, 'b'), write(path, 'c')]);
    expect(readFileSync(path, 'utf8')).toBe('c');
    await restore();
    expect(readFileSync(path, 'utf8')).toBe('a');
  });

  it.for(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'is put back when who asked for it is ended by %s',
    async (signal) => {
      const path = settingOf('was');
      // The shell stands for the one who asks: it holds the keeper's input open until it is killed.
      const script = `exec 3> >(exec '${built.path}' --keep > /dev/null); printf 'write %s now\\n' '${path}' >&3; sleep 60`;
      const asking = spawn('bash', ['-c', script], { stdio: 'ignore', detached: true });
      expect(await becomes(path, 'now')).toBe('now');
      process.kill(-(asking.pid as number), signal);
      expect(await becomes(path, 'was')).toBe('was');
    },
  );
});

describe('a memory cgroup', () => {
  it('is made with its limit, and removed', async (ctx) => {
    const reading = await keeper.change([{ kind: 'memory-cgroup', limitBytes: 64 * 2 ** 20, why: 'a test' }]);
    if (reading.state === 'unavailable') {
      expect(reading.reason).toMatch(/cgroup|making|finding|writing/);
      ctx.skip(`no memory cgroup can be made here: ${reading.reason}`);
      return;
    }
    const { cgroup = '', restore } = reading.value;
    const limit = ['memory.limit_in_bytes', 'memory.max']
      .map((name) => join(cgroup, name))
      .find((path) => existsSync(path));
    expect(readFileSync(limit ?? '', 'utf8').trim()).toBe(String(64 * 2 ** 20));
    await restore();
    expect(existsSync(cgroup)).toBe(false);
  });
});
