/** A problem on stderr: what is wrong, then what to try. No stack trace: it is not our mistake. */
import type { Problem } from '../model/problem.ts';
import { wrap } from './terminal.ts';

export function reportProblem(problem: Problem): void {
  const [first = '', ...output] = problem.message.split('\n');
  const lines = [
    wrap(`firsttouch: ${first}`, '  ', ''),
    ...output,
    wrap(`try: ${problem.hint}`, '       ', '  '),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}
