/** A07: without ASLR the heap begins where bss ends. */
import type { Claim } from '../../model/claim.ts';
import { formatBytes, formatCount } from '../../model/units.ts';
import { refuted, supported } from '../decisions.ts';
import { gapBytes, inWords, isEngaged, layoutStage, layoutsOf } from '../layouts.ts';
import { requireEngaged } from '../undecided.ts';

export const a07: Claim = {
  id: 'A07',
  title: 'without ASLR no gap between bss and heap',
  statement: 'Where ASLR is off, the heap begins on the page after the end of the uninitialised data.',
  source: ['the post', 'Documentation/admin-guide/sysctl/kernel: randomize_va_space', 'proc_pid_stat(5)'],
  prediction:
    'start_brk is the end of bss, rounded up to a page, in every program that starts without randomisation. Any other distance ' +
    'refutes it.',
  mechanism:
    'exec sets the break to the end of the program’s last segment, and moves it only where it randomises. For a static PIE it does ' +
    'more: such a program lies among the mappings, so its break is moved to where PIEs begin, with or without ASLR; otherwise heap ' +
    'and mappings would soon meet.',
  caveats: [
    'The end of bss is in no file of /proc: it is taken from the program headers and the address of the program.',
    'Within the last page of bss there is a remainder, which belongs to neither.',
  ],
  needs: [layoutStage],
  decide(evidence) {
    const layouts = layoutsOf(evidence, ['no ASLR']);
    for (const layout of layouts) requireEngaged(isEngaged(layout), `${layout.arm.place} was randomised`);
    const gaps = layouts.map(({ arm, executions }) =>
      executions.map((one) => gapBytes(one, arm.fact('pageBytes'))),
    );
    const holding = layouts.filter((_, i) => gaps[i]?.every((gap) => gap === 0));
    const count = formatCount(gaps.flat().length);
    const other = gaps.flat().find((gap) => gap !== 0);
    if (other === undefined) return supported(`no page between them in ${count} executions without ASLR`);
    const strangers = layouts.filter((layout) => !holding.includes(layout));
    const where = `${formatBytes(Math.abs(other))} ${other < 0 ? 'below' : 'above'} the end of bss`;
    return refuted(`${inWords(strangers, layouts)}: the heap begins ${where}`, inWords(holding, layouts));
  },
};
