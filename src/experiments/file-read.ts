/** The same bytes of a file summed through calls and through mappings: what each way costs, cached and not. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const defaultSizeBytes = 16 * 2 ** 20;
const kibibyte = 1024;
/** The rounds over a file of one page, and the passes over one mapping. */
const rounds = 300;
const passes = 10;
/** The fastest sample of each process counts where claims are decided: other programs disturb single ones. */
const samples = 5;

type Settings = Readonly<Record<string, string | number>>;

function arm(name: string, sizeBytes: number, settings: Settings): ScenarioArm {
  return scenarioArm(name, 'file-read', { folder: '{folder}', sizeBytes, ...settings });
}

const compare = ['read'];

function limits(sizeBytes: number): { memoryBytes: number; diskBytes: number } {
  return { memoryBytes: 2 * sizeBytes + 4 * 2 ** 20, diskBytes: sizeBytes };
}

function everyWay(state: 'warm' | 'cold', sizeBytes: number): ScenarioStage {
  const way = (name: string, settings: Settings): ScenarioArm => arm(name, sizeBytes, { state, ...settings });
  const advices = ['sequential', 'random', 'willneed', 'populate-read', 'map-populate'];
  return scenarioStage(
    `${state}-sequential`,
    `which way reads a whole ${state === 'warm' ? 'cached' : 'cold'} file fastest?`,
    [
      way('read 64 KiB', { way: 'read', bufferBytes: 64 * kibibyte }),
      way('read 4 KiB', { way: 'read', bufferBytes: 4 * kibibyte }),
      way('read 1 MiB', { way: 'read', bufferBytes: 1024 * kibibyte }),
      way('pread 64 KiB', { way: 'pread', bufferBytes: 64 * kibibyte }),
      way('readv 64 KiB', { way: 'readv', bufferBytes: 64 * kibibyte }),
      way('O_DIRECT 1 MiB', { way: 'direct', bufferBytes: 1024 * kibibyte }),
      way('mmap', { way: 'mmap' }),
      ...advices.map((advice) => way(`mmap, ${advice}`, { way: 'mmap', advice })),
    ],
    { compare, slow: true, ...limits(sizeBytes) },
  );
}

function randomBlocks(state: 'warm' | 'cold', sizeBytes: number): ScenarioStage {
  const way = (name: string, settings: Settings): ScenarioArm =>
    arm(name, sizeBytes, { state, order: 'random', bufferBytes: 4 * kibibyte, ...settings });
  return scenarioStage(
    `${state}-random`,
    `which way reads a ${state === 'warm' ? 'cached' : 'cold'} file in random blocks of 4 KiB fastest?`,
    [
      way('pread', { way: 'pread' }),
      way('O_DIRECT', { way: 'direct' }),
      way('mmap', { way: 'mmap' }),
      way('mmap, random', { way: 'mmap', advice: 'random' }),
    ],
    { compare, slow: true, ...limits(sizeBytes) },
  );
}

/** One end of the trade: a mapping made for one page and used once. */
function onePage(): ScenarioStage {
  const sizeBytes = 4 * kibibyte;
  const small = { bufferBytes: sizeBytes, rounds, samples };
  return scenarioStage(
    'one-page',
    `which way reads a cached file of one page faster, ${rounds} times anew?`,
    [arm('read', sizeBytes, { way: 'pread', ...small }), arm('mmap', sizeBytes, { way: 'mmap', ...small })],
    { compare, ...limits(sizeBytes) },
  );
}

/** The other end: one mapping used again and again. */
function repeated(sizeBytes: number): ScenarioStage {
  return scenarioStage(
    'repeated',
    `which way reads a cached file ${passes} times faster?`,
    [
      arm('read', sizeBytes, { way: 'read', passes, samples }),
      arm('mmap', sizeBytes, { way: 'mmap', passes, samples }),
    ],
    { compare, ...limits(sizeBytes) },
  );
}

export const fileRead: Experiment = {
  name: 'file-read',
  question: 'which way reads a file fastest?',
  summary:
    'Sums every word of a file through read, pread, readv, O_DIRECT and mappings under each advice, cached and cold, in sequence ' +
    'and in random blocks; the sum is checked, so that no way can skip bytes. No way is expected to win everywhere: one that won ' +
    'both for a file of one page and for a file read many times would refute that the answer depends on size and reuse.',
  budgetSeconds: 60,
  ofScenarios: true,
  plan(settings) {
    const asked = settings.sizesBytes?.[0];
    const sizeBytes = Math.ceil((asked ?? defaultSizeBytes) / 65_536) * 65_536;
    const blocksBytes = Math.min(sizeBytes, 4 * 2 ** 20);
    return {
      name: 'file-read',
      question: 'which way reads a file fastest?',
      stages: [
        onePage(),
        repeated(sizeBytes),
        everyWay('warm', sizeBytes),
        everyWay('cold', sizeBytes),
        randomBlocks('warm', blocksBytes),
        randomBlocks('cold', blocksBytes),
      ],
    };
  },
};
