/** What a memory call that succeeded does to the address space. */
import type { CallRecord } from '../../model/trace.ts';
import type { Area, Origin } from './area.ts';
import { adviceAt, hasFlag, numberAt, permissionsOf } from './call-arguments.ts';
import type { Process } from './process.ts';
import { anonymousRegion, fileOf, regionOf } from './region.ts';
import type { Watcher } from './watcher.ts';

type Effect = (call: CallRecord, process: Process, watchers: readonly Watcher[]) => void;

function originOf(call: CallRecord, how: Origin['how'], sizeBytes: number, again = false): Origin {
  return { how, atNs: call.atNs, sizeBytes, caller: call.caller?.kind ?? 'unknown', again };
}

function endOf(call: CallRecord): number {
  return call.atNs + (call.durationNs ?? 0);
}

/** glibc reserves 128 MiB to find an aligned 64 MiB for the arena of a thread. */
const arenaBytes = [2 ** 26, 2 ** 27];

function anonymousName(call: CallRecord, process: Process, start: number, sizeBytes: number): string {
  if (hasFlag(call, 3, 'MAP_HUGETLB')) return 'huge pages (hugetlb)';
  if (hasFlag(call, 3, 'MAP_STACK')) return 'thread stack';
  const reserved = hasFlag(call, 3, 'MAP_NORESERVE') && permissionsOf(call, 2).startsWith('---');
  if (reserved && arenaBytes.includes(sizeBytes)) return 'malloc arena of a thread';
  const below = hasFlag(call, 3, 'MAP_FIXED') ? process.space.at(start - 1) : undefined;
  if (below && below.path !== '' && below.permissions[1] === 'w') return `${below.path} (bss)`;
  return call.caller?.kind === 'malloc' ? `${anonymousRegion} (malloc)` : anonymousRegion;
}

/** The file that the kernel's own record of the mapping named, where strace does not. */
function pathTold(process: Process, start: number, offsetBytes: number): string {
  const area = process.space.at(start);
  return area && area.offsetBytes + start - area.start === offsetBytes ? area.path : '';
}

function mmap(call: CallRecord, process: Process, watchers: readonly Watcher[]): void {
  const length = numberAt(call, 1) ?? 0;
  const start = call.result as number;
  const sizeBytes = process.space.pageUp(length);
  if (sizeBytes === 0) return;
  const permissions = permissionsOf(call, 2, 3);
  const anonymous = hasFlag(call, 3, 'MAP_ANONYMOUS');
  const path = anonymous ? '' : (call.path ?? pathTold(process, start, numberAt(call, 5) ?? 0));
  const shared = permissions[3] === 's' ? 'shared anonymous mapping' : '';
  const named = anonymous ? shared || anonymousName(call, process, start, sizeBytes) : '';
  const origin = originOf(call, 'mmap', sizeBytes, process.sizes.take(sizeBytes));
  const area: Area = {
    start,
    end: start + sizeBytes,
    offsetBytes: anonymous ? 0 : (numberAt(call, 5) ?? 0),
    permissions,
    region: named || (path === '' ? 'mapping of an unknown file' : regionOf(path)),
    path: fileOf(path),
    origin,
    sinceNs: endOf(call),
    tid: call.tid,
  };
  process.space.map(area);
  if (permissions[2] === 'x') process.sites.clear();
  for (const watcher of watchers) watcher.mapped?.(area, process);
}

function unmap(start: number, end: number, call: CallRecord, process: Process, watchers: readonly Watcher[]) {
  const pieces = process.space.unmap(start, end, call);
  for (const piece of pieces) {
    if (piece.origin.how === 'mmap' && piece.end - piece.start === piece.origin.sizeBytes) {
      process.sizes.giveBack(piece.origin.sizeBytes);
    }
    if (piece.permissions[2] === 'x') process.sites.clear();
    for (const watcher of watchers) watcher.unmapped?.(piece, call.atNs, process);
  }
}

const munmap: Effect = (call, process, watchers) => {
  const start = numberAt(call, 0) ?? 0;
  unmap(start, start + process.space.pageUp(numberAt(call, 1) ?? 0), call, process, watchers);
};

