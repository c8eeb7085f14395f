/** Executions of a program whose layout is drawn by us: every number of bits is known. */
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { RandomizationStudy, type StudiedExecution } from '../../../src/layout/randomization/index.ts';
import type { Vma } from '../../../src/model/process-image.ts';
import type { Randomization, RandomizationConditions } from '../../../src/model/randomization.ts';

/** How many bits each part has; `program` 0 is one at a fixed address. */
export type Bits = {
  readonly program: number;
  readonly heap: number;
  readonly mapped: number;
  readonly stack: number;
  /** Of the vdso on its own, as older kernels place it; 0: it goes with the mappings. */
  readonly vdso?: number;
  /** The library is aligned to 2 MiB. */
  readonly aligned?: boolean;
};

export const usual: Bits = { program: 28, heap: 18, mapped: 28, stack: 30 };

export const conditions: RandomizationConditions = {
  architecture: 'x64',
  switchedOff: false,
  randomizeVaSpace: 2,
  mmapRndBits: 28,
  program: 'position-independent',
};

const PAGE = 4096;
const HUGE = 2 ** 21;

function vma(start: number, pages: number, path: string, execute = true): Vma {
  return {
    start,
    end: start + pages * PAGE,
    permissions: { read: true, write: !execute, execute, shared: false },
    offsetBytes: 0,
    device: 'fe:00',
    inode: 1,
    path,
    deleted: false,
  };
}

function place(bits: Bits, draw: (bits: number) => number): StudiedExecution {
  const program = bits.program === 0 ? 0x40_0000 : 0x5555_5555_4000 + draw(bits.program) * PAGE;
  const mapped = 0x7fff_f000_0000 - draw(bits.mapped) * PAGE;
  const library = bits.aligned ? Math.floor((mapped - 64 * PAGE) / HUGE) * HUGE : mapped - 64 * PAGE;
  const vdso = bits.vdso ? 0x7fff_f800_0000 + draw(bits.vdso) * PAGE : mapped - 4 * PAGE;
  const vmas = [
    vma(program, 8, '/usr/bin/thing'),
    vma(library, 16, '/usr/lib/libthing.so.1'),
    vma(library + 16 * PAGE, 2, '', false),
    vma(mapped, 16, '/usr/lib/ld-linux-x86-64.so.2'),
    vma(vdso, 2, '[vdso]'),
  ];
  const stat = {
    startCode: program + PAGE,
    startBrk: program + 8 * PAGE + draw(bits.heap) * PAGE,
    startStack: 0x7fff_ffff_0000 - draw(bits.stack) * 16,
  };
  return { vmas: vmas.sort((a, b) => a.start - b.start), stat };
}

/** The document of so many executions. */
export function simulate(
  bits: Bits,
  executions: number,
  on: RandomizationConditions = conditions,
): Randomization {
  const generator = xoroshiro128plus(executions + 1);
  const draw = (wanted: number): number => {
    const high = Math.max(0, wanted - 16);
    const upper = high > 0 ? uniformInt(generator, 0, 2 ** high - 1) : 0;
    return upper * 2 ** Math.min(wanted, 16) + uniformInt(generator, 0, 2 ** Math.min(wanted, 16) - 1);
  };
  const study = new RandomizationStudy();
  for (let i = 0; i < executions; i++) study.add(place(bits, draw));
  return study.result({ command: ['thing'], at: 'main', asked: executions, conditions: on });
}
