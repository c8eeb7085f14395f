import { describe, expect, test } from 'vitest';
import type { RunHeader, TrialRecord } from '../../src/model/run.ts';
import { parseRunHeader, parseRunRecord, serializeRunLine } from '../../src/model/run-line.ts';
import { comparisonOf, headerOf, machineState, planOf, trialOf } from '../analysis/fixture.ts';
import { commandArm, commandStage, quietUsage } from '../runner/replayed-commands.ts';

const header: RunHeader = headerOf(planOf(comparisonOf()));

/** A header with every member open to any change. */
interface Draft {
  [member: string]: Draft;
}

/** Sets the member at a path like `plan.stages.0.kind`; undefined takes it away. */
function setAt(copy: Draft, path: string, value: unknown): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  const owner = names.reduce((at, name) => at[name] as Draft, copy);
  Object.assign(owner, { [last]: value });
}

function wrongHeader(change: (copy: Draft) => void): string {
  const copy = structuredClone(header) as unknown as Draft;
  change(copy);
  const parsed = parseRunHeader(JSON.stringify(copy));
  return 'wrong' in parsed ? parsed.wrong : 'accepted';
}

function wrongTrial(parts: Record<string, unknown>): string {
  const parsed = parseRunRecord(JSON.stringify({ ...trialOf(), ...parts }));
  return 'wrong' in parsed ? parsed.wrong : 'accepted';
}

describe('a header', () => {
  test('comes back as it was written, on one line', () => {
    const line = serializeRunLine(header);
    expect(line.indexOf('\n')).toBe(line.length - 1);
    expect(parseRunHeader(line)).toEqual({ value: header });
  });

  test('of a run of commands comes back as it was written, and is refused where a command has no words', () => {
    const hooks = { prepare: ['sync'] };
    const commands = headerOf(
      planOf(commandStage(['a', commandArm('b', { hooks })], { ignoreFailure: [1] })),
    );
    expect(parseRunHeader(serializeRunLine(commands))).toEqual({ value: commands });
    const none = commandStage([commandArm('a', { argv: [] })]);
    expect(parseRunHeader(serializeRunLine(headerOf(planOf(none))))).toMatchObject({
      wrong: expect.stringContaining('plan.stages.0.commands.0.argv'),
    });
  });

  test('keeps members that this version does not know', () => {
    expect(wrongHeader((copy) => Object.assign(copy, { later: 1 }))).toBe('accepted');
  });

  test.each([
    ['settings.alpha', 0],
    ['settings.alpha', 2],
    ['settings.seed', -1],
    ['settings.seed', 1.5],
    ['plan.stages.0.kind', 'other'],
    ['plan.stages.0.cells', []],
    ['plan.stages.0.cells.0.sizeBytes', 0],
    ['plan.stages.0.cells.0.arms', []],
    ['plan.stages.0.measure.0', 'sleep'],
    ['capabilities.pageSizeBytes', 0],
    ['capabilities.phases.0', 'begin'],
    ['before.settings.numaBalancing', undefined],
    ['before.settings.transparentHugePages', undefined],
    ['plan.stages.0.advises', 'yes'],
    ['probe', undefined],
    ['settings.gates', [{ text: 'x', phases: ['sleep'], arm: 'a', reference: 'b', relation: '<', bound: 1 }]],
    [
      'settings.gates',
      [{ text: 'x', phases: ['release'], arm: 'a', reference: 'b', relation: '<', bound: 0 }],
    ],
  ])('whose %s is wrong is refused by the name of that member', (path, value) => {
    expect(wrongHeader((copy) => setAt(copy, path, value))).toContain(path);
  });

  test('of a newer format is told from what is no header', () => {
    expect(wrongHeader((copy) => Object.assign(copy, { formatVersion: 99 }))).toContain('newer firsttouch');
    expect(wrongHeader((copy) => Object.assign(copy, { formatVersion: '1' }))).toContain('not the header');
    expect(wrongHeader((copy) => Object.assign(copy, { kind: 'trial' }))).toContain('not the header');
    expect(parseRunHeader('')).toEqual({ wrong: 'it is not JSON' });
    expect(parseRunHeader('[]')).toEqual({ wrong: 'it is not a JSON object' });
  });
});

