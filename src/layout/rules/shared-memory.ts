/** Rule 5: memory that can be shared and has no file on a disk: memfd, POSIX and System V shared memory, MAP_SHARED anonymous. */
import { baseName } from '../vma.ts';
import type { Rule } from './rule.ts';

type Kind = { readonly part: string; readonly label: string };

function kindOf(path: string): Kind | null {
  if (path.startsWith('/memfd:')) return { part: 'memfd', label: `memfd ${path.slice('/memfd:'.length)}` };
  if (path === '/dev/zero') return { part: 'shared anonymous', label: 'shared anonymous memory' };
  if (/^\/SYSV[0-9a-f]{8}$/i.test(path))
    return { part: 'System V', label: `System V segment ${path.slice(5)}` };
  if (path.startsWith('/dev/shm/')) return { part: 'POSIX', label: `shared memory ${baseName(path)}` };
  if (path === '/secretmem') return { part: 'secretmem', label: 'memory hidden from the kernel' };
  return null;
}

export const sharedMemory: Rule = {
  number: 5,
  name: 'memfd and shared memory',
  judge: ({ vma }) => {
    const kind = kindOf(vma.path);
    // A private mapping of /dev/zero is what old programs called anonymous memory.
    if (!kind || (vma.path === '/dev/zero' && !vma.permissions.shared)) return null;
    const copied = vma.permissions.shared ? '' : ', mapped privately: what is written is copied';
    return {
      class: 'shared-memory',
      ...kind,
      reason: `named ${vma.path}: pages of memory without a disk${copied}`,
    };
  },
};
