/** Rule 2: the main thread's stack, which the kernel grows downward as it is touched. */
import { measuredValue } from '../../model/reading.ts';
import { hasFlag } from '../vma.ts';
import type { Rule } from './rule.ts';

export const mainStack: Rule = {
  number: 2,
  name: 'main stack',
  judge: ({ vma }, { image }) => {
    const named = vma.path === '[stack]';
    if (!named && !hasFlag(vma, 'gd')) return null;
    const initial = measuredValue(image.stat)?.startStack ?? 0;
    if (!named && (initial < vma.start || initial >= vma.end)) {
      return {
        class: 'stack',
        part: 'mapped to grow',
        label: 'mapping that grows downward',
        reason: 'flag gd (MAP_GROWSDOWN), and not where the process began',
      };
    }
    return {
      class: 'stack',
      label: 'stack',
      reason: named ? 'named [stack]' : 'flag gd (grows downward), and the process began in it',
      group: 'stack',
    };
  },
};
