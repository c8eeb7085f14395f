/** What starting a process costs beside a resident size, and what is paid for a fork afterwards. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const mebibyte = 2 ** 20;
const defaultSizeBytes = 32 * mebibyte;
const smallBytes = mebibyte;
const hugeBytes = 2 * mebibyte;

/** Under a machine's huge pages for all, what does not ask for them would have them too. */
const basePages = { conditions: { thpDisable: true } } as const;

function startArm(
  name: string,
  way: string,
  memory: string,
  sizeBytes: number,
  touchedBytes = 0,
): ScenarioArm {
  const parameters = { way, memory, sizeBytes, touchedBytes };
  return scenarioArm(name, 'start-child', parameters, memory === 'thp' ? {} : basePages);
}

/** Who keeps less has touched as much: a process that has run for longer is scheduled otherwise. */
function start(name: string, sizeBytes: number, slow: boolean): ScenarioStage {
  const given = sizeBytes - smallBytes;
  const arms = [
    startArm('fork-small', 'fork', 'private', smallBytes, given),
    startArm('fork-half', 'fork', 'private', sizeBytes / 2, sizeBytes / 2),
    startArm('fork', 'fork', 'private', sizeBytes),
    startArm('fork-huge', 'fork', 'thp', sizeBytes),
    startArm('fork-shared', 'fork', 'shared-anonymous', sizeBytes),
    startArm('fork-left-out', 'fork', 'dontfork', sizeBytes),
    startArm('vfork-small', 'vfork', 'private', smallBytes, given),
    startArm('vfork', 'vfork', 'private', sizeBytes),
    startArm('spawn-small', 'posix-spawn', 'private', smallBytes, given),
    startArm('spawn', 'posix-spawn', 'private', sizeBytes),
  ];
  return scenarioStage(name, 'how long does a process stand still to start another?', arms, {
    compare: ['start', 'untilGone'],
    memoryBytes: sizeBytes,
    slow,
  });
}

function billArm(name: string, parameters: Record<string, string | number>): ScenarioArm {
  return scenarioArm(name, 'after-fork', parameters, parameters.memory === 'thp' ? {} : basePages);
}

/** The first arm is without a fork: what the same stores cost anyway. */
function billArms(sizeBytes: number): ScenarioArm[] {
  const base = { memory: 'private', sizeBytes };
  const huge = { memory: 'thp', sizeBytes };
  const sparse = { strideBytes: hugeBytes };
  return [
    billArm('no-fork', { ...base, child: 'none' }),
    billArm('child-gone', { ...base, child: 'gone' }),
    billArm('child-alive', { ...base, child: 'alive' }),
    billArm('in-child', { ...base, child: 'alive', writer: 'child' }),
    billArm('sparse', { ...base, ...sparse, child: 'alive' }),
    billArm('huge-no-fork', { ...huge, child: 'none' }),
    billArm('huge-child-gone', { ...huge, child: 'gone' }),
    billArm('huge-child-alive', { ...huge, child: 'alive' }),
    billArm('huge-in-child', { ...huge, child: 'alive', writer: 'child' }),
    billArm('huge-sparse', { ...huge, ...sparse, child: 'alive' }),
    billArm('huge-sparse-child-gone', { ...huge, ...sparse, child: 'gone' }),
  ];
}

function bill(name: string, sizeBytes: number, timed: boolean): ScenarioStage {
  return scenarioStage(
    name,
    'what do stores cost after a fork, and what do they copy?',
    billArms(sizeBytes),
    {
      compare: timed ? ['store'] : [],
      memoryBytes: 2 * sizeBytes,
      slow: timed,
    },
  );
}

function advice(): ScenarioStage {
  const kinds = ['none', 'dontfork', 'wipeonfork', 'dofork', 'keeponfork'];
  const arms = kinds.map((kind) => scenarioArm(kind, 'fork-advice', { advice: kind, sizeBytes: mebibyte }));
  return scenarioStage('advice', 'what does a child find under the advice about fork?', arms);
}

export const fork: Experiment = {
  name: 'fork',
  question: 'what does starting a process cost, and what is paid afterwards?',
  summary:
    'Starts a child by fork, vfork and posix_spawn beside a resident size in 4 KiB pages, in huge pages, shared and left ' +
    'out of the fork, and times how long the parent stands still. Then the parent or the child stores into what both ' +
    'have, and the faults, the frames that moved and the huge pages that were lost are counted. A vfork that grows with ' +
    'the resident size, or stores after a fork without a fault, would change our mind.',
  budgetSeconds: 60,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    const billBytes = Math.max(hugeBytes, Math.floor(sizeBytes / 4 / hugeBytes) * hugeBytes);
    return {
      name: 'fork',
      question: 'what does starting a process cost, and what is paid afterwards?',
      stages: [
        start('start', sizeBytes, false),
        start('start-large', 8 * sizeBytes, true),
        bill('bill', billBytes, false),
        bill('bill-times', billBytes, true),
        advice(),
      ],
    };
  },
};
