/** A09: mappings lie between heap and stack. */
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
} from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

const isBetween = ({ heap, mmap, stack }: Placement): boolean => heap < mmap && mmap < stack;

export const a09: Claim = {
  id: 'A09',
  title: 'the mmap area lies between heap and stack',
  statement: 'A fresh mapping lies above the heap and below the stack.',
  source: ['the post, its second picture', 'textbooks of system programming'],
  prediction:
    'mmap without a hint answers with an address between both, in every execution. One below the heap refutes it.',
  mechanism:
    'By default mappings grow down from just below the stack. In the legacy layout they grow up from a third of the address space, ' +
    'and an unlimited stack leaves them the lowest sixth alone. A PIE begins at two thirds: in both cases its heap lies above its ' +
    'mappings. Programs of a fixed address lie below 1 GiB and keep the order of the textbook.',
  caveats: [
    'Build farms, HPC schedulers and shells with `ulimit -s unlimited` start programs in the other order without saying so.',
    'arm64 takes an unlimited stack as a wish for the legacy layout.',
  ],
  needs: [layoutStage],
  decide(evidence) {
    const layouts = layoutsOf(evidence, layoutConditions);
    for (const layout of layouts)
      requireEngaged(isEngaged(layout), `${layout.arm.place} was not under the conditions asked for`);
    const holding = layouts.filter(({ executions }) => executions.every(isBetween));
    const executions = layouts.flatMap((layout) => layout.executions);
    const outside = executions.filter((one) => !isBetween(one));
    const [first] = outside;
    if (!first) return supported(`between both in all of ${formatCount(executions.length)} executions`);
    const strangers = layouts.filter((layout) => !holding.includes(layout));
    return refuted(
      `${formatCount(outside.length)} of ${formatCount(executions.length)} executions have it elsewhere: ` +
        `${inWords(strangers, layouts)}, as with a mapping at ${hex(first.mmap)} and the heap at ${hex(first.heap)}`,
      inWords(holding, layouts),
    );
  },
};
