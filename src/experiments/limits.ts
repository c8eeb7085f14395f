/** Where the kernel refuses, splits, hands over or kills: requests, mappings, faults and cgroups at their limits. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultSizeBytes = 96 * MIB;

/** The limit is a third of what is asked for: what is charged reaches it whatever else the process holds. */
function cgroup(sizeBytes: number): ScenarioStage {
  const limitBytes = Math.max(16 * MIB, Math.floor(sizeBytes / 3 / MIB) * MIB);
  const ways = ['malloc', 'populate', 'read', 'map', 'memfd'];
  return scenarioStage(
    'cgroup',
    'what happens to a process that asks for more than the limit of its cgroup?',
    ways.map((way) =>
      scenarioArm(way, 'limited-memory', {
        way,
        cgroup: '{cgroup}',
        folder: '{folder}',
        sizeBytes: 3 * limitBytes,
      }),
    ),
    {
      memoryBytes: 3 * limitBytes,
      diskBytes: 3 * limitBytes,
      changes: [
        {
          kind: 'memory-cgroup',
          limitBytes,
          why: 'a child of the scenario enters it and asks for more: it is the only process that can be killed',
        },
      ],
    },
  );
}

function requests(): ScenarioStage {
  const ways = ['malloc', 'mmap', 'noreserve', 'none', 'pieces'];
  const arms = ways.map((way) => scenarioArm(way, 'big-request', { way }));
  const limited = scenarioArm(
    'address-limit',
    'big-request',
    { way: 'malloc' },
    { conditions: { addressSpaceLimitBytes: 2 ** 30 } },
  );
  return scenarioStage('requests', 'how much can be asked for without touching it?', [...arms, limited]);
}

function mappings(): ScenarioStage[] {
  const neighbours = ['different', 'alike'];
  const changes = ['mprotect', 'dontfork', 'random', 'dontneed'];
  return [
    scenarioStage(
      'mappings',
      'how many mappings may a process have?',
      neighbours.map((how) => scenarioArm(how, 'mapping-count', { neighbours: how })),
      { memoryBytes: 96 * MIB, blocks: 2 },
    ),
    scenarioStage(
      'splits',
      'into how many mappings does a change of its middle divide one?',
      changes.map((by) => scenarioArm(by, 'split-mapping', { by })),
    ),
    scenarioStage('features', 'which of the newer features of mappings does this kernel have?', [
      scenarioArm('features', 'mapping-features'),
    ]),
  ];
}

function userFaults(): ScenarioStage {
  const unprivileged = { conditions: { unprivileged: true as const } };
  return scenarioStage('user-faults', 'may a program serve its own page faults, and what does one take?', [
    scenarioArm('as-found', 'user-faults', { mode: 'user' }),
    scenarioArm('unprivileged', 'user-faults', { mode: 'user' }, unprivileged),
    scenarioArm('unprivileged-full', 'user-faults', { mode: 'full' }, unprivileged),
  ]);
}

export const limits: Experiment = {
  name: 'limits',
  question: 'where does the kernel refuse memory, and where does it kill?',
  summary:
    'Asks for ever more memory in six ways until it is refused, maps pages until there may be no more mappings, changes the ' +
    'middle of a mapping and changes it back, tries the newer features, serves faults from user space; and, where system ' +
    'changes are allowed, puts a child under the memory limit of a cgroup. Counts and errors decide: a malloc that is granted ' +
    'everything, or one that fails under a limit in place of a kill, would change our mind.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: this.name,
      question: this.question,
      stages: [requests(), ...mappings(), userFaults(), cgroup(sizeBytes)],
    };
  },
};
