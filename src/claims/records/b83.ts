/** B83: whether program code is at a random address. */
import type { Claim } from '../../model/claim.ts';
import { formatCount } from '../../model/units.ts';
import { refuted, supported } from '../decisions.ts';
import { addressesOf, hex, inWords, isEngaged, layoutStage, layoutsOf } from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

export const b83: Claim = {
  id: 'B83',
  title: 'executables are randomised',
  statement: 'Where ASLR is on, the code of a program is at a random address.',
  source: ['common knowledge', 'ld(1): -pie'],
  prediction:
    'The text begins elsewhere in each execution. A program whose text stays, while its mappings move, refutes it.',
  mechanism:
    'Only a position-independent executable can be moved. One that is linked to a fixed address stands where the linker put it: its ' +
    'code, its data, and its heap within the first GiB behind them; ASLR moves libraries and stack around it.',
  caveats: [
    'Compilers of most distributions link PIEs unless told otherwise; large prebuilt programs, Node.js of some packages among them, ' +
      'are linked to fixed addresses: `readelf -h` says EXEC.',
  ],
  needs: [layoutStage],
  decide(evidence) {
    const layouts = layoutsOf(evidence, ['default layout']);
    for (const layout of layouts)
      requireEngaged(isEngaged(layout), `${layout.arm.place}: mappings did not move`);
    const placesOf = layouts.map(({ arm }) => new Set(addressesOf(arm, 'textAddresses')));
    const fixed = layouts.filter((_, i) => placesOf[i]?.size === 1);
    const moving = layouts.filter((layout) => !fixed.includes(layout));
    const count = formatCount(layouts[0]?.executions.length ?? 0);
    const [first] = fixed;
    if (!first)
      return supported(
        `text at another address in each of ${count} executions: ${inWords(layouts, layouts)}`,
      );
    const place = hex(first.executions[0]?.text ?? 0);
    return refuted(
      `${inWords(fixed, layouts)}: text at one address (${place}) in all of ${count} executions, while mappings moved`,
      moving.length > 0 ? `linked as ${inWords(moving, layouts)}` : undefined,
    );
  },
};
