/** The kernel's layout constants of x86-64, held against live processes without ASLR; those of arm64 against its headers. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { addressConstants } from '../../src/layout/address-constants.ts';
import { makeLayout } from '../../src/layout/index.ts';
import { readProcess } from '../../src/machine/index.ts';
import type { Anchor, Layout } from '../../src/model/layout.ts';
import { measuredValue } from '../../src/model/reading.ts';
import { expectWhole, regionsOf } from './whole.ts';

const mebibyte = 2 ** 20;
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

/** Why the live tests cannot be made here; undefined where they can. */
function obstacle(): string | undefined {
  if (process.arch !== 'x64') return 'the constants are those of x86-64';
  const tried = spawnSync('setarch', ['-R', 'true']);
  if (tried.error) return 'setarch is not installed (util-linux)';
  return tried.status === 0 ? undefined : 'the personality may not be changed here';
}

/** The layout of `sleep`, started by this line of shell, once it is itself. */
async function layoutOf(line: string): Promise<Layout> {
  const child = spawn('sh', ['-c', `${line} sleep 60`], { stdio: 'ignore' });
  children.push(child);
  for (let tries = 0; tries < 200; tries++) {
    if (readFileSync(`/proc/${child.pid}/comm`, 'utf8').trim() === 'sleep') break;
    await sleep(10);
  }
  await sleep(50);
  const image = readProcess(child.pid!);
  const layout = makeLayout(image);
  expectWhole(layout, image.vmas);
  return layout;
}

function anchor(layout: Layout, name: Anchor['name']): { low: number; high: number } {
  return measuredValue(layout.anchors.find((one) => one.name === name)!.address)!;
}

describe('without ASLR', () => {
  test('the stack ends at STACK_TOP, a PIE lies at ELF_ET_DYN_BASE, mappings begin where it is computed', async ({
    skip,
  }) => {
    const reason = obstacle();
    if (reason) skip(reason);
    const layout = await layoutOf('ulimit -S -s 8192; exec setarch -R');
    const stack = regionsOf(layout).find((region) => region.class === 'stack')!;
    expect(stack.end).toBe(0x7ffffffff000);
    expect(anchor(layout, 'STACK_TOP').low).toBe(0x7ffffffff000);
    expect(layout.randomised).toBe(false);
    if (layout.programType === 'PIE') {
      expect(anchor(layout, 'program base').low).toBe(0x555555554000);
      expect(anchor(layout, 'ELF_ET_DYN_BASE').low).toBe(0x555555554000);
    }
    expect(anchor(layout, 'mmap_base, computed')).toEqual({ low: 0x7ffff7fff000, high: 0x7ffff7fff000 });
    expect(anchor(layout, 'mmap_base, observed').low).toBe(0x7ffff7fff000);
    expect(anchor(layout, 'start_brk').low - anchor(layout, 'end of bss').low).toBeLessThan(4096);
  });

  test('a stack of 1 GiB moves mmap_base down by as much and its guard gap', async ({ skip }) => {
    const reason = obstacle();
    if (reason) skip(reason);
    if (spawnSync('sh', ['-c', 'ulimit -S -s 1048576']).status !== 0)
      skip('the hard limit of the stack is below 1 GiB');
    const layout = await layoutOf('ulimit -S -s 1048576; exec setarch -R');
    const wanted = 0x7ffffffff000 - 1024 * mebibyte - mebibyte;
    expect(anchor(layout, 'mmap_base, computed').low).toBe(wanted);
    expect(anchor(layout, 'mmap_base, observed').low).toBe(wanted);
  });

  test('an unlimited stack leaves the mappings a sixth, and stays top-down', async ({ skip }) => {
    const reason = obstacle();
    if (reason) skip(reason);
    if (spawnSync('sh', ['-c', 'ulimit -S -s unlimited']).status !== 0)
      skip('the hard limit of the stack is not unlimited');
    const layout = await layoutOf('ulimit -S -s unlimited; exec setarch -R');
    const base = anchor(layout, 'mmap_base, computed').low;
    expect(layout.placement).toBe('top-down');
    expect(Math.abs(base - (2 ** 47 - 4096) / 6)).toBeLessThanOrEqual(8192);
    expect(anchor(layout, 'mmap_base, observed').low).toBe(base);
  });

  test('the legacy layout begins at TASK_UNMAPPED_BASE and goes up', async ({ skip }) => {
    const reason = obstacle();
    if (reason) skip(reason);
    const layout = await layoutOf('exec setarch -R -L');
    expect(layout.placement).toBe('bottom-up');
    expect(anchor(layout, 'TASK_UNMAPPED_BASE').low).toBe(0x2aaaaaaab000);
    expect(anchor(layout, 'mmap_base, observed').low).toBe(0x2aaaaaaab000);
  });
});

test('with ASLR mappings begin inside the computed range', async ({ skip }) => {
  if (process.arch !== 'x64') skip('the constants are those of x86-64');
  const layout = await layoutOf('exec');
  if (layout.randomised !== true) skip('addresses are not random on this machine');
  const [computed, observed] = [anchor(layout, 'mmap_base, computed'), anchor(layout, 'mmap_base, observed')];
  expect(observed.low).toBeGreaterThanOrEqual(computed.low);
  expect(observed.high).toBeLessThanOrEqual(computed.high);
});

describe('constants', () => {
  test('of arm64 follow from the width that the stack shows', () => {
    const of = (highest: number) => addressConstants('arm64', highest, 4096)!;
    expect(of(2 ** 48 - 2 ** 20)).toMatchObject({
      taskSize: 2 ** 48,
      unmappedBase: 2 ** 46,
      dynamicBase: 0xaaaaaaaaa000,
    });
    expect(of(2 ** 39 - 2 ** 20)).toMatchObject({ taskSize: 2 ** 39, stackTop: 2 ** 39 });
    expect(of(2 ** 48).unlimitedStackIsBottomUp).toBe(true);
  });

  test('of x86-64 with five levels leave the stack below 2^47', () => {
    expect(addressConstants('x64', 2 ** 50, 4096)).toMatchObject({
      stackTop: 2 ** 47 - 4096,
      userEnd: 2 ** 56,
    });
  });

  test('are not made up for other machines and for pointers of 32 bits', () => {
    expect(addressConstants('riscv64', 2 ** 47, 4096)).toBeNull();
    expect(addressConstants('x64', 2 ** 32, 4096)).toBeNull();
  });
});
