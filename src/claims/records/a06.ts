/** A06: the order of the parts of a process. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { refuted, supported } from '../decisions.ts';
import {
  hex,
  inWords,
  isEngaged,
  layoutConditions,
  layoutStage,
  layoutsOf,
  type Placement,
  textbookOrder,
} from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

/** The first two neighbours of the textbook that lie the other way round. */
function swapped(placement: Placement): string | undefined {
  for (let i = 1; i < textbookOrder.length; i++) {
    const [lower, upper] = [textbookOrder[i - 1], textbookOrder[i]];
    if (!lower || !upper || placement[lower] < placement[upper]) continue;
    return `${upper} at ${hex(placement[upper])}, below ${lower} at ${hex(placement[lower])}`;
  }
  return undefined;
}

export const a06: Claim = {
  id: 'A06',
  title: 'from low to high: text, data, bss, heap, mmap, stack',
  statement:
    'From low to high addresses a process has its text, its initialised data, its bss, its heap, the mmap area and its stack.',
  source: ['the post, its first picture', 'textbooks of system programming'],
  prediction:
    'In every execution, however the program is linked and whatever layout it starts in, the six lie in this order. One ' +
    'execution with two of them swapped refutes it.',
  mechanism:
    'The kernel draws a place for the program, one for mappings and one for the stack. A program of fixed address or a PIE lies ' +
    'low, its heap directly behind it and mappings far above. A static PIE has no interpreter: it is put into the mmap area, and ' +
    'its heap is moved to where PIEs begin, far below its text. In the legacy layout mappings grow up from a third of the address ' +
    'space and with an unlimited stack down from a sixth of it: a PIE begins at two thirds, above both.',
  caveats: [
    'Only starts are compared; libraries and thread stacks are parts of the mmap area.',
    'The layout is decided at exec, by the personality and the limits that the parent had.',
  ],
  needs: [layoutStage],
  decide(evidence) {
    const layouts = layoutsOf(evidence, layoutConditions);
    for (const layout of layouts)
      requireEngaged(isEngaged(layout), `${layout.arm.place} was not under the conditions asked for`);
    const holding = layouts.filter(({ executions }) => executions.every((one) => !swapped(one)));
    const executions = layouts.flatMap((layout) => layout.executions);
    const wrong = executions.filter(swapped).length;
    if (wrong === 0) return supported(`in this order in all of ${formatCount(executions.length)} executions`);
    const shown = layouts.flatMap(({ program, condition, executions: own }) =>
      own
        .flatMap((one) => swapped(one) ?? [])
        .slice(0, 1)
        .map((how) => `${program}, ${condition}: ${how}`),
    );
    const sentence = `another order in ${formatCount(wrong)} of ${formatCount(executions.length)} executions. ${shown.at(-1)}`;
    return refuted(sentence, inWords(holding, layouts));
  },
};
