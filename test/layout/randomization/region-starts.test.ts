/** Which parts of an execution are known by which name. */
import { describe, expect, it } from 'vitest';
import { regionStarts } from '../../../src/layout/randomization/region-starts.ts';
import { parseMaps } from '../../../src/machine/process/index.ts';
import { measuredValue } from '../../../src/model/reading.ts';

const maps = `555555554000-555555556000 r--p 00000000 fe:00 26 /usr/bin/true
555555556000-55555555a000 r-xp 00002000 fe:00 26 /usr/bin/true
55555555a000-55555555b000 rw-p 00006000 fe:00 26 /usr/bin/true
7ffff7c00000-7ffff7c10000 r--p 00000000 fe:00 30 /usr/lib/locale/locale-archive
7ffff7d7f000-7ffff7d82000 rw-p 00000000 00:00 0
7ffff7d82000-7ffff7da8000 r--p 00000000 fe:00 33 /usr/lib/libc.so.6
7ffff7da8000-7ffff7efe000 r-xp 00026000 fe:00 33 /usr/lib/libc.so.6
7ffff7f57000-7ffff7f64000 rw-p 00000000 00:00 0
7ffff7fc9000-7ffff7fcb000 r-xp 00000000 00:00 0 [vdso]
7ffff7fcb000-7ffff7fcc000 r--p 00000000 fe:00 34 /usr/lib/ld-linux-x86-64.so.2
7ffff7fcc000-7ffff7ff2000 r-xp 00001000 fe:00 34 /usr/lib/ld-linux-x86-64.so.2
7ffffffde000-7ffffffff000 rw-p 00000000 00:00 0 [stack]
`.replaceAll(' 00:00 0\n', ' 00:00 0 \n');

describe('the parts of an execution', () => {
  it('are the program by its code, libraries by name, the loader, and what stat says', () => {
    const vmas = measuredValue(parseMaps(maps, 'maps')) ?? [];
    const stat = { startCode: 0x555555556000, startBrk: 0x55555557b000, startStack: 0x7fffffffe5f0 };
    expect(Object.fromEntries(regionStarts(vmas, stat))).toEqual({
      executable: 0x555555554000,
      anonymous: 0x7ffff7d7f000,
      'libc.so.6': 0x7ffff7d82000,
      vdso: 0x7ffff7fc9000,
      loader: 0x7ffff7fcb000,
      heap: 0x55555557b000,
      stack: 0x7fffffffe5f0,
    });
  });

  it('are absent where the kernel hides them', () => {
    expect(regionStarts([], { startCode: 0, startBrk: 0, startStack: 0 }).size).toBe(0);
  });
});
