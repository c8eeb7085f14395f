/** Rule 6: anonymous memory that the program gave a name (prctl PR_SET_VMA_ANON_NAME; glibc 2.39 names what it maps). */
import type { Rule, Verdict } from './rule.ts';

/** What glibc's names mean. Source: glibc, include/set-vma-name.h and its callers. */
function meaningOf(name: string): Pick<Verdict, 'class' | 'label'> {
  if (name.startsWith('glibc: pthread stack')) return { class: 'thread-stack', label: 'thread stack' };
  if (name === 'glibc: malloc arena') return { class: 'arena', label: 'glibc arena' };
  if (name === 'glibc: malloc') return { class: 'malloc-chunk', label: 'malloc chunk' };
  return { class: 'named-anonymous', label: name };
}

export const namedAnonymous: Rule = {
  number: 6,
  name: 'named anonymous',
  judge: ({ vma }) => {
    const match = /^\[anon(_shmem)?:(.*)\]$/.exec(vma.path);
    if (!match) return null;
    const [, shared, name = ''] = match;
    return {
      ...meaningOf(name),
      ...(shared ? { part: 'shared' } : {}),
      reason: `the program named it: ${name}`,
    };
  },
};