describe('a header with a calibration', () => {
  const { cells } = comparisonOf();
  const stage = { kind: 'calibration', name: 'c', question: '?', cells, blocks: 12, share: 1 } as const;
  const calibrating = headerOf(planOf(comparisonOf(), stage));

  test('comes back as it was written', () => {
    expect(parseRunHeader(serializeRunLine(calibrating))).toEqual({ value: calibrating });
  });

  test.each([
    ['plan.stages.1.blocks', 0],
    ['plan.stages.1.share', undefined],
    ['plan.stages.1.cells', []],
  ])('whose %s is wrong is refused by the name of that member', (path, value) => {
    const copy = structuredClone(calibrating) as unknown as Draft;
    setAt(copy, path, value);
    expect(parseRunHeader(JSON.stringify(copy))).toEqual({ wrong: expect.stringContaining(path) });
  });
});

describe('a record', () => {
  test('of each kind comes back as it was written', () => {
    const trial: TrialRecord = trialOf({ role: 'warm', arm: -1 });
    const event = { kind: 'event', what: 'repaired', atMs: 1, sentence: 'Zürich\n\u2028' } as const;
    const end = {
      kind: 'end',
      reason: 'budget',
      atMs: 2,
      sentence: '',
      after: machineState,
      changes: [],
    } as const;
    for (const record of [trial, event, end]) {
      expect(parseRunRecord(serializeRunLine(record))).toEqual({ value: record });
    }
  });

  test.each([
    ['an unknown role', { role: 'idle' }],
    ['an arm that is no number', { arm: '1' }],
    ['an arm below -1', { arm: -2 }],
    ['half a block', { block: 0.5 }],
    ['a block beyond any run', { block: 1e9 }],
    ['no end', { end: null }],
    ['an ending that no one knows', { end: { how: 'sjgnal', signal: 9 } }],
    ['an exit without a code', { end: { how: 'exit' } }],
    ['steps that are none', { steps: {} }],
    ['a step without an address', { steps: [{ samples: [] }] }],
    ['a sample with a hole', { steps: [{ address: 0, samples: [[1, null, 3]] }] }],
    ['a sample too short', { steps: [{ address: 0, samples: [[1, 2]] }] }],
    ['calls without a value', { calls: { state: 'measured' } }],
    ['usage without its counts', { usage: { userNs: 1 } }],
    ['usage below zero', { usage: { ...quietUsage, minorFaults: -1 } }],
    ['usage without a wall clock', { usage: quietUsage, wallNs: null }],
    ['output without its hash', { usage: { ...quietUsage, printed: { bytes: 1 } } }],
    ['a peak without a value', { peak: { state: 'measured' } }],
  ])('with %s is no trial', (_, parts) => {
    expect(wrongTrial(parts)).toBe('it is not a record of a run');
  });

  test('that ended in any known way is a trial, also without steps', () => {
    for (const end of [
      { how: 'exit', code: 1 },
      { how: 'signal', signal: 11 },
      { how: 'oom-kill', signal: 9 },
      { how: 'deadline', deadlineMs: 5 },
      { how: 'refused', reason: 'too large' },
    ]) {
      expect(wrongTrial({ end, steps: [] })).toBe('accepted');
    }
  });

  test('of another kind, or an end without its changes, is none', () => {
    for (const line of ['{"kind":"run"}', '{"kind":"event"}', '{"kind":"end","reason":"x","sentence":""}']) {
      expect(parseRunRecord(line)).toEqual({ wrong: 'it is not a record of a run' });
    }
    const end = { kind: 'end', reason: 'budget', sentence: '', after: {}, changes: [null] };
    expect(parseRunRecord(JSON.stringify(end))).toHaveProperty('wrong');
  });
});
