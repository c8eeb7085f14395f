/**
 * How to get each kind of memory in a program: the knowledge that advice is made of, one entry for each strategy of the
 * probe. Versions are those of the Linux and glibc manual pages (mmap, madvise, memfd_create, sbrk, aligned_alloc, prctl,
 * the glibc manual's "Memory Allocation Tunables"); recipes were watched with strace on glibc 2.36.
 */
import type { Arm } from '../model/experiment.ts';

export type WayToGetIt = {
  /** 1 is the simplest; ties are settled by the order of the arms. */
  readonly simplicity: number;
  /** Where it works, and what it needs. */
  readonly portability: string;
  /** Statements that set `p` to `n` bytes; error handling left out. */
  readonly inC: string;
  /** How a program that one cannot change gets it, or that it cannot. */
  readonly unchanged: string;
};

const mapping = (flags: string, fd = '-1'): string =>
  `p = mmap(NULL, n, PROT_READ | PROT_WRITE, ${flags}, ${fd}, 0);`;

const anonymous = 'MAP_PRIVATE | MAP_ANONYMOUS';
const notZeroed = 'the contents are not promised to be zero';

const ways: Readonly<Record<string, WayToGetIt>> = {
  calloc: {
    simplicity: 1,
    portability: 'every C library; zeroed by promise',
    inC: 'p = calloc(1, n);',
    unchanged: 'it depends on what the program calls; a fresh large block of malloc costs about the same',
  },
  malloc: {
    simplicity: 2,
    portability: `every C library; ${notZeroed}`,
    inC: 'p = malloc(n);',
    unchanged: 'nothing to do: this is what programs call',
  },
  'aligned-alloc': {
    simplicity: 3,
    portability: `C11, glibc 2.16; n must be a multiple of the alignment; ${notZeroed}`,
    inC: 'p = aligned_alloc(2097152, n);',
    unchanged: 'not possible',
  },
  realloc: {
    simplicity: 4,
    portability: `every C library; ${notZeroed}`,
    inC: 'p = realloc(p, n);',
    unchanged: 'not possible',
  },
  'mmap-private': {
    simplicity: 5,
    portability: 'Linux and the BSDs; MAP_ANONYMOUS is in POSIX since 2024',
    inC: mapping(anonymous),
    unchanged:
      'GLIBC_TUNABLES=glibc.malloc.mmap_threshold=N makes glibc (2.26) map every block from N bytes on, and keeps it so',
  },
  'mmap-shared': {
    simplicity: 6,
    portability: 'Linux 2.4 and the BSDs; shared with children, counted as shared memory',
    inC: mapping('MAP_SHARED | MAP_ANONYMOUS'),
    unchanged: 'not possible',
  },
  'mmap-dev-zero': {
    simplicity: 7,
    portability: 'System V and Linux; needs /dev/zero and a file descriptor',
    inC: `fd = open("/dev/zero", O_RDWR); ${mapping('MAP_PRIVATE', 'fd')} close(fd);`,
    unchanged: 'not possible; mmap-private is the same memory',
  },
  'mmap-populate': {
    simplicity: 8,
    portability: 'Linux 2.6.23; backs every page at once, touched or not',
    inC: mapping(`${anonymous} | MAP_POPULATE`),
    unchanged: 'not possible with glibc settings',
  },
  'mmap-nohuge': {
    simplicity: 9,
    portability: 'Linux 2.6.38 with transparent huge pages built in',
    inC: `${mapping(anonymous)} madvise(p, n, MADV_NOHUGEPAGE);`,
    unchanged:
      'prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) in whatever starts it (Linux 3.15; kept across fork and exec); for all ' +
      'programs, as root: echo never > /sys/kernel/mm/transparent_hugepage/enabled',
  },
  'mmap-thp': {
    simplicity: 10,
    portability:
      'Linux 2.6.38; works where /sys/kernel/mm/transparent_hugepage/enabled is madvise or always, for whole aligned huge ' +
      'pages, as far as memory is not fragmented',
    inC: `${mapping(anonymous)} madvise(p, n, MADV_HUGEPAGE);`,
    unchanged:
      'GLIBC_TUNABLES=glibc.malloc.hugetlb=1 lets glibc (2.35) advise its blocks larger than a huge page; for all programs, ' +
      'as root: echo always > /sys/kernel/mm/transparent_hugepage/enabled',
  },
  'mmap-populate-write': {
    simplicity: 11,
    portability: 'Linux 5.14; backs every page at once, touched or not, and reports failure',
    inC: `${mapping(anonymous)} madvise(p, n, MADV_POPULATE_WRITE);`,
    unchanged: 'not possible with glibc settings',
  },
  memfd: {
    simplicity: 12,
    portability: 'Linux 3.17, glibc 2.27; can be passed to another process by descriptor',
    inC: `fd = memfd_create("buffer", MFD_CLOEXEC); ftruncate(fd, n); ${mapping('MAP_SHARED', 'fd')}`,
    unchanged: 'not possible',
  },
  brk: {
    simplicity: 13,
    portability: 'removed from POSIX in 2001; unsafe beside a malloc that moves the break too',
    inC: 'p = sbrk(n);',
    unchanged:
      'GLIBC_TUNABLES=glibc.malloc.mmap_max=0 lets glibc (2.26) extend the break for every block of the main thread',
  },
  'mmap-hugetlb': {
    simplicity: 14,
    portability:
      'Linux 2.6.32; needs a reserved pool (as root: sysctl vm.nr_hugepages=N), and fails when it is empty',
    inC: mapping(`${anonymous} | MAP_HUGETLB`),
    unchanged:
      'GLIBC_TUNABLES=glibc.malloc.hugetlb=2 lets glibc (2.35) map from the pool; where it is empty, it falls back silently',
  },
};

/** The strategies that advice knows how to get. */
export const knownWays: readonly string[] = Object.keys(ways);

/** What an arm adds to its strategy from outside the program, in words; empty for none. */
function settingsOf(arm: Arm): string {
  const parts = Object.entries(arm.environment).map(([name, value]) => `${name}=${value}`);
  if (arm.preload) parts.push(`LD_PRELOAD=${arm.preload}`);
  if (arm.thpDisable) parts.push('prctl(PR_SET_THP_DISABLE, 1, 0, 0, 0) in whatever starts it');
  return parts.join(' and ');
}

/** How to get what the arm measured, or undefined for a strategy that is not known. Settings make a way less simple. */
export function wayOf(arm: Arm, viaMalloc: boolean): WayToGetIt | undefined {
  const way = ways[arm.steps.at(-1)?.strategy ?? ''];
  const settings = settingsOf(arm);
  if (!way || settings === '') return way;
  const unchanged = viaMalloc ? settings : `${settings}; and ${way.unchanged}`;
  return { ...way, simplicity: way.simplicity + 0.5, inC: `${way.inC} started with ${settings}`, unchanged };
}
