/** However a traced command is launched, interrupted or ended: the exit code says it, and no file or process is left behind. */
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildProbe, describeProbe } from '../../src/probe/index.ts';
import { readStrace } from '../../src/trace/index.ts';
import {
  eventually,
  firsttouch,
  main,
  probesAlive,
  start,
  startFirsttouch,
  temporaryFolder,
} from './fixture.ts';

const { recording } = describeProbe(buildProbe());
const strace = readStrace();
const noStrace = strace.state === 'unavailable' ? strace.reason : undefined;
const noCalls = recording?.calls ?? undefined;
const noSource = noCalls !== undefined && noStrace !== undefined ? `${noCalls}; ${noStrace}` : undefined;

function isRecordedIn(path: string, what: string): boolean {
  return existsSync(path) && readFileSync(path, 'utf8').includes(what);
}

describe('a trace of a command that cannot be launched', () => {
  test('says why, and leaves no file', async (ctx) => {
    ctx.skip(noSource !== undefined, noSource);
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'no-interpreter'), '#!/absent/interpreter\n');
    chmodSync(join(folder, 'no-interpreter'), 0o755);
    const outcome = await firsttouch(['trace', '--out', 'a.jsonl', '--', './no-interpreter'], folder);
    expect(outcome.code, outcome.stderr).toBe(2);
    expect(outcome.stderr).not.toContain('    at ');
    expect(readdirSync(folder)).toEqual(['no-interpreter']);
  });

  test('is no affair of strace', async (ctx) => {
    ctx.skip(noStrace !== undefined, noStrace);
    const folder = temporaryFolder();
    const words = ['trace', '--source', 'strace', '--out', 'a.jsonl', '--', 'no-such-command-here'];
    const outcome = await firsttouch(words, folder);
    expect(outcome.code, outcome.stderr).toBe(2);
    expect(outcome.stderr).toContain("there is no command 'no-such-command-here'");
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a trace that is sent a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s before the launch ends it with 130, and nothing ran',
    async (signal) => {
      const folder = temporaryFolder();
      const { child, ended } = startFirsttouch(
        ['trace', '--source', 'none', '--faults', '--out', 'a.jsonl', '--', 'touch', 'ran'],
        folder,
      );
      await eventually(() => existsSync(join(folder, 'a.jsonl')) || child.exitCode !== null, 50_000);
      child.kill(signal);
      const { code, stderr } = await ended;
      // Where the launch was quicker than the signal, the command has ended as it would have, or died of it, and its trace is there.
      const trace = join(folder, 'a.jsonl');
      if (existsSync(trace)) {
        expect(readFileSync(trace, 'utf8')).toContain('"kind":"begin"');
        expect([0, null], stderr).toContain(code);
      } else {
        expect(code, stderr).toBe(130);
        expect(readdirSync(folder)).toEqual([]);
      }
      expect(await eventually(() => probesAlive().length === 0)).toBe(true);
    },
  );

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    'passes %s on to the command, and tells its end',
    async (signal) => {
      const folder = temporaryFolder();
      const script = `trap 'sleep 0.1; echo asked; exit 9' ${signal.slice(3)}; echo ready; while :; do sleep 0.01; done`;
      const { child, ended } = startFirsttouch(
        ['trace', '--out', 'a.jsonl', '--', 'sh', '-c', script],
        folder,
      );
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      child.kill(signal);
      const outcome = await ended;
      expect(outcome.code, outcome.stderr).toBe(9);
      expect(outcome.stdout).toBe('ready\nasked\n');
      expect(isRecordedIn(join(folder, 'a.jsonl'), '"kind":"end"')).toBe(true);
    },
  );
});

describe('a trace of a command that ends by a signal', () => {
  test.each([
    ['USR1', 128 + 10],
    ['PIPE', 128 + 13],
    ['ABRT', 128 + 6],
  ] as const)('ends with a code where this program would take %s otherwise', async (signal, code) => {
    const outcome = await firsttouch(['trace', '--', 'sh', '-c', `kill -${signal} $$`], temporaryFolder());
    expect(outcome.code, outcome.stderr).toBe(code);
    expect(outcome.stderr).not.toContain('Debugger');
  });

  test('of real time ends by the same', async () => {
    // node.js has no name for it, so a shell says what it was.
    const script = `'${process.execPath}' '${main}' trace -- sh -c 'kill -40 $$'; echo "code $?"`;
    const { stdout, stderr } = await start(['sh', '-c', script], temporaryFolder()).ended;
    expect(stderr).not.toContain('    at ');
    expect(stdout).toBe(`code ${128 + 40}\n`);
  });
});
