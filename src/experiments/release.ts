/** What each way of giving memory back leaves behind, and what it costs, alone and beside another thread. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultSizeBytes = 8 * MIB;
/** Base pages everywhere: counts of pages and faults must mean the same on every machine. */
const conditions = { thpDisable: true } as const;

function released(name: string, memory: string, way: string, sizeBytes: number): ScenarioArm {
  const folder = memory === 'file' ? { folder: '{folder}' } : {};
  return scenarioArm(name, 'release', { memory, way, sizeBytes, ...folder }, { conditions });
}

function waysStage(sizeBytes: number): ScenarioStage {
  const arms = [
    released('munmap', 'private', 'munmap', sizeBytes),
    released('dontneed', 'private', 'dontneed', sizeBytes),
    released('madv-free', 'private', 'madv-free', sizeBytes),
    released('free', 'malloc', 'free', sizeBytes),
    released('exit', 'private', 'exit', sizeBytes),
  ];
  return scenarioStage(
    'ways',
    'what does each way of giving memory back leave, and what does it cost?',
    arms,
    {
      compare: ['release'],
      memoryBytes: sizeBytes + 8 * MIB,
    },
  );
}

/** Advice whose effect depends on what the memory is: anonymous, shared, of a file. */
function kindsStage(sizeBytes: number): ScenarioStage {
  const kinds = ['private', 'shared', 'file'];
  const advices = ['dontneed', 'cold', 'pageout'];
  const arms = advices.flatMap((way) =>
    kinds.map((memory) => released(`${way} ${memory}`, memory, way, sizeBytes)),
  );
  const limits = { memoryBytes: 2 * sizeBytes + 8 * MIB, diskBytes: sizeBytes };
  return scenarioStage('kinds', 'which advice takes which kind of memory away?', arms, limits);
}

/** One page, or one chunk, at a time: what another thread of the process adds to each call. */
function besideThreadStage(): ScenarioStage {
  const arm = (way: string, other: string): ScenarioArm =>
    scenarioArm(`${way}, ${other}`, 'tlb-shootdown', { way, other, operations: 600 }, { conditions });
  const arms = [
    arm('munmap', 'none'),
    arm('munmap', 'sleeping'),
    arm('munmap', 'running'),
    ...['dontneed', 'madv-free', 'free'].flatMap((way) => [arm(way, 'none'), arm(way, 'running')]),
  ];
  const question = 'what does another thread add to the price of giving a page back?';
  return scenarioStage('beside-a-thread', question, arms, { compare: ['release'], memoryBytes: 24 * MIB });
}

function chunksStage(totalBytes: number): ScenarioStage {
  const arm = (chunkBytes: number, order: string, tunables?: string): ScenarioArm =>
    scenarioArm(
      `${chunkBytes} B ${order}${tunables ? ' no tcache' : ''}`,
      'free-chunks',
      { chunkBytes, order, totalBytes },
      { conditions, environment: tunables ? { GLIBC_TUNABLES: tunables } : {} },
    );
  const arms = [
    ...[100, 1000, 1032, 1040, 2000, 10_000].map((bytes) => arm(bytes, 'last-first')),
    arm(1032, 'last-first', 'glibc.malloc.tcache_count=0'),
    ...['first-first', 'shuffled', 'all-but-last'].map((order) => arm(2000, order)),
    arm(262_144, 'all-but-last'),
  ];
  const question = 'how much of many freed chunks goes back, and what does malloc_trim add?';
  return scenarioStage('chunks', question, arms, { memoryBytes: 2 * totalBytes + 8 * MIB });
}

export const release: Experiment = {
  name: 'release',
  question: 'what does giving memory back really give back?',
  summary:
    'Fills memory and gives it back by munmap, free, exit or advice; many small chunks by free in several orders and then ' +
    'malloc_trim; single pages beside a thread that runs, sleeps or is not there. Counts what stays resident, what was ' +
    'kept of the contents, faults of the next use, interrupts sent. An advice that leaves pages in memory, or a free ' +
    'that changes nothing, is seen in the counts.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'release',
      question: 'what does giving memory back really give back?',
      stages: [waysStage(sizeBytes), kindsStage(sizeBytes / 2), besideThreadStage(), chunksStage(sizeBytes)],
    };
  },
};
