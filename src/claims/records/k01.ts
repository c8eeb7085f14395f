/** K01: whether the post's program compiles. */
import type { Claim } from '../../model/claim.ts';
import { formatNumber } from '../../model/units.ts';
import { armOf } from '../arm-readings.ts';
import { refuted, supported } from '../decisions.ts';
import { requireEngaged } from '../undecided.ts';

const stage = 'post-program/compile';

export const k01: Claim = {
  id: 'K01',
  title: 'the program compiles',
  statement: 'The program compiles as it is printed, its macro’s body on the line after `#define`.',
  source: ['the post, its code'],
  prediction: 'A C compiler takes a program with such a macro. An error refutes it.',
  mechanism:
    'A directive of the preprocessor ends with its line. Without a backslash the macro is empty, and its intended body is code at file scope, ' +
    'where a call is no declaration.',
  caveats: ['The line was probably broken when the page was made; whoever copies it from there has it so.'],
  needs: [stage],
  decide(evidence) {
    const joined = armOf(evidence, stage, 'joined by a backslash');
    requireEngaged(joined.fact('compiled') === 1, 'the compiler does not take the macro in one piece either');
    const written = armOf(evidence, stage, 'as written');
    if (written.fact('compiled') === 1) return supported('the compiler takes it');
    const [error] = written.texts('firstError');
    return refuted(`${formatNumber(written.fact('errors'), 'error')}; the first: ${error}`);
  },
};
