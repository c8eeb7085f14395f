/* Takes about a million minor faults and does little else: a byte of each page of fresh memory, 100 MiB at a time. */
#include <sys/mman.h>

int main(void) {
    const long page = 4096, pages = 25000;
    for (int round = 0; round < 40; round++) {
        char *fresh = mmap(0, pages * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        madvise(fresh, pages * page, MADV_NOHUGEPAGE);
        for (long i = 0; i < pages; i++) fresh[i * page] = 1;
        munmap(fresh, pages * page);
    }
    return 0;
}
