/** Many executions of one command, and the layout conditions that they are given. */
import { describe, expect, it } from 'vitest';
import type { HeldExecution } from '../../src/model/held-command.ts';
import { executeMany, type ManyExecutions } from '../../src/probe/execute-many.ts';
import { buildTestProbe, temporaryFolder } from './fixture.ts';
import { compileWithoutLibrary } from './hold-programs.ts';
import { processesWith } from './raw-hold.ts';

const built = buildTestProbe();
const folder = temporaryFolder();

async function all(command: Partial<ManyExecutions>): Promise<HeldExecution[]> {
  const whole = { words: ['true'], at: 'exec' as const, executions: 5, ...command };
  const found: HeldExecution[] = [];
  for await (const one of executeMany(whole, built)) found.push(one);
  return found;
}

const maps = (executions: readonly HeldExecution[]): string[] =>
  executions.map((one) => ('maps' in one ? one.maps : ''));

const stackEnds = (executions: readonly HeldExecution[]): (string | undefined)[] =>
  maps(executions).map((text) => /^[0-9a-f]+-([0-9a-f]+) .*\[stack\]$/m.exec(text)?.[1]);

describe('many executions', () => {
  it('are each read at exec or at main', async () => {
    const atExec = await all({ executions: 50 });
    expect(atExec).toHaveLength(50);
    expect(atExec.every((one) => 'stat' in one && /^\d+ \(true\) t /.test(one.stat))).toBe(true);
    expect(maps(atExec).some((text) => /\/libc\./.test(text))).toBe(false);
    expect(maps(await all({ at: 'main' })).every((text) => /\/libc\./.test(text))).toBe(true);
  });

  it('without randomisation lie in the same place, with the stack at the top', async (ctx) => {
    if (process.arch !== 'x64') ctx.skip('the top of the address space is known for x86-64 here');
    expect(new Set(stackEnds(await all({ noRandomize: true })))).toEqual(new Set(['7ffffffff000']));
  });

  it('with the old layout map from below', async (ctx) => {
    if (process.arch !== 'x64') ctx.skip('the base of the old layout is known for x86-64 here');
    const found = await all({ noRandomize: true, legacyLayout: true, at: 'main' });
    for (const text of maps(found)) expect(text).toMatch(/^2aaaaa[0-9a-f]+-.*\/libc\./m);
  });

  it('with another stack limit leave more room below the stack', async () => {
    const ends = async (stackBytes: number): Promise<bigint> => {
      const [text = ''] = maps(await all({ noRandomize: true, stackBytes, executions: 1, at: 'main' }));
      return BigInt(`0x${/^([0-9a-f]+)-.*\/libc\./m.exec(text)?.[1]}`);
    };
    expect((await ends(2 ** 23)) - (await ends(2 ** 30))).toBeGreaterThan(2n ** 29n);
  });

  it('that cannot be held each say why', async () => {
    const unheld = 'it ended with exit code 127 before the point';
    expect(await all({ words: [compileWithoutLibrary(folder)], executions: 2, at: 'main' })).toEqual([
      { unheld },
      { unheld },
    ]);
  });

  it('end when nobody asks for more', async () => {
    let seen = 0;
    for await (const one of executeMany(
      { words: ['sleep', '31999'], at: 'main', executions: 100_000 },
      built,
    )) {
      expect('maps' in one).toBe(true);
      if (++seen === 10) break;
    }
    expect(processesWith('sleep\x0031999')).toEqual([]);
  });
});
