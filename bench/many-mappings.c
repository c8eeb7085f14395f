/* As many mappings as asked for, which the kernel cannot join: pages of alternating rights, each written. Says so, and waits. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int count, char **arguments) {
    long wanted = count > 1 ? atol(arguments[1]) : 100;
    char *pages = mmap(NULL, (size_t)wanted * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) return 1;
    for (long i = 0; i < wanted; i++) {
        pages[i * 4096] = 1;
        if (i % 2 && mprotect(pages + i * 4096, 4096, PROT_READ) != 0) return 1;
    }
    puts("ready");
    fflush(stdout);
    pause();
    return 0;
}
