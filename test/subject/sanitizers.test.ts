/** Every scenario under AddressSanitizer and UndefinedBehaviorSanitizer, with the parameters that it has by itself. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { beforeAll, describe, expect, it } from 'vitest';
import { scenarioReadingsSchema } from '../../src/model/scenario.ts';
import { buildSubject } from '../../src/probe/build-subject.ts';
import { temporaryFolder } from '../probe/fixture.ts';
import { listScenarios } from './list-scenarios.ts';

const folder = temporaryFolder();
const sanitizers = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
const environment = {
  PATH: '/usr/bin:/bin',
  ASAN_OPTIONS: 'detect_leaks=0:allocator_may_return_null=1:handle_segv=0:handle_sigbus=0',
};
let subject = '';
let reason = '';

beforeAll(() => {
  const source = join(folder, 'empty.c');
  const program = join(folder, 'empty');
  writeFileSync(source, 'int main(void) { return 0; }\n');
  const compiled = spawnSync('gcc', [...sanitizers, '-o', program, source], { encoding: 'utf8' });
  const ran = compiled.status === 0 ? spawnSync(program, { encoding: 'utf8' }) : compiled;
  if (ran.status === 0)
    subject = buildSubject('default', { compiler: 'gcc', flags: sanitizers, cacheFolder: folder });
  else
    reason = `no program of gcc ${sanitizers.join(' ')} runs here: ${ran.error?.message ?? ran.stderr.trim()}`;
}, 120_000);

describe('under the sanitizers', () => {
  it.for(listScenarios().map(({ name, parameters }) => [name, parameters] as const))(
    '%s does nothing that C does not allow',
    { timeout: 120_000 },
    ([name, parameters], ctx) => {
      if (reason) ctx.skip(reason);
      const needsFolder = parameters.some((one) => one.name === 'folder');
      const words = [name, ...(needsFolder ? [`folder=${folder}`] : [])];
      const { status, signal, stdout, stderr } = spawnSync(subject, words, {
        encoding: 'utf8',
        env: environment,
        timeout: 110_000,
      });
      expect(stderr).not.toMatch(/Sanitizer|runtime error/);
      expect({ status, signal }).toEqual({ status: 0, signal: null });
      const answer = JSON.parse(stdout) as Record<string, unknown>;
      // What cannot be asked without a command or a cgroup says so.
      expect('refused' in answer || v.is(scenarioReadingsSchema, answer)).toBe(true);
    },
  );
});