const mremap: Effect = (call, process) => {
  const [from = 0, fromBytes = 0, toBytes = 0] = [0, 1, 2].map((index) => numberAt(call, index));
  const { space, lifted } = process;
  const { tid } = call;
  const sizeBytes = space.pageUp(toBytes);
  const one = lifted.get(tid);
  lifted.delete(tid);
  if (call.result === from)
    space.resize(from, space.pageUp(fromBytes), sizeBytes, { atNs: endOf(call), tid });
  else if (one) space.putDown(one, call.result as number, sizeBytes, { atNs: endOf(call), tid });
};

/** The kernel answers with the break as it is, whether or not it moved. */
const brk: Effect = (call, process, watchers) => {
  const { space } = process;
  const after = call.result as number;
  const before = space.programBreak;
  space.programBreak = after;
  if (before === undefined || before === after) return;
  const [low, high] = [space.pageUp(Math.min(before, after)), space.pageUp(Math.max(before, after))];
  if (after > before) {
    space.claimHeap(low, high, {
      region: 'heap',
      path: '',
      offsetBytes: 0,
      permissions: 'rw-p',
      origin: originOf(call, 'brk', high - low),
      sinceNs: endOf(call),
      tid: call.tid,
    });
  } else space.trim(low, high);
  for (const watcher of watchers) watcher.moved?.(before, after, call.atNs, process);
};

const mprotect: Effect = (call, process) => {
  const start = numberAt(call, 0) ?? 0;
  process.space.protect(start, start + process.space.pageUp(numberAt(call, 1) ?? 0), permissionsOf(call, 2));
};

const givingUp = ['MADV_DONTNEED', 'MADV_DONTNEED_LOCKED', 'MADV_FREE', 'MADV_REMOVE'];

const madvise: Effect = (call, process, watchers) => {
  if (!givingUp.includes(adviceAt(call, 2))) return;
  const start = numberAt(call, 0) ?? 0;
  const sizeBytes = process.space.pageUp(numberAt(call, 1) ?? 0);
  const touched = process.space.pages.discard(start, start + sizeBytes);
  for (const watcher of watchers) watcher.discarded?.(sizeBytes, touched, process);
};

const shmat: Effect = (call, process, watchers) => {
  const start = call.result as number;
  const told = process.space.at(start);
  // shmat does not say how large the segment is: only the kernel's own record of the mapping does.
  if (!told || told.sinceNs < call.atNs) return;
  const area: Area = { ...told, origin: originOf(call, 'shm', told.end - told.start) };
  process.space.map(area);
  process.attached.set(start, area.end - area.start);
  for (const watcher of watchers) watcher.mapped?.(area, process);
};

const shmdt: Effect = (call, process, watchers) => {
  const start = numberAt(call, 0) ?? 0;
  const sizeBytes = process.attached.get(start);
  if (sizeBytes === undefined) return;
  process.attached.delete(start);
  unmap(start, start + sizeBytes, call, process, watchers);
};

const effects: Readonly<Record<string, Effect>> = {
  mmap,
  mmap2: mmap,
  munmap,
  mremap,
  brk,
  mprotect,
  pkey_mprotect: mprotect,
  madvise,
  shmat,
  shmdt,
};

/** Replays one call on its process; a call that failed or did not return does nothing. */
export function applyCall(call: CallRecord, process: Process, watchers: readonly Watcher[]): void {
  if (call.error !== undefined || call.result === null) return;
  if (Object.hasOwn(effects, call.name)) effects[call.name]?.(call, process, watchers);
}

/** What a call has given away as soon as it is entered, where it also makes something: mremap that moves. */
export function beginCall(call: CallRecord, process: Process): void {
  const from = numberAt(call, 0) ?? 0;
  const keep = hasFlag(call, 3, 'MREMAP_DONTUNMAP');
  const one = process.space.lift(from, process.space.pageUp(numberAt(call, 1) ?? 0), call, keep);
  if (one) process.lifted.set(call.tid, one);
}

/** Whether a call has two effects, which others may come between. */
export function hasBeginning({ name, error, result, arguments: list }: CallRecord): boolean {
  return name === 'mremap' && error === undefined && result !== null && result !== list[0];
}
