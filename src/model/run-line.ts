/**
 * One line of a run file, to and from text. The header is validated whole, since everything is computed from it; a trial
 * is checked by hand for the members that are read, because a run may have a million of them (0.2 us against 5 us each).
 */
import * as v from 'valibot';
import { burnInRounds } from './design.ts';
import { gateSchema } from './gate.ts';
import { newerRemedy, type ParsedLine, parseJsonLine } from './parsed-line.ts';
import { phases } from './probe.ts';
import { probeDescriptionSchema } from './probe-description.ts';
import { type RunHeader, type RunRecord, runFormatVersion } from './run.ts';
import { isEndRecord, isTrialRecord } from './run-record-check.ts';
import { scenarioStageSchema } from './scenario-stage-schema.ts';

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.minValue(Number.MIN_VALUE));

const armSchema = v.object({
  name: v.string(),
  steps: v.pipe(
    v.array(
      v.object({ strategy: v.string(), pattern: v.string(), fill: wholeNumber, fractionPpm: wholeNumber }),
    ),
    v.minLength(1),
  ),
  environment: v.record(v.string(), v.string()),
  preload: v.exactOptional(v.string()),
  thpDisable: v.boolean(),
  discardFirst: v.boolean(),
});

const designSchema = v.variant('kind', [
  v.object({ kind: v.literal('fresh') }),
  v.object({ kind: v.literal('in-process'), rounds: v.pipe(wholeNumber, v.minValue(burnInRounds + 1)) }),
  v.object({ kind: v.literal('interleaved'), chunkBytes: v.pipe(wholeNumber, v.minValue(1)) }),
]);

const stageWords = { name: v.string(), question: v.string() };

const words = v.pipe(v.array(v.string()), v.minLength(1));

const commandArmSchema = v.object({
  name: v.string(),
  line: v.string(),
  argv: words,
  shell: v.nullable(v.string()),
  parameters: v.record(v.string(), v.string()),
  hooks: v.object({
    setup: v.exactOptional(words),
    prepare: v.exactOptional(words),
    conclude: v.exactOptional(words),
    cleanup: v.exactOptional(words),
  }),
});

const commandStageSchema = v.object({
  kind: v.literal('commands'),
  ...stageWords,
  commands: v.pipe(v.array(commandArmSchema), v.minLength(1)),
  input: v.nullable(v.string()),
  output: v.nullable(v.string()),
  directory: v.string(),
  ignoreFailure: v.union([v.picklist(['none', 'all']), v.array(wholeNumber)]),
  checkOutput: v.boolean(),
  warmup: wholeNumber,
  minBlocks: wholeNumber,
  share: positive,
  maxBlocks: positive,
});

const cellsSchema = v.pipe(
  v.array(
    v.object({
      sizeBytes: positive,
      arms: v.pipe(v.array(armSchema), v.minLength(1)),
      design: designSchema,
    }),
  ),
  v.minLength(1),
);

const planSchema = v.object({
  claims: v.exactOptional(v.array(v.string())),
  name: v.string(),
  question: v.string(),
  stages: v.array(
    v.variant('kind', [
      v.object({
        kind: v.literal('comparison'),
        ...stageWords,
        cells: cellsSchema,
        measure: v.pipe(v.array(v.picklist(phases)), v.minLength(1)),
        dispersion: v.boolean(),
        advises: v.exactOptional(v.boolean()),
        share: positive,
        maxBlocks: positive,
      }),
      v.object({
        kind: v.literal('calibration'),
        ...stageWords,
        cells: cellsSchema,
        blocks: positive,
        share: positive,
      }),
      v.object({
        kind: v.literal('repetition'),
        ...stageWords,
        arm: armSchema,
        sizeBytes: positive,
        repetitions: wholeNumber,
        memory: v.picklist(['as-found', 'warmed', 'idle']),
      }),
      commandStageSchema,
      scenarioStageSchema,
    ]),
  ),
});

const fraction = v.pipe(positive, v.maxValue(1));

function readingOf<T extends v.GenericSchema>(value: T) {
  return v.variant('state', [
    v.object({ state: v.literal('measured'), value }),
    v.object({ state: v.literal('unavailable'), reason: v.string() }),
  ]);
}

/** The settings that trials are held against; the rest is only shown. */
const checkedSettings = {
  transparentHugePages: v.looseObject({
    enabled: readingOf(v.string()),
    shmemEnabled: readingOf(v.string()),
    hugePageSizeBytes: readingOf(v.number()),
    sizes: readingOf(v.array(v.object({ sizeBytes: positive, enabled: readingOf(v.string()) }))),
  }),
  numaBalancing: readingOf(v.number()),
};

const headerSchema = v.object({
  kind: v.literal('run'),
  formatVersion: v.literal(runFormatVersion),
  version: v.string(),
  startedAt: v.string(),
  command: v.array(v.string()),
  settings: v.object({
    seed: wholeNumber,
    budgetSeconds: positive,
    maxBlocks: wholeNumber,
    precision: fraction,
    equivalence: fraction,
    alpha: fraction,
    cpu: v.number(),
    perf: v.boolean(),
    memoryLimitBytes: wholeNumber,
    gates: v.exactOptional(v.array(gateSchema)),
  }),
  plan: planSchema,
  machine: v.looseObject({
    kernel: v.looseObject({ release: readingOf(v.string()) }),
    processor: v.looseObject({ modelName: readingOf(v.string()) }),
  }),
  before: v.looseObject({ settings: v.looseObject(checkedSettings) }),
  probe: v.object({ sha256: v.string(), compiler: v.string(), flags: v.string() }),
  capabilities: probeDescriptionSchema,
});

/** Parses the first line of a run file. Says so when it comes from a newer version or is no run file at all. */
export function parseRunHeader(line: string): ParsedLine<RunHeader> {
  const parsed = parseJsonLine(line);
  if ('wrong' in parsed) return parsed;
  const { kind, formatVersion } = parsed.value;
  if (kind === 'trace')
    return { wrong: 'it is a trace', remedy: 'firsttouch trace show FILE, which reads traces' };
  if (kind !== 'run' || typeof formatVersion !== 'number')
    return { wrong: 'it is not the header of a firsttouch run' };
  if (formatVersion > runFormatVersion) {
    return {
      wrong: `it has format ${formatVersion} of a newer firsttouch; this one reads up to ${runFormatVersion}`,
      remedy: newerRemedy,
    };
  }
  const checked = v.safeParse(headerSchema, parsed.value);
  if (checked.success) return { value: parsed.value as unknown as RunHeader };
  const issue = checked.issues[0];
  return { wrong: `${v.getDotPath(issue) ?? 'it'}: ${issue.message}` };
}

/** Parses any later line of a run file. */
export function parseRunRecord(line: string): ParsedLine<RunRecord> {
  const parsed = parseJsonLine(line);
  if ('wrong' in parsed) return parsed;
  const record = parsed.value;
  const whole =
    (record.kind === 'trial' && isTrialRecord(record)) ||
    (record.kind === 'event' && typeof record.sentence === 'string') ||
    (record.kind === 'end' && isEndRecord(record));
  return whole ? { value: record as unknown as RunRecord } : { wrong: 'it is not a record of a run' };
}

/** One line, with its newline. */
export function serializeRunLine(line: RunHeader | RunRecord): string {
  return `${JSON.stringify(line)}\n`;
}
