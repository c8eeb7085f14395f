/** Experiments ask scenarios only for what they have. */
import { describe, expect, test } from 'vitest';
import { experiments } from '../../src/experiments/index.ts';
import type { ScenarioStage } from '../../src/model/scenario.ts';
import { capabilities } from '../experiments/capabilities.ts';
import { listScenarios } from './list-scenarios.ts';

const listed = listScenarios();
const stages = experiments.flatMap((experiment) =>
  experiment
    .plan({}, capabilities)
    .stages.filter((stage): stage is ScenarioStage => stage.kind === 'scenarios')
    .map((stage) => [`${experiment.name}/${stage.name}`, stage] as const),
);

describe.each(stages)('%s', (_, stage) => {
  test('asks for scenarios and parameters that there are', () => {
    for (const { scenario, parameters } of stage.arms) {
      const known = listed.find((one) => one.name === scenario)?.parameters.map((one) => one.name);
      expect(known, scenario).toBeDefined();
      expect(Object.keys(parameters).filter((name) => !known?.includes(name))).toEqual([]);
    }
  });

  test('asks for no more memory than it says, and says no more than a laptop has', () => {
    expect(stage.memoryBytes).toBeGreaterThan(0);
    expect(stage.memoryBytes).toBeLessThanOrEqual(2 ** 30);
  });
});

test('every scenario is asked for by an experiment, but the zero reading and what scenarios execute', () => {
  const asked = new Set(stages.flatMap(([, stage]) => stage.arms.map((arm) => arm.scenario)));
  expect(listed.map((one) => one.name).filter((name) => !asked.has(name))).toEqual([
    'memory-calls',
    'null',
    'receive-memory',
  ]);
});

test('every scenario says what it does and what its parameters mean', () => {
  for (const { name, summary, parameters } of listed) {
    expect(summary.length, name).toBeGreaterThan(15);
    for (const one of parameters) expect(one.meaning.length, `${name} ${one.name}`).toBeGreaterThan(3);
  }
});
