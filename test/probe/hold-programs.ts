/** Small C programs for the tests of what is held, compiled once for each test file. */
import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = {
  /** Two threads that wait beside the main one, which exits with code 7 while they do. */
  threads: `
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
static pthread_barrier_t ready;
static void *wait_for_ever(void *unused) {
    pthread_barrier_wait(&ready);
    for (;;) pause();
    return unused;
}
int main(void) {
    pthread_t thread;
    pthread_barrier_init(&ready, NULL, 3);
    for (int i = 0; i < 2; i++) pthread_create(&thread, NULL, wait_for_ever, NULL);
    pthread_barrier_wait(&ready);
    exit(7);
}`,
  /** The main thread ends alone; another goes on, and ends the process with code 9. */
  orphan: `
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>
static void *go_on(void *unused) {
    usleep(50000);
    exit(9);
    return unused;
}
int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, go_on, NULL);
    pthread_exit(NULL);
}`,
  /** A thread that is not the main one executes another program, while a third one waits. */
  executes: `
#include <pthread.h>
#include <unistd.h>
static void *wait_for_ever(void *unused) {
    for (;;) pause();
    return unused;
}
static void *execute(void *unused) {
    execlp("sh", "sh", "-c", "exit 4", (char *)NULL);
    return unused;
}
int main(void) {
    pthread_t thread;
    pthread_create(&thread, NULL, wait_for_ever, NULL);
    usleep(20000);
    pthread_create(&thread, NULL, execute, NULL);
    wait_for_ever(NULL);
}`,
  /** Waits for its vfork child, which nothing but the child's end or death interrupts; the child waits for ever. */
  vforks: `
#include <unistd.h>
int main(void) {
    if (vfork() == 0) for (;;) pause();
    return 0;
}`,
  /** Many threads that come and go, one at a time ending alone; exit code 0. */
  churn: `
#include <pthread.h>
#include <stddef.h>
static void *nothing(void *unused) { return unused; }
int main(void) {
    pthread_t threads[20];
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < 20; i++) pthread_create(&threads[i], NULL, nothing, NULL);
        for (int i = 0; i < 20; i++) pthread_join(threads[i], NULL);
    }
    return 0;
}`,
} as const;

/** Compiles the program into the folder, with further flags; its path. */
export function compileProgram(folder: string, name: keyof typeof sources, ...flags: string[]): string {
  const source = join(folder, `${name}.c`);
  const program = join(folder, [name, ...flags].join(''));
  writeFileSync(source, sources[name]);
  execFileSync(process.env.CC || 'cc', ['-O1', '-pthread', ...flags, '-o', program, source]);
  return program;
}

/** A program whose library has gone: its loader gives up with exit code 127. */
export function compileWithoutLibrary(folder: string): string {
  const compiler = process.env.CC || 'cc';
  const inFolder = { cwd: folder };
  writeFileSync(join(folder, 'part.c'), 'int part(void) { return 0; }\n');
  writeFileSync(join(folder, 'whole.c'), 'int part(void);\nint main(void) { return part(); }\n');
  execFileSync(compiler, ['-shared', '-fPIC', '-o', 'libpart.so', 'part.c'], inFolder);
  execFileSync(compiler, ['-o', 'whole', 'whole.c', '-L.', '-lpart'], inFolder);
  rmSync(join(folder, 'libpart.so'));
  return join(folder, 'whole');
}
