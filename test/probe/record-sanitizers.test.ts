/** The recorder under AddressSanitizer and UndefinedBehaviorSanitizer: what it records, refuses and is told. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type BuiltProbe, buildProbe, probeFlags } from '../../src/probe/build.ts';
import { skipUnlessInstalled, temporaryFolder } from './fixture.ts';
import { readTrace, record, recordByHand, tracefsPrefix } from './recorded.ts';

const folder = temporaryFolder();
const sanitizers = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
let built: BuiltProbe | undefined;
let reason = '';

beforeAll(() => {
  const [source, program] = [join(folder, 'empty.c'), join(folder, 'empty')];
  writeFileSync(source, 'int main(void) { return 0; }\n');
  const compiled = spawnSync('gcc', [...sanitizers, '-o', program, source], { encoding: 'utf8' });
  const ran = compiled.status === 0 ? spawnSync(program, { encoding: 'utf8' }) : compiled;
  if (ran.status === 0)
    built = buildProbe({ compiler: 'gcc', flags: [...probeFlags, ...sanitizers], cacheFolder: folder });
  else
    reason = `no program of gcc ${sanitizers.join(' ')} runs here: ${ran.error?.message ?? ran.stderr.trim()}`;
}, 60_000);

function sanitized(ctx: TestContext): BuiltProbe {
  return built ?? ctx.skip(reason);
}

const busy = 'for i in 1 2 3 4 5 6; do cat /dev/null & true; done; wait; sleep 60 & exit 3';

describe('under the sanitizers', () => {
  it.for([0, 4096])(
    'commands are recorded with rings of %s bytes (0: the default)',
    async (bufferBytes, ctx) => {
      const recorder = recordByHand(sanitized(ctx), folder, ['sh', '-c', busy], { bufferBytes });
      expect(await recorder.errors).toBe('');
      expect(await recorder.code).toBe(0);
      expect(readTrace(recorder.path).at(-1)).toMatchObject({ kind: 'end', exitCode: 3, leftRunning: 1 });
    },
  );

  it('calls are recorded', async (ctx) => {
    const probe = sanitized(ctx);
    const recorder = recordByHand(probe, folder, ['sh', '-c', busy], { calls: true }, tracefsPrefix(ctx));
    expect(await recorder.errors).toBe('');
    if ((await recorder.code) !== 0) ctx.skip('tracepoints are not granted here');
    expect(readTrace(recorder.path).filter((one) => one.kind === 'call').length).toBeGreaterThan(50);
  });

  it('what strace writes is handed on', async (ctx) => {
    skipUnlessInstalled(ctx, 'strace');
    let bytes = 0;
    const command = ['strace', '-f', '-o', '{trace}', '--', 'sh', '-c', busy];
    const { end } = await record(sanitized(ctx), folder, command, {
      wrapper: true,
      onStraceChunk: (chunk) => {
        bytes += chunk.length;
      },
    });
    expect(end).toMatchObject({ exitCode: 3, leftRunning: 1 });
    expect(bytes).toBeGreaterThan(1000);
  });

  it.for([
    '',
    '[]',
    '{"faults":1}',
    '{"bufferBytes":-1}',
    '{"bufferBytes":1e99}',
    '{"bufferBytes":99999999999999999999}',
    '{"unknown":true}',
    '{"calls":true,"wrapper":true}',
    '{"faults":true',
    `{"a":[${'1,'.repeat(100)}1]}`,
  ])('the request %s is refused', async (request, ctx) => {
    const probe = sanitized(ctx);
    const answer = spawnSync(probe.path, ['--record', request, 'true'], {
      stdio: ['ignore', 'pipe', 'pipe', 'ignore', 'pipe', 'ignore'],
      encoding: 'utf8',
    });
    expect(answer.stderr).toBe('');
    expect(answer.status).toBe(3);
    expect(answer.output[4]).toMatch(/^\{"failed":\{"attempt":".+","errno":22,/);
  });

  it('a command that cannot be executed, and one that nobody lets go', async (ctx) => {
    const recorder = recordByHand(sanitized(ctx), folder, ['/absent/program']);
    expect(await recorder.message('failed')).toMatchObject({ attempt: 'exec', errno: 2 });
    expect(await recorder.errors).toBe('');
    expect(readTrace(recorder.path)).toEqual([]);
    const silent = recordByHand(sanitized(ctx), folder, ['touch', join(folder, 'touched')]);
    silent.control.destroy();
    expect(await silent.errors).toBe('');
    expect(await silent.code).toBe(1);
    expect(readTrace(silent.path)).toEqual([]);
  });
});
