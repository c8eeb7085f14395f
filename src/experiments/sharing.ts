/** What a parent and its children share, what that counts as, and what it costs against sending bytes. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const mebibyte = 2 ** 20;
const defaultSizeBytes = 8 * mebibyte;
const folder = '{folder}';

const shared = ['shared-anonymous', 'memfd', 'dev-shm', 'file', 'sysv'];
const unshared = ['malloc', 'private'];

/** Memory that a child has by fork, and memory that an executed program is to find. */
function visibility(): ScenarioStage {
  const sizeBytes = 4 * mebibyte;
  const arm = (way: string, start: 'fork' | 'exec'): ScenarioArm =>
    scenarioArm(start === 'fork' ? way : `${way}-exec`, 'share', { way, start, sizeBytes, folder });
  const arms = [
    ...[...shared, ...unshared].map((way) => arm(way, 'fork')),
    ...['memfd', 'shared-anonymous', 'private'].map((way) => arm(way, 'exec')),
  ];
  const limits = { memoryBytes: 2 * sizeBytes, diskBytes: sizeBytes };
  return scenarioStage('visibility', 'who sees whose stores, and on which page frames?', arms, limits);
}

function resident(sizeBytes: number): ScenarioStage {
  const arms = [1, 2, 4].map((processes) =>
    scenarioArm(`${processes}-processes`, 'resident-sum', { way: 'shared-anonymous', processes, sizeBytes }),
  );
  // What fork shares without being asked: pages that nobody has written since.
  const inherited = { way: 'private', processes: 4, sizeBytes, access: 'read' };
  arms.push(scenarioArm('4-processes-inherited', 'resident-sum', inherited));
  return scenarioStage('resident', 'what do RSS and PSS of all processes add up to?', arms, {
    memoryBytes: sizeBytes,
  });
}

function seals(): ScenarioStage {
  const kinds = ['none', 'shrink', 'write', 'all', 'write-while-mapped'];
  const arms = kinds.map((kind) => scenarioArm(kind, 'seals', { seals: kind }));
  return scenarioStage('seals', 'what may still be done to a memfd under its seals?', arms);
}

const bulkWays = ['shared-anonymous', 'memfd', 'dev-shm', 'sysv', 'pipe', 'socketpair', 'copy'];

/** `again` is all the rounds after the first, in which the reader has mapped what it reads. */
function bulk(name: string, sizeBytes: number, slow: boolean): ScenarioStage {
  const arms = bulkWays.map((way) => scenarioArm(way, 'hand-over', { way, sizeBytes }));
  return scenarioStage(name, 'how long until another process has read the bytes?', arms, {
    compare: ['fill', 'first', 'again'],
    memoryBytes: 2 * sizeBytes,
    slow,
  });
}

function latency(): ScenarioStage {
  const ways = ['pipe', 'socketpair', 'eventfd', 'futex', 'poll'];
  const arms = ways.map((way) => scenarioArm(way, 'round-trip', { way, trips: 300 }));
  return scenarioStage('latency', 'what do 64 bytes to another process and back cost?', arms, {
    compare: ['roundTrips'],
  });
}

/** Without huge pages: the machine may give them to one of the two only. */
function firstTouch(sizeBytes: number): ScenarioStage {
  const conditions = { thpDisable: true } as const;
  const arms = ['private', 'shared'].map((way) =>
    scenarioArm(way, 'touch-shared', { way, sizeBytes }, { conditions }),
  );
  return scenarioStage('first-touch', 'is shared anonymous memory as cheap as private?', arms, {
    compare: ['touch', 'unmap'],
    memoryBytes: sizeBytes,
  });
}

export const sharing: Experiment = {
  name: 'sharing',
  question: 'what do processes share, what does it count as, and what is it worth?',
  summary:
    'A parent and its child store marks in memory obtained in eight ways, over fork and over exec, and look for the ' +
    "other's; page frames and PSS say what they share. Then the same bytes go to another process through shared memory, a " +
    'pipe and a socket pair, in bulk and 64 at a time. A mark seen through private memory, a pipe as fast as a mapping for ' +
    'megabytes, or a shared page that PSS counts twice would change our mind.',
  budgetSeconds: 60,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'sharing',
      question: 'what do processes share, what does it count as, and what is it worth?',
      stages: [
        visibility(),
        resident(sizeBytes),
        seals(),
        bulk('bulk', sizeBytes, false),
        bulk('bulk-4-kib', 4096, true),
        bulk('bulk-64-kib', 64 * 1024, true),
        bulk('bulk-1-mib', mebibyte, true),
        bulk('bulk-64-mib', 64 * mebibyte, true),
        latency(),
        firstTouch(sizeBytes),
      ],
    };
  },
};
