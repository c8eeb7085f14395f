/**
 * Who made a call, read from its stack. A file without debugging symbols shows only what it exports, and strace names
 * the nearest export below the address; so only those names are trusted that can be nothing else.
 */
import type { Caller } from '../../model/trace.ts';
import type { StackFrame } from './stack-frame.ts';

/**
 * What belongs to glibc's and musl's malloc and nothing else. malloc.c is compiled to one piece of code that begins with
 * `__default_morecore` and has no exports but these, so the nearest export below its hidden functions is one of these too.
 */
const allocatorSymbols = new Set(
  [
    'malloc calloc realloc free cfree memalign aligned_alloc posix_memalign valloc pvalloc reallocarray malloc_trim mallopt',
    '__libc_malloc __libc_calloc __libc_realloc __libc_free __libc_memalign __libc_valloc __libc_pvalloc __libc_mallopt',
    '__default_morecore __glibc_morecore __posix_memalign malloc_consolidate malloc_printerr',
    'sysmalloc sysmalloc_mmap sysmalloc_mmap_fallback systrim heap_trim new_heap alloc_new_heap shrink_heap grow_heap heap_max_size',
    'arena_get2 arena_get2.part.0 mmap_chunk munmap_chunk mremap_chunk madvise_thp tcache_init tcache_thread_shutdown',
    '_int_malloc _int_free _int_free_chunk _int_free_merge_chunk _int_free_maybe_consolidate _int_free_maybe_trim _int_realloc _int_memalign _mid_memalign ptmalloc_init __malloc_arena_thread_freeres',
    '__libc_malloc_impl __libc_realloc_impl __malloc_alloc_meta __malloc_donate __malloc_allzerop alloc_group alloc_slot enframe __expand_heap',
  ].flatMap((line) => line.split(' ')),
);

/** The functions that only hand a call to the kernel. Their caller asked. */
const wrappers = new Set(
  [
    'mmap mmap64 __mmap __mmap64 munmap __munmap mremap __mremap mprotect __mprotect pkey_mprotect madvise __madvise',
    'brk __brk sbrk __sbrk mlock mlock2 munlock mlockall munlockall msync memfd_create shmget shmat shmdt shmctl',
    'process_madvise syscall clone __clone clone3 __clone3 fork __fork _Fork __libc_fork vfork __vfork posix_madvise remap_file_pages',
  ].flatMap((line) => line.split(' ')),
);

const libcFile = /^(libc|libpthread|librt|libdl)([.-][\w.-]*)?\.so(\.\d+)*$|^ld-musl-|^libc\.musl-/;
const loaderFile = /^ld(-linux[\w-]*|64|-\d[\d.]*)?\.so(\.\d+)*$|^ld-linux/;
const allocatorFile = /^lib(jemalloc|mimalloc|tcmalloc|snmalloc|rpmalloc|hoard|scudo|ltalloc)/i;
/** musl's libc is its loader too; these names of it load. */
const muslLoading = /^(_dlstart|__dls\d\w?|dlopen|load_library|map_library)$/;
/** Beyond this the nearest export says little: few functions are so long. */
const longFunctionBytes = 0x4000;

const isAllocating = ({ symbol, offsetBytes }: StackFrame): boolean =>
  offsetBytes < longFunctionBytes && allocatorSymbols.has(symbol);

/** strace names an address by any of the names it has. */
const publicName = (symbol: string): string => symbol.replace(/^__libc_/, '');

type Place = 'libc' | 'loader' | 'allocator' | 'program' | 'lost';

function placeOf(frame: StackFrame): Place {
  if (frame.file === '') return 'lost';
  const name = frame.file.slice(frame.file.lastIndexOf('/') + 1);
  if (libcFile.test(name)) return muslLoading.test(frame.symbol) ? 'loader' : 'libc';
  if (loaderFile.test(name)) return 'loader';
  if (allocatorFile.test(name) || isAllocating(frame)) return 'allocator';
  // A static program has the loader's functions in itself.
  return frame.symbol.startsWith('_dl_') ? 'loader' : 'program';
}

/** In a static program libc's wrappers lie in its own file; the loader has some of its own. */
const isWrapper = (frame: StackFrame): boolean => frame.file !== '' && wrappers.has(frame.symbol);

/** `main in /usr/bin/node`; the address in the file where its nearest symbol is too far to be meant. */
function describeFrame(frame: StackFrame): string {
  const trusted = frame.symbol !== '' && frame.offsetBytes < longFunctionBytes;
  return `${trusted ? frame.symbol : frame.address} in ${frame.file}`;
}

/** `malloc in /usr/lib/libjemalloc.so.2`; the file alone where its nearest symbol is not malloc's. */
function describeEntry({ symbol, file }: StackFrame): string {
  return allocatorSymbols.has(symbol) ? `${publicName(symbol)} in ${file}` : file;
}

function withFrame(kind: Caller['kind'], frame: StackFrame | undefined, through?: string): Caller {
  const caller: { -readonly [K in keyof Caller]: Caller[K] } = { kind };
  if (frame && placeOf(frame) !== 'lost') caller.frame = describeFrame(frame);
  if (through !== undefined) caller.through = through;
  return caller;
}

/** The first frame at or after `from` that is neither libc's nor an allocator's. */
function firstOutside(frames: readonly StackFrame[], from: number): StackFrame | undefined {
  return frames.slice(from).find((frame) => !['libc', 'allocator'].includes(placeOf(frame)));
}

/** Frames 0 to `end` lie in libc: what did libc do there? */
function callerThroughLibc(frames: readonly StackFrame[], end: number): Caller {
  const inside = frames.slice(0, end);
  const outside = firstOutside(frames, end);
  const allocating = inside.findLast(isAllocating);
  if (allocating) return withFrame('malloc', outside, publicName(allocating.symbol));
  const entry = inside.at(-1)?.symbol;
  if (outside === undefined || placeOf(frames[end]!) === 'lost') {
    // A thread of libc's own, or a stack that could not be walked: it may be either.
    return withFrame('unknown', undefined);
  }
  if (inside.every(isWrapper)) {
    return withFrame(placeOf(outside) === 'loader' ? 'loader' : 'program', outside);
  }
  return withFrame('libc', outside, entry);
}

/** The caller that the frames, innermost first, speak for. */
export function callerOf(frames: readonly StackFrame[]): Caller {
  const beyond = frames.findIndex((frame) => placeOf(frame) !== 'libc' && !isWrapper(frame));
  const end = beyond < 0 ? frames.length : beyond;
  const next = frames[end];
  if (next && placeOf(next) === 'allocator') {
    const entry = frames.findLast((frame) => placeOf(frame) === 'allocator');
    return withFrame('malloc', firstOutside(frames, end), describeEntry(entry ?? next));
  }
  if (end > 0) return callerThroughLibc(frames, end);
  if (next === undefined || placeOf(next) === 'lost') return { kind: 'unknown' };
  return withFrame(placeOf(next) === 'loader' ? 'loader' : 'program', next);
}
