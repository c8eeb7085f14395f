// A long trace as strace writes it, piece by piece: threads that interrupt each other, growing heaps, files, signals.

const threads = 24;
const firstTid = 4000;
const callStack = [
  ' > /usr/lib/x86_64-linux-gnu/libc.so.6(__mmap+0x13) [0x1019b3]',
  ' > /usr/lib/x86_64-linux-gnu/libc.so.6(__default_morecore+0xccc) [0x96cfc]',
  ' > /usr/lib/x86_64-linux-gnu/libc.so.6(malloc+0x11e) [0x98a4e]',
  ' > /usr/bin/program(main+0xcf) [0x12ce]',
].join('\n');

/** The same every time: a bench compares runs. */
function makeRandom() {
  let state = 12345;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** One call: what precedes the result, and the result. */
function makeCall(random, symbolic) {
  const address = `0x7f${(0x1000000000 + random(0xfffffff) * 4096).toString(16).padStart(10, '0').slice(-10)}`;
  const size = 4096 * (1 + random(4000));
  const protection = symbolic ? 'PROT_READ|PROT_WRITE' : '0x3';
  const flags = symbolic ? 'MAP_PRIVATE|MAP_ANONYMOUS' : '0x22';
  switch (random(8)) {
    case 0:
    case 1:
      return [`mmap(NULL, ${size}, ${protection}, ${flags}, -1, 0`, address];
    case 2:
      return [`munmap(${address}, ${size}`, '0'];
    case 3:
      return [`brk(${address}`, address];
    case 4:
      return [`madvise(${address}, ${size}, ${symbolic ? 'MADV_DONTNEED' : '0x4'}`, '0'];
    case 5:
      return [`mprotect(${address}, ${size}, ${protection}`, '0'];
    case 6:
      return [
        `mmap(${address}, ${size}, 0x5, 0x812, 3</usr/lib/x86_64-linux-gnu/libexample-${random(40)}.so.1>, 0x26000`,
        address,
      ];
    default:
      return [`mremap(${address}, ${size}, ${size * 2}, 0x1`, '-1 ENOMEM (Cannot allocate memory)'];
  }
}

/** Yields the trace in pieces of some 64 KiB, `lines` lines in all; every tenth call is interrupted by another thread's. */
export function* straceTrace(lines, callers) {
  const random = makeRandom();
  let atNs = 0n;
  let written = 0;
  let piece = '';
  const pending = new Map();
  const put = (tid, text) => {
    atNs += BigInt(1000 + random(9000));
    const stamp = `${1795000000n + atNs / 1000000000n}.${String(atNs % 1000000000n).padStart(9, '0')}`;
    piece += `${tid} ${stamp} ${text}\n`;
    written++;
  };
  put(firstTid, 'execve("/usr/bin/program", ["program"], 0x7ffc739c78b0 /* 39 vars */) = 0 <0.000164926>');
  for (let i = 1; i < threads; i++) {
    put(
      firstTid,
      `clone3({flags=0x3d0f00, child_tid=0x7f402bc60990, parent_tid=0x7f402bc60990, exit_signal=0, stack=0x7f402b460000, stack_size=0x7fff80, tls=0x7f402bc606c0} => {parent_tid=[${firstTid + i}]}, 88) = ${firstTid + i} <0.000149924>`,
    );
  }
  while (written < lines) {
    const tid = firstTid + random(threads);
    const begun = pending.get(tid);
    if (begun) {
      put(
        tid,
        `<... ${begun[0].slice(0, begun[0].indexOf('('))} resumed>) = ${begun[1]} <0.000${100000 + random(899999)}>`,
      );
      pending.delete(tid);
    } else {
      const call = makeCall(random, random(4) === 0);
      if (random(10) === 0) {
        pending.set(tid, call);
        put(tid, `${call[0]} <unfinished ...>`);
      } else if (random(5000) === 0) put(tid, '--- SIGUSR1 {si_signo=10, si_code=0, si_pid=1, si_uid=0} ---');
      else {
        put(tid, `${call[0]}) = ${call[1]} <0.0000${10000 + random(89999)}>`);
        if (callers && written + 4 <= lines) {
          piece += `${callStack}\n`;
          written += 4;
        }
      }
    }
    if (piece.length > 65_536) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}
