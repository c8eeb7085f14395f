/** How a run was measured, in sentences: what its stages made of blocks, processes, controls and warm-ups. */
import type { CellDesign } from '../../../model/design.ts';
import { burnInRounds } from '../../../model/design.ts';
import type { Stage } from '../../../model/experiment.ts';
import type { RunHeader } from '../../../model/run.ts';
import { formatBytes, formatPercent } from '../../../model/units.ts';

const designSentences: Record<CellDesign['kind'], (design: CellDesign) => string> = {
  fresh: () =>
    'Fresh processes: every trial is a process of its own, started for it; a block has every arm once.',
  'in-process': (design) =>
    design.kind === 'in-process'
      ? `In-process: a block is one process, in which every arm has its turn in each of ${design.rounds} rounds, in random order; the first ${burnInRounds} are not counted.`
      : '',
  interleaved: (design) =>
    design.kind === 'interleaved'
      ? `Interleaved: a block is one process that maps all regions and touches them in turn, ${formatBytes(design.chunkBytes)} at a time.`
      : '',
};

function designsOf(stages: readonly Stage[]): string[] {
  const designs = stages.flatMap((stage) =>
    stage.kind === 'comparison' || stage.kind === 'calibration'
      ? stage.cells.map(({ design }) => design)
      : [],
  );
  return [...new Set(designs.map((design) => designSentences[design.kind](design)))];
}

/** Sentences for the kinds of stages that there are. */
const ofKinds: readonly { readonly kinds: readonly Stage['kind'][]; readonly sentence: string }[] = [
  {
    kinds: ['comparison', 'calibration', 'commands', 'scenarios'],
    sentence:
      'Blocks: the arms follow each other in a random order that is balanced over blocks and drawn from the seed, so that what drifts on the machine meets all of them alike.',
  },
  {
    kinds: ['comparison', 'commands'],
    sentence:
      'Control arm: every block also has an identical copy of the reference. Where it differs from its original, there is no verdict.',
  },
  {
    kinds: ['comparison', 'calibration', 'repetition', 'scenarios'],
    sentence:
      'Warm-up: before trials are timed, more memory than the largest of them asks for is touched and released, and again after every pause. A virtual machine would otherwise pay its host for the first arm. Stages that ask about cold memory leave this out.',
  },
  {
    kinds: ['comparison', 'calibration', 'repetition'],
    sentence:
      'Phases: allocate, first touch, second touch and release are timed one by one; only the phase itself stands between two reads of the clock, and the kernel counts its faults.',
  },
  {
    kinds: ['comparison', 'calibration'],
    sentence:
      'Refusal: a trial that its own fault counts contradict is kept in the file and enters no estimate.',
  },
  {
    kinds: ['repetition'],
    sentence:
      'Repetitions: a program is run several times as it stands, without blocks and without a control, to show what it would have said. No verdict comes of it.',
  },
  {
    kinds: ['calibration'],
    sentence:
      'Calibration: what a system call, a fault, a page and a byte cost here is measured in blocks of its own; the explanations are made of it.',
  },
  {
    kinds: ['scenarios'],
    sentence:
      'Scenarios: a fresh process does one thing and tells what the kernel counted; each block has every arm once. Counts decide wherever something countable follows.',
  },
  {
    kinds: ['commands'],
    sentence:
      'Commands: each execution is a process of its own; hooks run outside the timing. One more execution of each, untimed, tells its peak of memory.',
  },
];

export function methodInWords({ plan, settings }: RunHeader): string[] {
  const kinds = new Set(plan.stages.map(({ kind }) => kind));
  const compares = kinds.has('comparison') || kinds.has('commands');
  return [
    ...designsOf(plan.stages),
    ...ofKinds.filter((one) => one.kinds.some((kind) => kinds.has(kind))).map(({ sentence }) => sentence),
    ...(compares
      ? [
          `Stopping: blocks go on until a ratio is decided or known to ${formatPercent(settings.precision)}, or until time or blocks are spent. The intervals hold whenever one looks, so stopping early does not spoil them.`,
        ]
      : []),
  ];
}
