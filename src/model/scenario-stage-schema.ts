/** A stage of scenarios as the header of a run file holds it: what must be there to run it again and to read its trials. */
import * as v from 'valibot';
import { subjectBuilds } from './scenario.ts';

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const positive = v.pipe(v.number(), v.minValue(Number.MIN_VALUE));
const texts = v.record(v.string(), v.string());
const yes = v.exactOptional(v.literal(true));

const conditionsSchema = v.object({
  thpDisable: yes,
  fixedAddresses: yes,
  legacyLayout: yes,
  stackLimitBytes: v.exactOptional(v.union([wholeNumber, v.literal('unlimited')])),
  addressSpaceLimitBytes: v.exactOptional(wholeNumber),
  lockedLimitBytes: v.exactOptional(wholeNumber),
  unprivileged: yes,
});

const armSchema = v.object({
  name: v.string(),
  build: v.picklist(subjectBuilds),
  scenario: v.string(),
  parameters: v.record(v.string(), v.union([v.string(), v.number()])),
  words: v.array(v.string()),
  environment: texts,
  allocator: v.exactOptional(v.string()),
  conditions: conditionsSchema,
});

const changeSchema = v.variant('kind', [
  v.object({ kind: v.literal('write'), path: v.string(), value: v.string(), why: v.string() }),
  v.object({ kind: v.literal('memory-cgroup'), limitBytes: positive, why: v.string() }),
]);

export const scenarioStageSchema = v.object({
  kind: v.literal('scenarios'),
  name: v.string(),
  question: v.string(),
  arms: v.pipe(v.array(armSchema), v.minLength(1)),
  compare: v.array(v.string()),
  blocks: positive,
  memoryBytes: wholeNumber,
  diskBytes: wholeNumber,
  deadlineMs: positive,
  changes: v.array(changeSchema),
  slow: v.boolean(),
  share: positive,
});
