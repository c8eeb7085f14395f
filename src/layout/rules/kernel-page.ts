/** Rule 1: pages that the kernel itself puts into every process, known by their bracketed names. */
import type { Rule } from './rule.ts';

const meanings: Record<string, string> = {
  '[vsyscall]': 'fixed page for three old system calls',
  '[vdso]': 'system calls that need no kernel entry (code)',
  '[vvar]': 'clock and CPU numbers that the vdso reads',
  '[vvar_vclock]': "a hypervisor's clock pages that the vdso reads",
  '[sigpage]': 'where signal handlers return to (Arm)',
  '[vectors]': 'exception vectors and helpers (Arm)',
  '[uprobes]': 'slots for probed instructions',
};

const otherRules = /^\[(heap|stack(:\d+)?|anon(_shmem)?:.*)\]$/;

export const kernelPage: Rule = {
  number: 1,
  name: 'kernel page',
  judge: ({ vma }) => {
    const { path } = vma;
    if (!path.startsWith('[') || !path.endsWith(']') || otherRules.test(path)) return null;
    const meaning = meanings[path];
    return {
      class: 'kernel-page',
      part: path.slice(1, -1),
      label: path,
      // The list of names grows with the kernel: a new one is still a page of the kernel's, but nobody says for what.
      certainty: meaning ? 'known' : 'probable',
      reason: meaning ? `named ${path}: ${meaning}` : `a bracketed name of the kernel's: ${path}`,
      group: path === '[vsyscall]' ? 'vsyscall' : 'kernel pages',
    };
  },
};
