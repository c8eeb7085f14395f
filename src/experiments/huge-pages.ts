/** What huge pages a process is given, whichever way it asks, and what they cost and save at the first touch. */
import type { Experiment } from '../model/experiment.ts';
import type { ScenarioStage, SystemChange } from '../model/scenario.ts';
import { scenarioArm, scenarioStage } from './make-scenario-stage.ts';

const MIB = 2 ** 20;
const defaultSizeBytes = 32 * MIB;
const pageBytes = 4096;
const advice = 'huge';

/** glibc's setting, asked for through the environment. */
const tunable = (value: 1 | 2) => ({ environment: { GLIBC_TUNABLES: `glibc.malloc.hugetlb=${value}` } });

function firstTouch(sizeBytes: number): ScenarioStage {
  const arms = [
    scenarioArm('small pages', 'huge-pages', { advice: 'nohuge', sizeBytes, warm: 1 }),
    scenarioArm('huge pages', 'huge-pages', { advice, sizeBytes, warm: 1 }),
  ];
  return scenarioStage('first-touch', 'how much faster is the first touch of huge pages?', arms, {
    compare: ['touch'],
    memoryBytes: sizeBytes + 4 * MIB,
  });
}

function sameAdvice(sizeBytes: number): ScenarioStage {
  const arms = ['malloc', 'mmap'].flatMap((way) => [
    scenarioArm(way, 'huge-pages', { way, advice, sizeBytes }),
    scenarioArm(`${way}, a page more`, 'huge-pages', { way, advice, sizeBytes: sizeBytes + pageBytes }),
  ]);
  const question = 'what huge pages do malloc and mmap get for the same request?';
  return scenarioStage('same-advice', question, arms, { memoryBytes: sizeBytes + 4 * MIB });
}

function alignment(): ScenarioStage {
  const arms = [scenarioArm('mmap', 'thp-alignment')];
  return scenarioStage('alignment', 'which lengths are mapped at a multiple of the huge page size?', arms);
}

/** Small: only the advice is looked for. Often: what decides may lie in the addresses of each execution. */
function advisingMalloc(): ScenarioStage {
  const own = { way: 'malloc', sizeBytes: 4 * MIB };
  const arms = [
    scenarioArm('hugetlb=1', 'huge-pages', own, tunable(1)),
    scenarioArm('hugetlb=1, stack of zeros', 'huge-pages', { ...own, stackByte: 0 }, tunable(1)),
    scenarioArm('hugetlb=1, stack of other bytes', 'huge-pages', { ...own, stackByte: 90 }, tunable(1)),
    scenarioArm('untuned', 'huge-pages', own),
  ];
  const question = 'does glibc.malloc.hugetlb=1 make malloc ask for huge pages, each time?';
  return scenarioStage('advising-malloc', question, arms, { blocks: 12 });
}

const hugetlbArms = [
  scenarioArm('MAP_HUGETLB', 'huge-pages', { way: 'hugetlb', sizeBytes: 16 * MIB }),
  scenarioArm('malloc, hugetlb=2', 'huge-pages', { way: 'malloc', sizeBytes: 16 * MIB }, tunable(2)),
  scenarioArm('malloc', 'huge-pages', { way: 'malloc', sizeBytes: 16 * MIB }),
];

function hugetlb(): ScenarioStage[] {
  const memoryBytes = 20 * MIB;
  const reserve: SystemChange = {
    kind: 'write',
    path: '/sys/kernel/mm/hugepages/hugepages-2048kB/nr_hugepages',
    value: '20',
    why: 'reserves 40 MiB as a pool of huge pages, to see what changes with one',
  };
  const question = 'who is given pages of the hugetlb pool, and who counts them?';
  return [
    scenarioStage('pool-as-found', question, hugetlbArms, { memoryBytes }),
    scenarioStage('pool-reserved', question, hugetlbArms, { memoryBytes, changes: [reserve] }),
  ];
}

function sparse(sizeBytes: number): ScenarioStage {
  const stepBytes = 2 * MIB;
  const arms = [
    scenarioArm('small pages', 'huge-pages', { advice: 'nohuge', sizeBytes, stepBytes }),
    scenarioArm('huge pages', 'huge-pages', { advice, sizeBytes, stepBytes }),
  ];
  const question = 'how much becomes resident when one byte in 2 MiB is written?';
  return scenarioStage('sparse', question, arms, { memoryBytes: sizeBytes + 4 * MIB });
}

