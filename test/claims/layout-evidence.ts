/** Layouts of processes as tests construct them: the textbook's, with whatever is put elsewhere. */
import type { ArmEvidence, Evidence } from '../../src/model/claim.ts';
import { evidence, trials } from './constructed.ts';

const gibibyte = 2 ** 30;
const page = 4096;
const conditions = ['default layout', 'no ASLR', 'legacy layout', 'unlimited stack'];

/** Addresses of one execution, as far as they differ from the textbook's. */
export type Place = Partial<Record<'text' | 'data' | 'bss' | 'bssEnd' | 'heap' | 'mmap' | 'stack', number>>;
type Facts = Readonly<Record<string, number>>;

/** The textbook's order with all parts moved by a draw of each execution, or by nothing. */
function textbook(draw: number): Required<Place> {
  const move = draw * page;
  const text = 64 * gibibyte + move;
  return {
    text,
    data: text + 10 * page,
    bss: text + 11 * page + 100,
    bssEnd: text + 12 * page + 100,
    heap: text + 13 * page + 7 * move,
    mmap: 512 * gibibyte + 3 * move,
    stack: 900 * gibibyte + 5 * move,
  };
}

const plain: Facts = {
  randomizeVaSpace: 2,
  fixedAddresses: 0,
  legacyLayout: 0,
  stackUnlimited: 0,
  pageBytes: page,
};

/** An arm of a layout: `place` says what lies elsewhere, from where it would lie in the textbook. */
export function layoutArm(
  place: (usual: Required<Place>) => Place = () => ({}),
  facts: Facts = {},
  randomised = true,
): ArmEvidence {
  return trials(3, (block) => {
    const executions = [1, 2, 3, 4].map((i) => {
      const usual = textbook(randomised ? 4 * block + i : 0);
      return { ...usual, ...place(usual) };
    });
    const list = (of: keyof Place): number[] => executions.map((one) => one[of]);
    return {
      facts: { ...plain, ...facts },
      lists: {
        textAddresses: list('text'),
        dataAddresses: list('data'),
        bssStartAddresses: list('bss'),
        bssEndAddresses: list('bssEnd'),
        heapAddresses: list('heap'),
        mmapAddresses: list('mmap'),
        stackAddresses: list('stack'),
      },
    };
  });
}

const factsOf: Readonly<Record<string, Facts>> = {
  'no ASLR': { fixedAddresses: 1 },
  'legacy layout': { legacyLayout: 1 },
  'unlimited stack': { stackUnlimited: 1 },
};

/** PIEs under all conditions, as the textbook has them. */
export function pies(): Record<string, ArmEvidence> {
  return Object.fromEntries(
    conditions.map((condition) => [
      `PIE, ${condition}`,
      layoutArm(
        ({ bssEnd }) => (condition === 'no ASLR' ? { heap: Math.ceil(bssEnd / page) * page } : {}),
        factsOf[condition],
        condition !== 'no ASLR',
      ),
    ]),
  );
}

/** Evidence of PIEs and these arms; another stage may be beside. */
export function layouts(
  arms: Readonly<Record<string, ArmEvidence>>,
  more: Readonly<Record<string, Readonly<Record<string, ArmEvidence>>>> = {},
): Evidence {
  return evidence({ 'address-layout/layouts': { ...pies(), ...arms }, ...more });
}
