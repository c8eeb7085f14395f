/** What an area is called in tables and pictures: a class where it has one, else the file's path. */

const anonymousNames = new Set(['', '//anon']);
const namedInWords: Record<string, string> = {
  '[heap]': 'heap',
  '[stack]': 'stack',
  '/dev/zero': 'shared anonymous mapping',
  '/anon_hugepage': 'huge pages (hugetlb)',
};

export const anonymousRegion = 'anonymous mapping';

/** Whether perf's or the kernel's name stands for memory without a file. */
export function isAnonymous(path: string): boolean {
  return anonymousNames.has(path);
}

/** The region's name from the name that the kernel gives the mapping. */
export function regionOf(name: string): string {
  const path = name.replace(/ \(deleted\)$/, '');
  if (isAnonymous(path)) return anonymousRegion;
  const words = namedInWords[path];
  if (words) return words;
  if (path.startsWith('/SYSV')) return 'shared memory (shmat)';
  return /^\[[^\]]+\]$/.test(path) ? path.slice(1, -1) : path;
}

/** Its path where a file is behind it, else ''. */
export function fileOf(name: string): string {
  return name.startsWith('/') && !name.startsWith('//') ? name : '';
}
