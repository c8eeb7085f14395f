/* Changes the middle of a mapping and changes it back: into how many mappings that divides it, and whether they become one again. */
#include <string.h>
#include <sys/mman.h>

#include "../own.h"
#include "../scenario.h"

#define PAGES 16

static const struct parameter parameters[] = {
    {"by", "mprotect", "mprotect, dontfork (MADV_DONTFORK), random (MADV_RANDOM), dontneed (MADV_DONTNEED: changes no flag)"},
    {NULL, NULL, NULL},
};

static void advise(void *at, size_t length, int advice) {
    if (madvise(at, length, advice) != 0) failed("madvise");
}

static void change(void *at, size_t length, int there) {
    if (is("by", "dontfork")) advise(at, length, there ? MADV_DONTFORK : MADV_DOFORK);
    else if (is("by", "random")) advise(at, length, there ? MADV_RANDOM : MADV_NORMAL);
    else if (is("by", "dontneed")) advise(at, length, MADV_DONTNEED);
    else if (!is("by", "mprotect")) refused("no such change", word("by"));
    else if (mprotect(at, length, there ? PROT_READ : PROT_READ | PROT_WRITE) != 0) failed("mprotect");
}

static void run(void) {
    const size_t page = page_size();
    unsigned char *at = map_anonymous(PAGES * page);
    write_pages(at, PAGES * page);
    unsigned char *middle = at + PAGES / 2 * page;
    struct vma vma;
    fact("mappings", count_vmas());
    change(middle, page, 1);
    fact("mappingsChanged", count_vmas());
    if (!find_vma(middle, &vma)) failed("finding the mapping in /proc/self/maps");
    fact("middleBytes", (int64_t)(vma.end - vma.start));
    change(middle, page, 0);
    fact("mappingsChangedBack", count_vmas());
    munmap(at, PAGES * page);
}

const struct scenario scenario_split_mapping = {
    "split-mapping", "changes the middle of a mapping, and changes it back", parameters, run};
