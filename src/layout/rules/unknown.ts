/** Rule 18: what is left. Nothing that can be read says whose it is, and nothing is guessed. */
import { permissionsText } from '../vma.ts';
import type { Rule } from './rule.ts';

export const unknown: Rule = {
  number: 18,
  name: 'unknown',
  judge: ({ vma }) => ({
    class: 'unknown',
    label: vma.permissions.shared ? 'unknown, shared' : 'anonymous',
    reason: `${permissionsText(vma)} without a name or a mark that says whose it is`,
  }),
};
