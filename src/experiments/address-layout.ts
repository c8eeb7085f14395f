/** Where the parts of a process lie: by how the program is linked, under which conditions it starts, and over many executions. */
import type { Experiment } from '../model/experiment.ts';
import type { LaunchConditions, ScenarioArm, SubjectBuild } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const builds: Readonly<Record<string, SubjectBuild>> = {
  PIE: 'default',
  'fixed program': 'no-pie',
  static: 'static',
  'static PIE': 'static-pie',
};
const conditions: Readonly<Record<string, LaunchConditions>> = {
  'default layout': {},
  'no ASLR': { fixedAddresses: true },
  'legacy layout': { legacyLayout: true },
  'unlimited stack': { stackLimitBytes: 'unlimited' },
};
const executionsEach = 10;

const layouts: ScenarioArm[] = Object.entries(builds).flatMap(([program, build]) =>
  Object.entries(conditions).map(([layout, conditions]) =>
    scenarioArm(
      `${program}, ${layout}`,
      'address-layout',
      { executions: executionsEach },
      { build, conditions },
    ),
  ),
);

function executions(name: string, build: SubjectBuild, executions: number): ScenarioArm {
  return scenarioArm(name, 'address-layout', { executions }, { build });
}

const layoutStage = scenarioStage(
  'layouts',
  'in which order do text, data, bss, heap, mappings and stack lie?',
  layouts,
);

const entropyStages = [
  scenarioStage(
    'entropy',
    'how random is each part, and which parts share one draw?',
    [executions('PIE', 'default', 1000), executions('fixed program', 'no-pie', 100)],
    { blocks: 1 },
  ),
  scenarioStage(
    'entropy-many',
    'the same, over ten thousand executions',
    [executions('PIE', 'default', 2000)],
    {
      blocks: 5,
      slow: true,
    },
  ),
];

const halfRandomStage = scenarioStage(
  'half-random',
  'is the heap random where kernel.randomize_va_space is 1?',
  [scenarioArm('PIE, all but the heap', 'address-layout', { executions: 30 })],
  {
    blocks: 1,
    changes: [
      {
        kind: 'write',
        path: '/proc/sys/kernel/randomize_va_space',
        value: '1',
        why: 'ASLR that leaves the heap where the program ends exists under this setting alone',
      },
    ],
  },
);

const mebibyte = 2 ** 20;
const stackStage = scenarioStage('stack', 'how does a stack come to its size?', [
  scenarioArm('8 MiB allowed', 'stack-growth', {}, { conditions: { stackLimitBytes: 8 * mebibyte } }),
  scenarioArm('1 MiB allowed', 'stack-growth', {}, { conditions: { stackLimitBytes: mebibyte } }),
]);

export const addressLayout: Experiment = {
  name: 'address-layout',
  question: 'where do the parts of a process lie, and how random is that?',
  summary:
    'Executes one program again and again, linked as PIE, to a fixed address, statically and as static PIE, with and without ASLR, ' +
    'in the legacy layout and with an unlimited stack, and lists where its parts lay; counts random bits over a thousand ' +
    'executions; and lets a stack grow. One execution in another order than the textbook’s refutes the textbook.',
  budgetSeconds: 40,
  ofScenarios: true,
  plan: () => ({
    name: 'address-layout',
    question: 'where do the parts of a process lie, and how random is that?',
    stages: [layoutStage, ...entropyStages, halfRandomStage, stackStage],
  }),
};
