/*
 * Takes about a million minor faults and does little else: a byte of each page of fresh memory, 100 MiB at a time. With an
 * argument every byte of it is written, as the post's program does.
 */
#include <string.h>
#include <sys/mman.h>

int main(int count, char **arguments) {
    const long page = 4096, pages = 25000;
    (void)arguments;
    for (int round = 0; round < 40; round++) {
        char *fresh = mmap(0, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        madvise(fresh, pages * page, MADV_NOHUGEPAGE);
        if (count > 1) memset(fresh, 1, pages * page);
        for (long i = 0; i < pages; i++) fresh[i * page] = 1;
        munmap(fresh, pages * page);
    }
    return 0;
}
