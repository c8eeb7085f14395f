/**
 * No compiler may remove the work: gcc and clang turn malloc + memset(0) into calloc and drop what is never read. The
 * contrast shows that these compilers do so to a program written without care.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { probeFlags } from '../../src/probe/build.ts';
import { startProbe } from '../../src/probe/supervisor.ts';
import {
  buildTestProbe,
  MIB,
  minorFaults,
  onlyStep,
  skipUnlessInstalled,
  skipWhereKernelTakesHintFaults,
  temporaryFolder,
  trialOf,
} from './fixture.ts';

const folder = temporaryFolder();
const SIZE_BYTES = 4 * MIB;
const compilers = ['gcc', 'clang'];
const everyBuild = compilers.flatMap((compiler) =>
  ['-O0', '-O1', '-O2', '-O3'].map((level) => ({ compiler, level })),
);

const naiveProgram = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
static long minor_faults(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_minflt;
}
static void allocate_and_zero(size_t size) {
    char *memory = malloc(size);
    memset(memory, 0, size);
    free(memory);
}
int main(void) {
    struct timespec started, ended;
    long before = minor_faults();
    clock_gettime(CLOCK_MONOTONIC, &started);
    allocate_and_zero(${SIZE_BYTES});
    clock_gettime(CLOCK_MONOTONIC, &ended);
    printf("%ld\\n", minor_faults() - before);
    return ended.tv_sec < started.tv_sec;
}
`;

function faultsOfNaiveProgram(compiler: string, level: string): number {
  const source = join(folder, 'naive.c');
  const program = join(folder, `naive-${compiler}${level}`);
  writeFileSync(source, naiveProgram);
  execFileSync(compiler, ['-std=c17', '-D_GNU_SOURCE', level, '-o', program, source]);
  return Number(execFileSync(program, { encoding: 'utf8' }));
}

describe('the work that is timed', () => {
  it.for(everyBuild)('is all done: $compiler $level', async ({ compiler, level }, ctx) => {
    skipUnlessInstalled(ctx, compiler);
    skipWhereKernelTakesHintFaults(ctx);
    const flags = probeFlags.map((flag) => (flag === '-O2' ? level : flag));
    const probe = startProbe(buildTestProbe({ compiler, flags, cacheFolder: folder }));
    onTestFinished(() => probe.close());
    expect(probe.description.flags).toContain(level);
    const pages = SIZE_BYTES / probe.description.pageSizeBytes;
    const subjects = probe.description.strategies.filter(
      (one) => !one.unsupported && !one.populates && (one.viaMalloc || one.name.startsWith('mmap')),
    );
    expect(subjects.length).toBeGreaterThanOrEqual(6);
    for (const { name, viaMalloc } of subjects) {
      for (const pattern of ['write-all', 'write-page']) {
        const request = trialOf({ strategy: name, pattern, sizeBytes: SIZE_BYTES, fill: 0 });
        const faults = minorFaults(onlyStep(await probe.runTrial(request)), 'first-touch');
        // malloc's header is in the first page already.
        expect(faults, `${name} ${pattern}`).toBeGreaterThanOrEqual(viaMalloc ? pages - 1 : pages);
        expect(faults, `${name} ${pattern}`).toBeLessThanOrEqual(pages);
      }
    }
  });

  it.for(compilers)('is removed from a program written without care: %s -O2', (compiler, ctx) => {
    skipUnlessInstalled(ctx, compiler);
    // Not none at all: reading the clock the first time takes one or two.
    expect(faultsOfNaiveProgram(compiler, '-O2')).toBeLessThan(16);
  });

  it.for(compilers)('is done by that same program without optimisation: %s -O0', (compiler, ctx) => {
    skipUnlessInstalled(ctx, compiler);
    // Far fewer than a fault a page where huge pages are always on, and still more than nothing.
    expect(faultsOfNaiveProgram(compiler, '-O0')).toBeGreaterThan(faultsOfNaiveProgram(compiler, '-O2'));
  });
});
