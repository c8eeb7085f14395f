/** Rule 4: huge pages from the pool of hugetlb; they are not in Rss. */
import { formatBytes } from '../../model/units.ts';
import { hasFlag } from '../vma.ts';
import type { Rule } from './rule.ts';

export const hugetlb: Rule = {
  number: 4,
  name: 'hugetlb',
  judge: ({ vma }, { pageSizeBytes }) => {
    const named = vma.path === '/anon_hugepage';
    const flagged = hasFlag(vma, 'ht');
    const kernelPage = vma.usage?.kernelPageSizeBytes ?? 0;
    if (!named && !flagged && kernelPage <= pageSizeBytes) return null;
    const pages = kernelPage > pageSizeBytes ? ` of ${formatBytes(kernelPage)} pages` : '';
    const why = flagged ? 'flag ht' : named ? 'named /anon_hugepage' : 'the kernel maps it with huge pages';
    return {
      class: 'hugetlb',
      label: `hugetlb${pages}`,
      reason: `${why}: taken from the pool of huge pages`,
      notes: ['its huge pages are counted apart: they are not in Rss'],
    };
  },
};
