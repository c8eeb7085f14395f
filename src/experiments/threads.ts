/** Threads of one process that fault, map and unmap at once, beside processes and beside work without memory. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const defaultSizeBytes = 8 * 2 ** 20;

type Parameters = Readonly<Record<string, string | number>>;

/** How the work is done, by the end of the arm's name. */
const alone: Parameters = { by: 'threads', workers: 1 };
const threaded: Parameters = { by: 'threads' };
const processes: Parameters = { by: 'processes' };

function arms(
  work: string,
  parameters: Parameters,
  ways: Readonly<Record<string, Parameters>>,
): ScenarioArm[] {
  return Object.entries(ways).map(([way, how]) =>
    scenarioArm(
      `${work}-${way}`,
      'parallel-work',
      { ...parameters, ...how },
      { conditions: { thpDisable: true } },
    ),
  );
}

function everyArm(sizeBytes: number): ScenarioArm[] {
  const own = { ...threaded, mapping: 'own' };
  return [
    ...arms(
      'fault',
      { work: 'fault', sizeBytes },
      { alone, threads: threaded, processes, 'threads-own': own },
    ),
    ...arms('map', { work: 'map', touch: 'no', repetitions: 800 }, { threads: threaded, processes }),
    ...arms('map-touch', { work: 'map', repetitions: 400 }, { threads: threaded, processes }),
    ...arms('compute', { work: 'compute', repetitions: 2000 }, { alone, threads: threaded, processes }),
  ];
}

export const threads: Experiment = {
  name: 'threads',
  question: 'do threads that take page faults, or map and unmap, hold each other up?',
  summary:
    'One thread on each CPU (two at least, four at most) first touches its part of one mapping, or maps and unmaps pages; as ' +
    'many processes do the same work, and so do threads that only compute. What processes and computing lose as well is the ' +
    'machine’s doing; only what threads lose beyond that is a lock of their address space. Two CPUs show little of it.',
  budgetSeconds: 10,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    const question = 'how much longer does the same work take where several do it at once?';
    const stage = scenarioStage('together', question, everyArm(sizeBytes), {
      compare: ['work'],
      memoryBytes: 4 * sizeBytes,
    });
    return { name: this.name, question: this.question, stages: [stage] };
  },
};
