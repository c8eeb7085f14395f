/** Rule 15: any other mapped file or device, private or shared. */
import { formatBytes } from '../../model/units.ts';
import { baseName, copiedBytes, isFile } from '../vma.ts';
import type { Rule } from './rule.ts';

export const mappedFile: Rule = {
  number: 15,
  name: 'mapped file',
  judge: ({ vma }) => {
    if (!isFile(vma)) return null;
    const { shared } = vma.permissions;
    const device = vma.path.startsWith('/dev/') || !vma.path.startsWith('/');
    const copied = shared ? 0 : copiedBytes(vma);
    const gone = vma.deleted ? ', which has been deleted since' : '';
    return {
      class: 'file',
      part: `${device ? 'device, ' : ''}${shared ? 'shared' : 'private'}`,
      label: baseName(vma.path) || vma.path,
      reason: `maps ${vma.path}${gone}; ${shared ? 'writes go to it' : 'writes stay in this process'}`,
      ...(copied > 0
        ? { notes: [`${formatBytes(copied)} of it were written here, and are copies now`] }
        : {}),
    };
  },
};
