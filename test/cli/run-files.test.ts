/** Runs, their files, and what `show` and `--resume` make of the files later. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { findingsDocumentSchema } from '../../src/model/finding.ts';
import { firsttouch, parseFindings, readRecords, temporaryFolder, tinyRun } from './fixture.ts';

/** Which arm each timed trial was, as `block.position.arm`; the trials of a block are recorded as they ran. */
function orderOfArms(path: string): string[] {
  const trials = readRecords(path).filter((record) => record.role === 'timed');
  return trials.map(({ block, position, arm }) => [block, position, arm].map(Number).join('.'));
}

async function recordTinyRun(folder: string, ...extra: readonly string[]): Promise<string> {
  const outcome = await firsttouch([...tinyRun, ...extra], folder);
  expect(outcome.code, outcome.stderr).toBe(0);
  return join(folder, 'run.jsonl');
}

test('the json of a run is the document of the schema, and stands alone on stdout', async () => {
  const folder = temporaryFolder();
  const outcome = await firsttouch([...tinyRun, '--format', 'json'], folder);
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  const document = parseFindings(outcome);
  expect(v.safeParse(findingsDocumentSchema, document).issues).toBeUndefined();
  expect(document.run).toMatchObject({
    experiment: 'malloc-vs-mmap',
    seed: 7,
    file: 'run.jsonl',
    end: 'blocks',
  });
  const comparison = document.findings.find((finding) => finding.kind === 'comparison');
  expect(comparison).toMatchObject({
    experiment: 'malloc-vs-mmap',
    arm: 'mmap-private',
    reference: 'malloc',
    sizeBytes: 4096,
    phase: 'allocate+first-touch',
    n: 3,
    verdict: 'unresolved',
  });
  expect(comparison?.ratio).toBeGreaterThan(0);
  expect(comparison?.interval).toHaveProperty('low');
  expect(comparison?.sentence).toContain('4 KiB');
});

test('the whole document of a run is what `schema` says', async () => {
  const folder = temporaryFolder();
  const run = await firsttouch([...tinyRun, '--format', 'json'], folder);
  const schema = await firsttouch(['schema'], folder);
  expect(violations(JSON.parse(schema.stdout), JSON.parse(run.stdout), '')).toEqual([]);
  const damaged = { ...JSON.parse(run.stdout), findings: [{ kind: 'hearsay' }] };
  expect(violations(JSON.parse(schema.stdout), damaged, '')).not.toEqual([]);
});