/** There is no "always" for one process: advice on every mapping is as near as it comes. */
function policy(): ScenarioStage {
  const conditions = { unprivileged: true } as const;
  const arms = [
    scenarioArm('as found', 'thp-policy', {}, { conditions }),
    scenarioArm('disabled by itself', 'thp-policy', { disable: 'yes' }, { conditions }),
    scenarioArm('disabled before fork', 'thp-policy', { disable: 'yes', in: 'child' }, { conditions }),
    scenarioArm(
      'disabled before exec',
      'thp-policy',
      {},
      { conditions: { ...conditions, thpDisable: true } },
    ),
    scenarioArm('disabled unless advised', 'thp-policy', { disable: 'unless-advised' }, { conditions }),
  ];
  return scenarioStage('policy', 'what may one process decide about its huge pages?', arms, {
    memoryBytes: 20 * MIB,
  });
}

function stacks(): ScenarioStage {
  const arms = [
    scenarioArm('stacks of the C library', 'thread-stacks', { threads: 16 }),
    scenarioArm('stacks advised', 'thread-stacks', { threads: 16, stack: 'advised' }),
  ];
  return scenarioStage('stacks', 'do the stacks of threads hold huge pages?', arms, {
    memoryBytes: 64 * MIB,
  });
}

const folioSizes = [16, 64, 256, 1024].map((kib) => kib * 1024);

function folios(sizeBytes: number): ScenarioStage {
  const allow = (folioBytes: number): SystemChange => ({
    kind: 'write',
    path: `/sys/kernel/mm/transparent_hugepage/hugepages-${folioBytes / 1024}kB/enabled`,
    value: 'madvise',
    why: `lets memory that asks for it have pages of ${folioBytes / 1024} KiB`,
  });
  const arms = [pageBytes, ...folioSizes, 2 * MIB].map((folioBytes) =>
    scenarioArm(`${folioBytes / 1024} KiB`, 'folio-sizes', { folioBytes, sizeBytes: sizeBytes / 2 }),
  );
  return scenarioStage('folios', 'what do pages between 4 KiB and 2 MiB cost and save?', arms, {
    compare: ['touch', 'fault-median'],
    memoryBytes: sizeBytes + 4 * MIB,
    changes: folioSizes.map(allow),
    slow: true,
  });
}

/** A hundred megabytes and more: one pass of khugepaged, at its default, is 16 MiB in ten seconds. */
function promotion(): ScenarioStage {
  const sizeBytes = 128 * MIB;
  const arms = [
    scenarioArm('khugepaged', 'promotion', { way: 'khugepaged', sizeBytes, watchMs: 10_000 }),
    scenarioArm('MADV_COLLAPSE', 'promotion', { way: 'collapse', sizeBytes }),
  ];
  return scenarioStage('promotion', 'how soon do small pages become huge ones?', arms, {
    blocks: 2,
    memoryBytes: 2 * sizeBytes,
    deadlineMs: 40_000,
    slow: true,
  });
}

export const hugePages: Experiment = {
  name: 'huge-pages',
  question: 'who is given huge pages, and what do they cost and save?',
  summary:
    'Writes buffers for the first time in fresh processes, with huge pages asked for (madvise, MAP_HUGETLB, glibc’s ' +
    'tunables, prctl) or forbidden, aligned and not, densely and sparsely. Every trial tells the huge bytes it really got, its ' +
    'faults and what became resident; times are compared only where both were seen to differ. Faults that did not fall with ' +
    'huge pages, or malloc and mmap given the same, would change our mind. The pool of hugetlb pages and pages between ' +
    '4 KiB and 2 MiB need --allow-system-changes.',
  budgetSeconds: 60,
  ofScenarios: true,
  plan(settings) {
    const sizeBytes = settings.sizesBytes?.[0] ?? defaultSizeBytes;
    return {
      name: 'huge-pages',
      question: 'who is given huge pages, and what do they cost and save?',
      stages: [
        firstTouch(sizeBytes),
        sameAdvice(sizeBytes),
        alignment(),
        advisingMalloc(),
        ...hugetlb(),
        sparse(2 * sizeBytes),
        policy(),
        stacks(),
        folios(2 * sizeBytes),
        promotion(),
      ],
    };
  },
};
