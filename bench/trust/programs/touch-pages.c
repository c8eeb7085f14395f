/* A command whose work is planted: stores one byte to each of argv[1] base pages. Tools that time whole commands are asked
 * which of two page counts is faster; the start of the process is in both times, so their ratio lies nearer to 1. */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int main(int count, char **arguments) {
    char *end = NULL;
    errno = 0;
    unsigned long pages = count == 2 ? strtoul(arguments[1], &end, 10) : 0;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    if (pages == 0 || errno != 0 || *end != '\0' || pages > SIZE_MAX / page) {
        fprintf(stderr, "usage: touch-pages PAGES\n");
        return 2;
    }
    size_t size = pages * page;
    volatile char *address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (address == MAP_FAILED) {
        perror("touch-pages: mmap");
        return 1;
    }
    /* EINVAL: a kernel without transparent huge pages, which has base pages only. */
    if (madvise((void *)address, size, MADV_NOHUGEPAGE) != 0 && errno != EINVAL) {
        perror("touch-pages: madvise");
        return 1;
    }
    for (size_t offset = 0; offset < size; offset += page) address[offset] = 1;
    return 0;
}
