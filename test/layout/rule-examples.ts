/** For every rule of classification a process in which it decides about one VMA. */
import type { ProcessImage, Vma } from '../../src/model/process-image.ts';
import { recordedProcess } from '../machine/process/fixture.ts';
import { withVma } from './image.ts';

export type RuleExample = {
  readonly rule: number;
  readonly says: string;
  readonly image: ProcessImage;
  readonly find: (vma: Vma, index: number, all: readonly Vma[]) => boolean;
  readonly class: string;
};

const isPlain = (vma: Vma): boolean => vma.path === '' && vma.permissions.write && !vma.permissions.execute;
const size = (vma: Vma): number => vma.end - vma.start;

/** The recorded PIE, in which the kernel would have had names for anonymous memory. */
function named(): ProcessImage {
  const image = recordedProcess('pie');
  const vma = image.vmas.find((one) => isPlain(one) && size(one) === 8192)!;
  return withVma(image, vma.start, (one) => ({ ...one, path: '[anon:cache]' }));
}

const pie = recordedProcess('pie');

export const ruleExamples: readonly RuleExample[] = [
  {
    rule: 1,
    says: 'the vdso is a page of the kernel',
    image: pie,
    find: (vma) => vma.path === '[vdso]',
    class: 'kernel-page',
  },
  {
    rule: 2,
    says: '[stack] is the main stack',
    image: pie,
    find: (vma) => vma.path === '[stack]',
    class: 'stack',
  },
  {
    rule: 3,
    says: '[heap] is the heap of brk',
    image: pie,
    find: (vma) => vma.path === '[heap]',
    class: 'heap',
  },
  {
    rule: 4,
    says: 'a mapping with MAP_HUGETLB is of hugetlb',
    image: recordedProcess('hugetlb'),
    find: (vma) => vma.path.includes('hugepage'),
    class: 'hugetlb',
  },
  {
    rule: 5,
    says: 'a memfd is shared memory',
    image: recordedProcess('shared-memory'),
    find: (vma) => vma.path.startsWith('/memfd:'),
    class: 'shared-memory',
  },
  {
    rule: 6,
    says: 'anonymous memory has the name it was given',
    image: named(),
    find: (vma) => vma.path === '[anon:cache]',
    class: 'named-anonymous',
  },
  {
    rule: 7,
    says: "memory above a guard with a thread's stack pointer is its stack",
    image: recordedProcess('threads'),
    find: (vma) => isPlain(vma) && size(vma) === 8 * 2 ** 20,
    class: 'thread-stack',
  },
  {
    rule: 8,
    says: 'memory aligned to 64 MiB whose rest is kept is an arena',
    image: recordedProcess('arenas'),
    find: (vma) => isPlain(vma) && vma.start % 2 ** 26 === 0,
    class: 'arena',
  },
  {
    rule: 9,
    says: 'the executable is the program',
    image: pie,
    find: (vma, index) => index === 1 && vma.path.endsWith('laid-out'),
    class: 'program',
  },
  {
    rule: 10,
    says: 'zeroed data behind its data is bss',
    image: pie,
    find: (vma, i, all) => isPlain(vma) && all[i - 1]?.path.endsWith('laid-out') === true,
    class: 'bss',
  },
  {
    rule: 11,
    says: 'a file with code that is not the program is a library',
    image: pie,
    find: (vma) => vma.path.includes('libc.so') && vma.permissions.execute,
    class: 'library',
  },
  {
    rule: 12,
    says: 'memory that begins like a block of malloc is one',
    image: pie,
    find: (vma) => isPlain(vma) && size(vma) > 20 * 2 ** 20,
    class: 'malloc-chunk',
  },
  {
    rule: 13,
    says: 'aligned memory of a process with jemalloc is of jemalloc',
    image: recordedProcess('jemalloc'),
    find: (vma) => isPlain(vma) && size(vma) > 30 * 2 ** 20,
    class: 'allocator',
  },
  {
    rule: 14,
    says: "aligned pages of 256 KiB in node are V8's",
    image: recordedProcess('node'),
    find: (vma) => isPlain(vma) && size(vma) === 256 * 1024 && vma.start % (256 * 1024) === 0,
    class: 'v8',
  },
  {
    rule: 15,
    says: 'a mapped file is a mapped file',
    image: recordedProcess('files'),
    find: (vma) => vma.path.endsWith('mapped-file'),
    class: 'file',
  },
  {
    rule: 17,
    says: 'forbidden addresses are a reservation',
    image: recordedProcess('reservations'),
    find: (vma) => vma.path === '' && !vma.permissions.read && size(vma) > 2 ** 26,
    class: 'guard',
  },
  {
    rule: 18,
    says: 'what nothing tells stays unknown',
    image: pie,
    find: (vma) => isPlain(vma) && size(vma) === 8192,
    class: 'unknown',
  },
];
