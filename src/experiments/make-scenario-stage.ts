/** Scenario arms and stages with every setting said. */
import type {
  LaunchConditions,
  ScenarioArm,
  ScenarioStage,
  SubjectBuild,
  SystemChange,
} from '../model/scenario.ts';

export type ScenarioArmOptions = {
  readonly build?: SubjectBuild;
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly allocator?: string;
  readonly conditions?: LaunchConditions;
};

/** An arm: a scenario of the subject with its parameters. */
export function scenarioArm(
  name: string,
  scenario: string,
  parameters: Readonly<Record<string, string | number>> = {},
  options: ScenarioArmOptions = {},
): ScenarioArm {
  const { build = 'default', words = [], environment = {}, allocator, conditions = {} } = options;
  return {
    name,
    build,
    scenario,
    parameters,
    words,
    environment,
    ...(allocator ? { allocator } : {}),
    conditions,
  };
}

export type ScenarioStageOptions = {
  readonly compare?: readonly string[];
  readonly blocks?: number;
  readonly memoryBytes?: number;
  readonly diskBytes?: number;
  readonly deadlineMs?: number;
  readonly changes?: readonly SystemChange[];
  readonly slow?: boolean;
  readonly share?: number;
};

/** Trials whose times decide, and trials whose counts do. */
const timedBlocks = 15;
const countedBlocks = 3;

/** A stage: counts decide unless phases are named whose times are compared. */
export function scenarioStage(
  name: string,
  question: string,
  arms: readonly ScenarioArm[],
  options: ScenarioStageOptions = {},
): ScenarioStage {
  const { compare = [], memoryBytes = 16 * 2 ** 20, diskBytes = 0, deadlineMs = 20_000 } = options;
  const { changes = [], slow = false, share = 1 } = options;
  const blocks = options.blocks ?? (compare.length > 0 ? timedBlocks : countedBlocks);
  const limits = { memoryBytes, diskBytes, deadlineMs };
  return { kind: 'scenarios', name, question, arms, compare, blocks, ...limits, changes, slow, share };
}
