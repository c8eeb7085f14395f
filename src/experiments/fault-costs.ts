/** What a page fault costs, how many an access takes, and what spares or repeats them. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultSizeBytes = 4 * MIB;
/** The fastest of several rounds in a process is what its arm takes: what comes in between only adds. */
const rounds = 6;

type Parameters = Readonly<Record<string, string | number>>;

/** The ways in which pages of a region come, by the name of the arm. Only `huge` and `huge-random` may have huge pages. */
const costs: Readonly<Record<string, Parameters>> = {
  write: {},
  read: { access: 'read' },
  'map-populate': { ahead: 'map-populate' },
  'madvise-populate': { ahead: 'madvise-populate' },
  huge: { pages: 'huge' },
};
const cachedFile: Parameters = { backing: 'file', access: 'read', folder: '{folder}' };
const otherCosts: Readonly<Record<string, Parameters>> = {
  write: {},
  shared: { backing: 'shared' },
  file: cachedFile,
  mlock: { ahead: 'mlock' },
};
const counts: Readonly<Record<string, Parameters>> = {
  sequential: {},
  backward: { order: 'backward' },
  stride: { order: 'stride' },
  random: { order: 'random' },
  'huge-sequential': { pages: 'huge' },
  'huge-random': { pages: 'huge', order: 'random' },
  'read-then-write': { access: 'read-then-write' },
  file: cachedFile,
  populated: { ahead: 'map-populate' },
};

function touching(
  ways: Readonly<Record<string, Parameters>>,
  sizeBytes: number,
  all: Parameters = {},
): ScenarioArm[] {
  return Object.entries(ways).map(([name, parameters]) => {
    const conditions = parameters.pages === 'huge' ? {} : { thpDisable: true as const };
    return scenarioArm(name, 'first-touch', { ...parameters, ...all, sizeBytes }, { conditions });
  });
}

/** malloc and mmap at sizes that are 16 and 64 times the smallest. */
function growth(largestBytes: number): ScenarioStage {
  const sizes = [64, 16, 1].map((part) => Math.max(1, Math.floor(largestBytes / part)));
  const named = ['small', 'medium', 'large'];
  const arms = ['malloc', 'mmap'].flatMap((way) =>
    sizes.map((sizeBytes, i) => scenarioArm(`${way}-${named[i]}`, 'fill-buffer', { way, sizeBytes })),
  );
  return scenarioStage('growth', 'does filling a buffer take more a byte the larger it is?', arms, {
    compare: ['fill'],
    memoryBytes: largestBytes,
  });
}

/** Long pauses, and memory enough to reach what lay free before: a host takes back what it needs, when it needs it. */
function idle(sizeBytes: number): ScenarioStage {
  const arm = (name: string, idleMs: number) => scenarioArm(name, 'idle-memory', { idleMs, sizeBytes });
  const arms = [arm('at-once', 0), arm('idle-3s', 3000), arm('idle-10s', 10_000)];
  return scenarioStage('idle', 'does memory that lay idle cost more at first touch?', arms, {
    blocks: 4,
    memoryBytes: sizeBytes,
    deadlineMs: 60_000,
    slow: true,
  });
}

/** What claims are decided by, in more blocks than usual: populating spares a tenth only. And the rest, by name. */
function timed(sizeBytes: number): ScenarioStage[] {
  const compare = ['touch', 'ready'];
  const memoryBytes = sizeBytes + 4 * MIB;
  const stage = (
    name: string,
    question: string,
    ways: typeof costs,
    options: { blocks?: number; slow?: boolean },
  ) =>
    scenarioStage(name, question, touching(ways, sizeBytes, { rounds }), {
      compare,
      memoryBytes,
      diskBytes: sizeBytes,
      ...options,
    });
  return [
    stage('costs', 'what does a fault cost, and what is spared by populating?', costs, { blocks: 25 }),
    stage('other-costs', 'what do faults of shared memory and files cost, and mlock?', otherCosts, {
      slow: true,
    }),
  ];
}

function plan(sizeBytes: number): ScenarioStage[] {
  const memoryBytes = sizeBytes + 4 * MIB;
  const locked = Math.min(sizeBytes, 4 * MIB);
  return [
    ...timed(sizeBytes),
    scenarioStage('counts', 'how many faults does a touch of every page take?', touching(counts, sizeBytes), {
      memoryBytes,
      diskBytes: sizeBytes,
    }),
    growth(16 * sizeBytes),
    scenarioStage(
      'locked',
      'does locked memory fault?',
      [
        scenarioArm('locked', 'locked-memory', { lock: 'yes', sizeBytes: locked }),
        scenarioArm('not-locked', 'locked-memory', { lock: 'no', sizeBytes: locked }),
      ],
      { memoryBytes: 2 * locked },
    ),
    scenarioStage('resident-size', 'do the readings of the resident size agree?', [
      scenarioArm('one-thread', 'resident-size', { workers: 1 }),
      scenarioArm('threads', 'resident-size', { workers: 0 }),
    ]),
    idle(Math.min(128 * sizeBytes, 2 ** 30)),
  ];
}

export const faultCosts: Experiment = {
  name: 'fault-costs',
  question: 'what does a page fault cost, and how many does a touch take?',
  summary:
    'Touches one byte a page for the first time and again: writing, reading, in four orders, in base and huge pages, populated ' +
    'or locked beforehand; and fills malloc’s and mmap’s buffers of three sizes, reads three counters of the resident size against ' +
    'each other, and touches memory again after it lay idle. A second touch that faults, a count that depends on the order, or ' +
    'populating that takes as long as touching would change our mind.',
  budgetSeconds: 40,
  ofScenarios: true,
  plan(settings) {
    const stages = plan(settings.sizesBytes?.[0] ?? defaultSizeBytes);
    return { name: this.name, question: this.question, stages };
  },
};
