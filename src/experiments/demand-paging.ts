/** Which pages of a mapped file an access really loads, by the state of the page cache and by what the kernel was told. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const defaultSizeBytes = 16 * 2 ** 20;
/** A file that may be read page by page, or locked within the limit that most users have (8 MiB). */
const smallSizeBytes = 4 * 2 ** 20;

type Settings = Readonly<Record<string, string | number>>;

function arm(name: string, sizeBytes: number, settings: Settings = {}): ScenarioArm {
  return scenarioArm(name, 'demand-paging', { folder: '{folder}', sizeBytes, ...settings });
}

/** What a file costs while it is mapped: its pages in the cache, and copies of those that were written. */
function limits(sizeBytes: number): { memoryBytes: number; diskBytes: number } {
  return { memoryBytes: 2 * sizeBytes + 4 * 2 ** 20, diskBytes: sizeBytes };
}

function oneByte(sizeBytes: number): ScenarioStage {
  return scenarioStage(
    'one-byte',
    'how much of a cold file does the access to one byte load?',
    [
      arm('read', sizeBytes),
      arm('read shared', sizeBytes, { sharing: 'shared' }),
      arm('write', sizeBytes, { access: 'write' }),
      arm('overwrite page', sizeBytes, { access: 'overwrite' }),
      arm('sequential', sizeBytes, { advice: 'sequential' }),
      arm('random', sizeBytes, { advice: 'random' }),
      arm('willneed', sizeBytes, { advice: 'willneed' }),
      arm('populate-read', sizeBytes, { advice: 'populate-read' }),
      arm('map-populate', sizeBytes, { advice: 'map-populate' }),
    ],
    limits(sizeBytes),
  );
}

function mapping(sizeBytes: number): ScenarioStage {
  const untouched = (name: string, settings: Settings): ScenarioArm =>
    arm(name, sizeBytes, { pattern: 'none', ...settings });
  return scenarioStage(
    'mapping',
    'what does mapping a file load, before anything is accessed?',
    [
      untouched('cold', {}),
      untouched('cold, not root', { user: 'nobody' }),
      untouched('warm', { state: 'warm' }),
      untouched('fresh', { state: 'fresh' }),
      untouched('map-populate', { advice: 'map-populate' }),
      untouched('locked', { advice: 'locked' }),
      untouched('mlockall', { advice: 'future' }),
    ],
    limits(sizeBytes),
  );
}

function patterns(sizeBytes: number): ScenarioStage {
  const sparse = { pattern: 'random', pages: 10 };
  const every = { pattern: 'every', pages: 64 };
  return scenarioStage(
    'patterns',
    'what do read-ahead and its absence load, where few pages or all are needed?',
    [
      arm('sparse', sizeBytes, sparse),
      arm('sparse, random', sizeBytes, { ...sparse, advice: 'random' }),
      arm('every 64th', sizeBytes, every),
      arm('every 64th, random', sizeBytes, { ...every, advice: 'random' }),
      arm('all', sizeBytes, { pattern: 'all' }),
      arm('all, random', sizeBytes, { pattern: 'all', advice: 'random' }),
    ],
    limits(sizeBytes),
  );
}

function warmFaults(sizeBytes: number): ScenarioStage {
  const all = (name: string, settings: Settings): ScenarioArm =>
    arm(name, sizeBytes, { pattern: 'all', ...settings });
  return scenarioStage(
    'warm-faults',
    'how many pages does one fault map, where the file is in memory?',
    [
      all('page by page', { state: 'warm-small' }),
      all('page by page, shared', { state: 'warm-small', sharing: 'shared' }),
      all('page by page, written', { state: 'warm-small', access: 'write' }),
      all('page by page, written shared', { state: 'warm-small', access: 'write', sharing: 'shared' }),
      all('read ahead', { state: 'warm' }),
      all('read ahead, written shared', { state: 'warm', access: 'write', sharing: 'shared' }),
      all('fresh', { state: 'fresh' }),
    ],
    limits(sizeBytes),
  );
}

/** The fastest of ten scans in each process counts, each of a file verified cold: the device answers unevenly. */
function scan(sizeBytes: number): ScenarioStage {
  const all = { pattern: 'all', rounds: 10 };
  return scenarioStage(
    'scan',
    'does advice make reading a whole cold file faster?',
    [arm('normal', sizeBytes, all), arm('sequential', sizeBytes, { ...all, advice: 'sequential' })],
    { compare: ['touch'], ...limits(sizeBytes) },
  );
}

export const demandPaging: Experiment = {
  name: 'demand-paging',
  question: 'which pages of a mapped file does an access load?',
  summary:
    'Maps a file whose pages are on the device alone (verified by mincore and cachestat), in memory, or just written, touches ' +
    'one byte, some pages or all under each advice, and lists which pages became resident, with faults and the bytes that the ' +
    'device read. Loading exactly what was touched under the default advice would refute that read-ahead decides the amount.',
  budgetSeconds: 30,
  ofScenarios: true,
  plan(settings) {
    const asked = settings.sizesBytes?.[0];
    const sizeBytes = Math.ceil((asked ?? defaultSizeBytes) / 65_536) * 65_536;
    const smallBytes = Math.min(sizeBytes, smallSizeBytes);
    return {
      name: 'demand-paging',
      question: 'which pages of a mapped file does an access load?',
      stages: [
        oneByte(sizeBytes),
        mapping(smallBytes),
        patterns(smallBytes),
        warmFaults(sizeBytes),
        scan(smallBytes),
      ],
    };
  },
};
