/** The probe under AddressSanitizer and UndefinedBehaviorSanitizer: every strategy, and lines that no caller would send. */
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { type BuiltProbe, buildProbe, probeFlags } from '../../src/probe/build.ts';
import { parseAnswer, serializeRequest } from '../../src/probe/protocol.ts';
import { describeProbe } from '../../src/probe/supervisor.ts';
import { commandOf, MIB, onlyStep, stepOf, temporaryFolder, trialOf } from './fixture.ts';
import { startRawHold } from './raw-hold.ts';
import { answersTo } from './raw-supervisor.ts';

const folder = temporaryFolder();
const sanitizers = ['-g', '-fsanitize=address,undefined', '-fno-sanitize-recover=all'];
/** LeakSanitizer stops the process with ptrace, which a witness trial is under already. */
const ASAN_OPTIONS = 'detect_leaks=0:allocator_may_return_null=1';
const environment = { ASAN_OPTIONS };
let built: BuiltProbe | undefined;
let reason = '';

beforeAll(() => {
  const source = join(folder, 'empty.c');
  const program = join(folder, 'empty');
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

describe('under the sanitizers', () => {
  it('the probe describes itself', (ctx) => {
    const probe = sanitized(ctx);
    expect(describeProbe(probe).flags).toContain('-fsanitize=address,undefined');
    execFileSync(probe.path, ['--describe'], { stdio: ['ignore', 'ignore', 'pipe'] });
  });

  it.for([false, true])(
    'every strategy runs with every pattern (witness trial: %s)',
    async (witness, ctx) => {
      const probe = sanitized(ctx);
      const { strategies, patterns } = describeProbe(probe);
      const requests = strategies.flatMap((strategy) => {
        const steps = patterns.map((pattern) =>
          stepOf({
            strategy: strategy.name,
            pattern: pattern.name,
            sizeBytes: MIB + 1,
            fractionPpm: 500_000,
          }),
        );
        return strategy.unsupported
          ? []
          : [serializeRequest(0, trialOf({}, { steps, environment, witness, perf: true }))];
      });
      const answers = await answersTo(probe, requests, environment);
      expect(answers.errors).toBe('');
      expect(answers.lines).toHaveLength(requests.length);
      for (const line of answers.lines) {
        const { outcome } = parseAnswer(line);
        expect(outcome.end, line).toEqual({ how: 'exit', code: 0 });
        expect(outcome.steps.filter((step) => step.failed)).toEqual([]);
        expect(outcome.steps).toHaveLength(patterns.length);
      }
    },
  );

  it.for([false, true])(
    'commands run, fail and leave processes behind (witness trial: %s)',
    async (witness, ctx) => {
      const probe = sanitized(ctx);
      const lines = [['true'], ['sh', '-c', 'echo a | cat; sleep 60 & exit 3'], ['/absent']];
      const requests = lines.map((argv) => serializeRequest(0, commandOf(argv, { witness, output: 'pipe' })));
      const answers = await answersTo(probe, requests, environment);
      expect(answers.errors).toBe('');
      const outcomes = answers.lines.map((line) => parseAnswer(line).outcome);
      expect(outcomes.map(({ end }) => end)).toMatchObject([{ code: 0 }, { code: 3 }, { how: 'refused' }]);
      expect(outcomes[1]?.usage).toMatchObject({ leftRunning: 1, printed: { bytes: 2 } });
    },
  );

  it.for(['exec', 'main', 'exit', 30])('commands are held at %s', async (at, ctx) => {
    const probe = sanitized(ctx);
    const hold = startRawHold(probe, JSON.stringify({ at }), ['sh', '-c', 'sleep 60 & sleep 0.1; exit 3']);
    expect(await hold.next()).toHaveProperty('held');
    hold.order('continue');
    expect(await hold.next()).toEqual({ ended: { exitCode: 3 }, leftRunning: 1 });
    expect(await hold.gone).toEqual({ code: 0, signal: null });
  });

  it('commands are executed many times', async (ctx) => {
    const hold = startRawHold(sanitized(ctx), '{"at":"main","executions":5}', ['true']);
    for (let i = 0; i < 5; i++) expect(await hold.next()).toHaveProperty('maps');
    expect(await hold.next()).toEqual({ done: 5 });
    expect(await hold.gone).toEqual({ code: 0, signal: null });
  });

  it('memory that is not to be had is a recorded failure', async (ctx) => {
    const probe = sanitized(ctx);
    for (const strategy of ['mmap-private', 'mmap-shared', 'brk', 'memfd']) {
      const request = serializeRequest(0, trialOf({ strategy, sizeBytes: 2 ** 60 }, { environment }));
      const { lines, errors } = await answersTo(probe, [request], environment);
      expect(errors).toBe('');
      expect(onlyStep(parseAnswer(lines[0]!).outcome).failed, strategy).toMatchObject({ phase: 'allocate' });
    }
  });
});

/** Nothing is obtained whatever becomes of the sizes: the zero reading, and no other strategy to change into. */
const seeds = [
  serializeRequest(1, trialOf({ strategy: 'none', pattern: 'none' }, { environment: { A: 'b', C: '' } })),
  '{"id":2,"steps":[{"strategy":"none","pattern":"write-all","sizeBytes":4096},{"strategy":"none","pattern":"none","sizeBytes":1}]}',
  '{"id":3,"environment":{"A":"\\u00e4\\n\\"\\\\","B":""},"preload":"/absent","steps":[]}',
  '[[[[{"a":[1,-2.5e+9,true,false,null,"\\ud83d\\ude00"]}]]]]',
];
const scraps = [
  '"',
  '\\',
  '\\u',
  '\\u12',
  '\\u0000',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '-',
  'e',
  '1e999',
  '99999999999999999999',
];
const words = [
  'true',
  'nul',
  '"steps":',
  '"environment":{}',
  '\0',
  '\r',
  '\x7f',
  '\xff',
  '\xc3',
  ' '.repeat(300),
  '['.repeat(40),
];

type Mutation = { readonly at: number; readonly remove: number; readonly insert: string };

const mutations: fc.Arbitrary<Mutation> = fc.record({
  at: fc.nat(400),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(60)),
  insert: fc.oneof(fc.constantFrom('', ...scraps, ...words), fc.string({ maxLength: 4 })),
});

function mutate(line: string, changes: readonly Mutation[]): Buffer {
  let text = line;
  for (const { at, remove, insert } of changes) {
    const from = at % (text.length + 1);
    text = text.slice(0, from) + insert + text.slice(from + remove);
  }
  return Buffer.from(text.replaceAll('\n', ' '), 'latin1');
}

describe('the reader of requests', () => {
  it('answers every mutated line with one line and never crashes', { timeout: 120_000 }, async (ctx) => {
    const probe = sanitized(ctx);
    const lines = fc
      .tuple(fc.constantFrom(...seeds), fc.array(mutations, { minLength: 1, maxLength: 4 }))
      .map(([seed, changes]) => mutate(seed, changes));
    const requests = fc.sample(lines, { seed: 20_261, numRuns: 3000 });
    const answers = await answersTo(probe, requests, environment);
    expect(answers.errors).not.toMatch(/Sanitizer|runtime error/);
    expect(answers.lines).toHaveLength(requests.length);
    expect({ code: answers.code, signal: answers.signal }).toEqual({ code: 0, signal: null });
    const ends = answers.lines.map((line) => parseAnswer(line).outcome.end);
    const unexpected = ends.filter((end) => end.how !== 'refused' && !(end.how === 'exit' && end.code === 0));
    expect(unexpected).toEqual([]);
    expect(ends.filter((end) => end.how === 'refused').length).toBeGreaterThan(requests.length / 2);
  });
});
