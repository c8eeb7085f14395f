/** What cannot be held, and what is said of it. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findCommand } from '../../src/probe/find-command.ts';
import { type HoldCommand, holdCommand } from '../../src/probe/hold.ts';
import { refusalOf } from '../../src/probe/hold-words.ts';
import { buildTestProbe, temporaryFolder } from './fixture.ts';
import { compileWithoutLibrary } from './hold-programs.ts';
import { startRawHold } from './raw-hold.ts';

const built = buildTestProbe();
const folder = temporaryFolder();

function file(name: string, mode: number, text = '#!/bin/sh\n'): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const hold = (words: readonly string[], at: HoldCommand['at']) =>
  holdCommand({ words, at, output: 'ignore' }, () => 0, built);

describe('a command', () => {
  it('that is not there is a wrong usage, with the nearest name', async () => {
    await expect(hold(['slep', '1'], 'exit')).rejects.toMatchObject({ code: 'no-command', exitCode: 2 });
    expect(() => findCommand('slep')).toThrow(/there is no command 'slep' in the folders of PATH/);
    file('frobnicate', 0o755);
    expect(() => findCommand('frobnicatr', folder)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("did you mean 'frobnicate'?") }),
    );
    expect(() => findCommand(join(folder, 'absent'))).toThrow(/there is no file/);
    const beyondAFile = `${file('no-folder', 0o755)}/x:${folder}`;
    expect(findCommand('frobnicate', beyondAFile)).toBe(join(folder, 'frobnicate'));
    expect(() => findCommand('')).toThrow(expect.objectContaining({ code: 'no-command' }));
  });

  it('that is no program says why', () => {
    mkdirSync(join(folder, 'place'));
    const plain = file('plain', 0o644);
    expect(() => findCommand(plain)).toThrow(
      expect.objectContaining({ code: 'not-executable', exitCode: 2 }),
    );
    expect(() => findCommand(join(folder, 'place'))).toThrow(/is a folder/);
  });

  it('whose interpreter is missing says so', async () => {
    const script = file('script', 0o755, '#!/absent/interpreter\n');
    await expect(hold([script], 'exit')).rejects.toMatchObject({ code: 'no-interpreter', exitCode: 2 });
  });

  it('that would lose its privileges is not run, unless root traces it', () => {
    const setsUser = file('sets-user', 0o4755);
    const setsGroup = file('sets-group', 0o2755);
    const someone = { uid: 12_345, gid: 12_345 };
    for (const path of [setsUser, setsGroup]) {
      expect(() => findCommand(path, '', someone)).toThrow(
        expect.objectContaining({ code: 'privileged-command', exitCode: 3 }),
      );
      expect(findCommand(path, '', { uid: 0, gid: 0 })).toBe(path);
    }
  });

  it.for(['exec', 'main'] as const)(
    'without a shebang runs as a script of sh and is held at %s',
    async (at) => {
      const path = file('no-shebang', 0o755, 'exit 3\n');
      expect(await hold([path], at)).toMatchObject({ ending: { how: 'ended' } });
    },
  );
});

describe('a point that is not reached', () => {
  it('says how the command ended, and what holds it', async () => {
    await expect(hold(['sh', '-c', 'exit 4'], { afterMs: 60_000 })).rejects.toMatchObject({
      code: 'ended-early',
      message: "'sh' ended with exit code 4 before 60 s had passed",
      hint: expect.stringContaining('--at exit'),
      exitCode: 2,
    });
  });

  it('at main is a loader that failed', async () => {
    await expect(hold([compileWithoutLibrary(folder)], 'main')).rejects.toMatchObject({
      code: 'ended-early',
      message: expect.stringContaining('exit code 127 before its loader handed over'),
      hint: expect.stringContaining('--at exec'),
    });
  });
});

describe('a refusal', () => {
  const refused = (call: string, errno: number) => refusalOf({ call, errno, reason: 'why' }, ['x'], '/bin/x');

  it('of ptrace or of the layout is what this machine cannot', () => {
    expect(refused('file capabilities', 1)).toMatchObject({ code: 'privileged-command', exitCode: 3 });
    expect(refused('ptrace(PTRACE_SEIZE)', 1)).toMatchObject({ code: 'ptrace-refused', exitCode: 3 });
    expect(refused('personality', 1)).toMatchObject({ code: 'layout-refused', exitCode: 3 });
    expect(refused('setrlimit(RLIMIT_STACK)', 1)).toMatchObject({ code: 'stack-limit-refused', exitCode: 2 });
    expect(refused('exec', 13)).toMatchObject({ code: 'not-executable', exitCode: 2 });
  });

  it.for([
    '{"at":"later"}',
    '{"at":-1}',
    '{"on":"exit"}',
    '{"executions":5,"at":"exit"}',
    '{"stackBytes":1}',
    '[]',
    '{',
    '{"singleStep":1}',
    '{"program":1}',
  ])('of the request %s runs nothing', async (request) => {
    const raw = startRawHold(built, request, ['true']);
    expect(await raw.next()).toMatchObject({ refused: { errno: 0 } });
    expect(await raw.gone).toMatchObject({ code: 2 });
  });
});
