/*
 * Makes 40,000 calls of mmap, munmap and brk and little else. With an argument it takes a fault for each call: two pages of
 * whatever it got are touched.
 */
#include <sys/mman.h>
#include <unistd.h>

int main(int count, char **arguments) {
    const long page = 4096;
    (void)arguments;
    for (int i = 0; i < 10000; i++) {
        char *fresh = mmap(0, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (count > 1) fresh[0] = fresh[page] = 1;
        munmap(fresh, 1 << 20);
        char *grown = sbrk(1 << 16);
        if (count > 1) grown[0] = grown[page] = 1;
        sbrk(-(1 << 16));
    }
    return 0;
}
