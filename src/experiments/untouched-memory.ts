/** What a block from malloc or calloc holds and costs before it is written. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioStage } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const defaultSizeBytes = 4 * MIB;
const readBytes = 32 * MIB;

function contents(sizeBytes: number): ScenarioStage {
  const scenario = 'malloc-contents';
  const environment = { GLIBC_TUNABLES: 'glibc.malloc.perturb=85' };
  const arms = [
    scenarioArm('fresh', scenario, { sizeBytes }),
    scenarioArm('fresh-read', scenario, { sizeBytes, touch: 'read' }),
    scenarioArm('fresh-write', scenario, { sizeBytes, touch: 'write' }),
    scenarioArm('fresh-write-all', scenario, { sizeBytes, touch: 'write-all' }),
    scenarioArm('recycled', scenario, { sizeBytes, source: 'recycled' }),
    scenarioArm('recycled-write', scenario, { sizeBytes, source: 'recycled', touch: 'write' }),
    scenarioArm('calloc-read', scenario, { sizeBytes, call: 'calloc', touch: 'read' }),
    scenarioArm('calloc-write', scenario, { sizeBytes, call: 'calloc', touch: 'write' }),
    scenarioArm('calloc-recycled', scenario, { sizeBytes, call: 'calloc', source: 'recycled' }),
    scenarioArm('locked', scenario, { sizeBytes, lock: 'future' }),
    scenarioArm('perturbed', scenario, { sizeBytes }, { environment }),
    scenarioArm('musl', scenario, { sizeBytes }, { build: 'musl' }),
  ];
  return scenarioStage('contents', 'what is resident, and what is in it, before anything is written?', arms, {
    memoryBytes: 2 * sizeBytes,
  });
}

/** Fresh and recycled memory apart: times are compared within a stage, and its first arm has the control. */
function zeroing(name: string, question: string, parameters: Readonly<Record<string, string | number>>) {
  const arms = [
    scenarioArm('malloc', 'zeroed-block', { ...parameters, way: 'malloc' }),
    scenarioArm('calloc', 'zeroed-block', { ...parameters, way: 'calloc' }),
  ];
  return scenarioStage(name, question, arms, { compare: ['obtain'] });
}

function reading(): ScenarioStage {
  const arms = [
    scenarioArm('written', 'read-block', { sizeBytes: readBytes, state: 'written' }),
    scenarioArm('untouched', 'read-block', { sizeBytes: readBytes }),
  ];
  return scenarioStage('reading', 'is a block that was never written faster to read?', arms, {
    compare: ['later read'],
    memoryBytes: 2 * readBytes,
  });
}

export const untouchedMemory: Experiment = {
  name: 'untouched-memory',
  question: 'what does a block from malloc hold and cost before it is written?',
  summary:
    'Reads what is resident after malloc and calloc, from fresh memory and from memory that the process had before, ' +
    'untouched, read and written; counts bytes that are not zero; times calloc against malloc and memset, and reading a ' +
    'block that was never written. Old contents in fresh memory, or calloc that clears nothing where it must, would ' +
    'change our mind.',
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'untouched-memory',
      question: 'what does a block from malloc hold and cost before it is written?',
      stages: [
        contents(sizeBytes),
        zeroing('zeroing-fresh', 'how much less does calloc of fresh memory take?', { sizeBytes }),
        zeroing('zeroing-recycled', 'does calloc save anything on memory that was used before?', {
          sizeBytes: 256 * KIB,
          source: 'recycled',
          rounds: 50,
        }),
        {
          ...zeroing('zeroing-and-writing', 'what is left of it where every byte is written afterwards?', {
            sizeBytes,
            afterwards: 'write',
          }),
          slow: true,
        },
        reading(),
      ],
    };
  },
};
