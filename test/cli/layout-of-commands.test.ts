/** `firsttouch layout -- COMMAND` as it is typed: held at each point, and twice for ASLR. */
import { describe, expect, test } from 'vitest';
import { firsttouch, main, start, temporaryFolder } from './fixture.ts';

const told = (text: string): string => text.replaceAll(/\s+/g, ' ');

type Document = { readonly items: readonly { readonly kind: string; readonly label?: string }[] };

function labels(text: string): string[] {
  return (JSON.parse(text) as Document).items.flatMap(({ label }) => (label === undefined ? [] : [label]));
}

describe('layout -- COMMAND', () => {
  test('holds the command at its exit, its output on stderr, and lets it go on', async () => {
    const outcome = await firsttouch(
      ['layout', '--format', 'json', '--', 'sh', '-c', 'echo said; exit 3'],
      temporaryFolder(),
    );
    expect(outcome.code).toBe(0);
    expect(labels(outcome.stdout)).toContain('stack');
    expect(labels(outcome.stdout).join(' ')).toContain('libc');
    expect(outcome.stderr).toContain('said\n');
    expect(outcome.stderr).toContain('the command ended with exit code 3');
  });

  test('at exec has no library yet, and at main has them', async () => {
    const at = async (point: string): Promise<string> => {
      const outcome = await firsttouch(
        ['layout', '--at', point, '--format', 'json', '--', 'true'],
        temporaryFolder(),
      );
      expect(outcome.code, outcome.stderr).toBe(0);
      return labels(outcome.stdout).join(' ');
    };
    expect(await at('exec')).not.toContain('libc');
    expect(await at('main')).toContain('libc');
  });

  test('interrupted by Ctrl-C before its point ends with 130', async () => {
    // A session of its own: the signal goes to a whole process group, as a terminal sends it.
    const words = ['setsid', '-w', process.execPath, main, 'layout', '--at', '10s', '--'];
    const { ended } = start([...words, 'sh', '-c', 'kill -INT 0; sleep 5'], temporaryFolder());
    const outcome = await ended;
    expect(outcome.code, outcome.stderr).toBe(130);
    expect(told(outcome.stderr)).toContain('was ended by SIGINT before 10 s had passed');
  });

  test('leaves Ctrl-C to a command that goes on', async () => {
    const words = [
      'setsid',
      '-w',
      process.execPath,
      main,
      'layout',
      '--at',
      '300ms',
      '--format',
      'json',
      '--',
    ];
    const { ended } = start([...words, 'sh', '-c', 'trap "" INT; kill -INT 0; sleep 5'], temporaryFolder());
    const outcome = await ended;
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(labels(outcome.stdout)).toContain('stack');
  });

  test('after a time shows what still runs, and ends it', async () => {
    const outcome = await firsttouch(['layout', '--at', '200ms', '--', 'sleep', '60'], temporaryFolder());
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stdout).toContain('sleep');
  });

  test('--aslr draws both, side by side', async () => {
    const outcome = await firsttouch(['layout', '--aslr', '--', 'true'], temporaryFolder());
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(outcome.stdout).toMatch(/^ASLR off +ASLR on$/m);
    expect(outcome.stdout).toContain('7ffff7fff000');
  });

  test.each([
    [['layout', '--at', 'noon', '--', 'true'], "--at 'noon' is no point"],
    [['layout', '--at', 'exec', '1'], 'a running process is read as it is'],
    [['layout', '--aslr', '1'], 'has been placed once and for all'],
    [['layout', '--executions', '10', '--', 'true'], 'add --aslr'],
    [['layout', '--aslr', '--executions', '1', '--', 'true'], "--executions '1'"],
    [['layout', '--aslr', '--executions', '9', '--at', '2s', '--', 'true'], 'exec or at main'],
    [['layout', '--', 'no-such-command-here'], 'no-such-command-here'],
  ])('refuses %j: %s', async (args, why) => {
    const outcome = await firsttouch(args, temporaryFolder());
    expect(outcome.code).toBe(2);
    expect(outcome.stdout).toBe('');
    expect(told(outcome.stderr)).toContain(why);
    expect(outcome.stderr).toContain('try: ');
  });
});
