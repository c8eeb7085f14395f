/** The post's program as a piece of software: whether it compiles, what its arguments do, what compilers make of it, what strace shows. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioArm, ScenarioStage } from '../model/scenario.ts';
import { type ScenarioArmOptions, scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const mebibyte = 2 ** 20;
const defaultSizeBytes = 8 * mebibyte;
const summary =
  'Small programs with the defects of the post are compiled and executed: the macro on two lines; sizes that overflow an int; ' +
  'arguments that are none; optimisation levels, by the faults that each half really takes; a limit below what is asked for; ' +
  'and what strace shows of malloc and does to times. A defect that the compiler, the library or the kernel catches would ' +
  'clear the program of it.';

/** Whole numbers of MiB, and what is none. */
const badArguments = '1,2048,3000,4096,4097,-1,(none),abc,0,1e3';

function compiled(name: string, program: string, flags: readonly string[], compiler = '{cc}'): ScenarioArm {
  return scenarioArm(name, 'compile', { program }, { words: [compiler, ...flags] });
}

function executed(
  name: string,
  parameters: Readonly<Record<string, string | number>>,
  flags: readonly string[],
  options: ScenarioArmOptions = {},
): ScenarioArm {
  const words = ['{cc}', ...flags];
  return scenarioArm(name, 'execute', { program: 'two-halves', ...parameters }, { ...options, words });
}

const compileStage = scenarioStage(
  'compile',
  'does a compiler take the macro whose body is on the next line?',
  [compiled('as written', 'split-macro', []), compiled('joined by a backslash', 'joined-macro', [])],
);

const posix = ['-std=c11', '-D_POSIX_C_SOURCE=200809L'];
const portabilityStage = scenarioStage('portability', 'under which standards do malloc and mmap compile?', [
  compiled('malloc, ISO C', 'with-malloc', ['-std=c11']),
  compiled('malloc, POSIX 2008', 'with-malloc', posix),
  compiled('malloc, GNU C', 'with-malloc', ['-std=gnu11']),
  compiled('mmap, ISO C', 'with-mmap', ['-std=c11']),
  compiled('mmap, POSIX 2008', 'with-mmap', posix),
  compiled('mmap, GNU C', 'with-mmap', ['-std=gnu11']),
  compiled('mmap, ISO C, musl', 'with-mmap', ['-std=c11'], '{musl-gcc}'),
]);

const argumentsStage = scenarioStage(
  'arguments',
  'what does the program do with each argument?',
  [executed('unoptimised', { arguments: badArguments }, ['-O0'])],
  { memoryBytes: 16 * mebibyte },
);

/** Sizes are the program's: whole MiB. */
function sizedStages(sizeBytes: number): ScenarioStage[] {
  const megabytes = Math.max(1, Math.round(sizeBytes / mebibyte));
  const size = { arguments: megabytes };
  const basePages = { conditions: { thpDisable: true } } as const;
  const escaping = ['-O2', '-DESCAPE'];
  const limits = { memoryBytes: 2 * sizeBytes };
  return [
    scenarioStage(
      'optimiser',
      'what is left of each half, by its page faults?',
      [
        ...['-O0', '-O1', '-O2', '-O3'].map((flag) => executed(flag, size, [flag], basePages)),
        executed('-O2, escaping', size, escaping, basePages),
        executed('-O2, escaping, ones', size, [...escaping, '-DFILL=1'], basePages),
        executed('-O2, no builtins', size, [...escaping, '-fno-builtin'], basePages),
      ],
      limits,
    ),
    scenarioStage(
      'first-half',
      'what does the first half pay that is not its buffer?',
      [
        executed('lazy binding', size, ['-O0', '-Wl,-z,lazy'], basePages),
        executed('bound at start', size, ['-O0', '-Wl,-z,now'], basePages),
      ],
      limits,
    ),
    scenarioStage(
      'five-runs',
      'what do five runs at one size allow to say?',
      [executed('by hand', { arguments: Array.from({ length: 5 }, () => megabytes).join() }, ['-O0'])],
      { ...limits, blocks: 1 },
    ),
  ];
}

const limitedStage = scenarioStage(
  'limited',
  'does the program say that it cannot have what is asked for?',
  [executed('32 MiB of address space', { arguments: 64, addressSpaceBytes: 32 * mebibyte }, ['-O0'])],
  { memoryBytes: 64 * mebibyte },
);

const memoryLimitStage = scenarioStage(
  'memory-limit',
  'what ends the program in a container with less memory?',
  [executed('in 64 MiB', { arguments: 128, cgroup: '{cgroup}' }, ['-O0'])],
  {
    memoryBytes: 64 * mebibyte,
    blocks: 1,
    changes: [
      {
        kind: 'memory-cgroup',
        limitBytes: 64 * mebibyte,
        why: 'the program is to meet a limit that is not the machine',
      },
    ],
  },
);

const bursts = ['{subject}', 'memory-calls', 'work=bursts', 'count=200', 'sizeBytes=4194304'];
const watchedSteps = ['{strace}', '-e', 'trace=memory,getppid', '{subject}', 'memory-calls'];
const straceStages = [
  scenarioStage(
    'strace',
    'what does strace show of a malloc, of its first touch, and of small mallocs?',
    [
      scenarioArm('alone', 'traced-calls', {}, { words: ['{subject}', 'memory-calls'] }),
      scenarioArm('under strace', 'traced-calls', {}, { words: watchedSteps }),
    ],
    { memoryBytes: 32 * mebibyte },
  ),
  scenarioStage(
    'strace-times',
    'what does strace do to the times of system calls and of page faults?',
    [
      scenarioArm('alone', 'traced-calls', {}, { words: bursts }),
      scenarioArm('under strace', 'traced-calls', {}, { words: ['{strace}', ...bursts] }),
    ],
    { compare: ['calls', 'faults'] },
  ),
];

export const postProgram: Experiment = {
  name: 'post-program',
  question: 'does the program of the post do what it says?',
  summary,
  budgetSeconds: 20,
  ofScenarios: true,
  plan(settings) {
    return {
      name: 'post-program',
      question: 'does the program of the post do what it says?',
      stages: [
        compileStage,
        portabilityStage,
        argumentsStage,
        ...sizedStages(settings.sizesBytes?.[0] ?? defaultSizeBytes),
        limitedStage,
        memoryLimitStage,
        ...straceStages,
      ],
    };
  },
};
