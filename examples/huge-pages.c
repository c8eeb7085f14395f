/*
 * Huge pages in two ways: cc -o huge-pages huge-pages.c && firsttouch layout -- ./huge-pages
 *
 * 8 MiB of transparent huge pages, asked for by madvise; and 4 MiB of MAP_HUGETLB, which the kernel refuses (ENOMEM) where no
 * pages are reserved (sysctl vm.nr_hugepages).
 */
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>

#define MIB ((size_t)1 << 20)

int main(void) {
    char *transparent = mmap(NULL, 8 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (transparent == MAP_FAILED) {
        perror("mmap");
        return 1;
    }
    if (madvise(transparent, 8 * MIB, MADV_HUGEPAGE) != 0) perror("madvise(MADV_HUGEPAGE)");
    memset(transparent, 1, 8 * MIB);

    char *reserved = mmap(NULL, 4 * MIB, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    if (reserved == MAP_FAILED) perror("mmap(MAP_HUGETLB)");
    else memset(reserved, 1, 4 * MIB);
    return 0;
}