type Schema = {
  type?: string;
  anyOf?: Schema[];
  enum?: unknown[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  additionalProperties?: Schema;
};

/** Where the value is not what the JSON Schema says; knows the keywords that ours has. */
function violations(schema: Schema, value: unknown, at: string): string[] {
  if (schema.anyOf) return schema.anyOf.some((one) => violations(one, value, at).length === 0) ? [] : [at];
  if (schema.enum && !schema.enum.includes(value)) return [at];
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
  if (schema.type && schema.type !== type) return [at];
  if (Array.isArray(value))
    return value.flatMap((one, i) => violations(schema.items ?? {}, one, `${at}[${i}]`));
  if (typeof value !== 'object' || value === null) return [];
  const missing = (schema.required ?? []).filter((name) => !(name in value));
  const inner = Object.entries(value).flatMap(([name, member]) =>
    violations(schema.properties?.[name] ?? schema.additionalProperties ?? {}, member, `${at}.${name}`),
  );
  return [...missing.map((name) => `${at}.${name} is missing`), ...inner];
}

test('show finds in the file what the run found', async () => {
  const folder = temporaryFolder();
  const run = parseFindings(await firsttouch([...tinyRun, '--format', 'json'], folder));
  const shown = await firsttouch(['show', 'run.jsonl', '--format', 'json'], folder);
  expect(shown.stderr).toBe('');
  expect(parseFindings(shown)).toEqual(run);
});

test('show prints what the run printed', async () => {
  const folder = temporaryFolder();
  const run = await firsttouch(tinyRun, folder);
  expect((await firsttouch(['show', 'run.jsonl'], folder)).stdout).toBe(run.stdout);
});

test('a run says why times differ, and so does show, unless it is told --no-why', async () => {
  const folder = temporaryFolder();
  const asked = tinyRun.filter((word) => word !== '--no-why');
  const run = await firsttouch(asked, folder);
  expect(run.code, run.stderr).toBe(0);
  expect(run.stdout).toMatch(/\nWhy\n {2}- at 4 KiB this machine takes, over 3 blocks:/);
  expect((await firsttouch(['show', 'run.jsonl'], folder)).stdout).toBe(run.stdout);
  const left = await firsttouch([...tinyRun.slice(0, -1), 'left.jsonl'], folder);
  expect(left.stdout).not.toContain('\nWhy\n');
});

test('the same seed gives the same order of arms, and another seed another', async () => {
  const orders = [];
  for (const seed of ['7', '7', '8']) {
    const path = await recordTinyRun(temporaryFolder(), '--blocks', '8', '--seed', seed);
    orders.push(orderOfArms(path));
  }
  expect(orders[0]).toHaveLength(24);
  expect(orders[1]).toEqual(orders[0]);
  expect(orders[2]).not.toEqual(orders[0]);
});

describe('a run cut off', () => {
  test('at any byte after its header goes on with --resume, and ends as the whole run did', async () => {
    const folder = temporaryFolder();
    const path = await recordTinyRun(folder);
    const whole = readFileSync(path);
    const order = orderOfArms(path);
    const headerEnd = whole.indexOf(10) + 1;
    for (let round = 0; round < 6; round++) {
      const at = headerEnd + Math.floor(Math.random() * (whole.length - headerEnd));
      const cut = join(folder, `cut-at-${at}.jsonl`);
      writeFileSync(cut, whole.subarray(0, at));
      const resumed = await firsttouch(['run', '--resume', cut], folder);
      expect(resumed.code, `cut at byte ${at}: ${resumed.stderr}`).toBe(0);
      const records = readRecords(cut);
      expect(records.at(-1), `cut at byte ${at}`).toMatchObject({ kind: 'end', reason: 'blocks' });
      expect(records.filter((record) => record.kind === 'event').map((record) => record.what)).toContain(
        'resumed',
      );
      // A block that was cut is left incomplete; all others hold their arms in the order planned.
      const kept = orderOfArms(cut);
      expect(
        kept.filter((trial) => !order.includes(trial)),
        `cut at byte ${at}`,
      ).toEqual([]);
      expect(kept.length, `cut at byte ${at}`).toBeGreaterThanOrEqual(order.length - 2);
      expect((await firsttouch(['show', cut], folder)).stdout).toBe(resumed.stdout);
    }
  });

  test('in the middle of a line is shown with a note on stderr', async () => {
    const folder = temporaryFolder();
    const path = await recordTinyRun(folder);
    const whole = readFileSync(path);
    writeFileSync(path, whole.subarray(0, whole.length - 3));
    const shown = await firsttouch(['show', 'run.jsonl'], folder);
    expect(shown).toMatchObject({ code: 0, stderr: expect.stringContaining('cut off') });
    expect(shown.stdout.replaceAll(/\s+/g, ' ')).toContain('the run was killed before its end');
  });
});

test('a finished run takes more blocks with --resume', async () => {
  const folder = temporaryFolder();
  const path = await recordTinyRun(folder);
  const resumed = await firsttouch(
    ['run', '--resume', 'run.jsonl', '--blocks', '5', '--format', 'json'],
    folder,
  );
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(parseFindings(resumed).findings.find((finding) => finding.kind === 'comparison')?.n).toBe(5);
  expect(orderOfArms(path)).toHaveLength(15);
});

test('a damaged line in the middle is named by its number, by show and by --resume', async () => {
  const folder = temporaryFolder();
  const path = await recordTinyRun(folder);
  const lines = readFileSync(path, 'utf8').split('\n');
  lines[4] = (lines[4] ?? '').slice(10);
  const damaged = lines.join('\n');
  writeFileSync(path, damaged);
  for (const args of [
    ['show', 'run.jsonl'],
    ['run', '--resume', 'run.jsonl'],
  ]) {
    const outcome = await firsttouch(args, folder);
    expect(outcome).toMatchObject({ code: 2, stdout: '' });
    expect(outcome.stderr).toContain('line 5');
    expect(outcome.stderr).not.toMatch(/^ {4}at /m);
  }
  expect(readFileSync(path, 'utf8')).toBe(damaged);
});
