/* What malloc did is read from its effects: no tracer stands in the way, and any malloc can be asked the same. */
#include "malloc-route.h"

#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "own.h"
#include "scenario.h"

static int64_t whole_pages(int64_t bytes) {
    const int64_t page = (int64_t)page_size();
    return (bytes + page - 1) / page * page;
}

struct space read_space(void) {
    return (struct space){status_bytes("VmSize:"), syscall(SYS_brk, 0)};
}

int64_t break_moved(struct space before, struct space after) {
    return after.break_bytes - before.break_bytes;
}

int64_t mapped_beside(struct space before, struct space after) {
    return after.total_bytes - before.total_bytes - (whole_pages(after.break_bytes) - whole_pages(before.break_bytes));
}

int in_heap(const void *block) {
    struct vma vma;
    return find_vma(block, &vma) && strcmp(vma.path, "[heap]") == 0;
}

/* The file that holds the code of malloc; the program itself where that is linked into it. */
static const char *file_of_malloc(void) {
    static struct vma vma;
    if (!find_vma((const void *)(uintptr_t)malloc, &vma)) return "";
    const char *slash = strrchr(vma.path, '/');
    return slash ? slash + 1 : vma.path;
}

static int is_of_glibc(void) {
#ifdef __GLIBC__
    static int known = -1;
    if (known >= 0) return known;
    const char *file = file_of_malloc();
    struct vma own, of_malloc;
    const int linked_in = find_vma((const void *)(uintptr_t)is_of_glibc, &own) &&
                          find_vma((const void *)(uintptr_t)malloc, &of_malloc) && own.inode == of_malloc.inode;
    known = linked_in || strncmp(file, "libc.so", 7) == 0 || strncmp(file, "libc-", 5) == 0;
    return known;
#else
    return 0;
#endif
}

int marked_mmapped(const void *block) {
    if (!is_of_glibc()) return -1;
    return (((const size_t *)block)[-1] & 2) != 0;
}

void say_whose_malloc(void) {
    fact_text("mallocFrom", file_of_malloc());
    fact("glibcMalloc", is_of_glibc());
}

/* Between the block and the end of what the heap has mapped: a fresh small block is cut from the heap's free end. */
static int64_t bytes_behind(void *block, size_t size) {
    struct vma vma;
    return find_vma(block, &vma) ? (int64_t)(vma.end - (uintptr_t)block - size) : 0;
}

void drain_heap(void) {
    enum { piece_bytes = 2000, most_pieces = 1000, enough_bytes = 4096 };
    if (!is_of_glibc()) return;
    for (int i = 0; i < most_pieces; i++) {
        void *block = malloc(piece_bytes);
        if (!block) failed("malloc");
        LAUNDER(block);
        if (bytes_behind(block, piece_bytes) < enough_bytes) return;
    }
    unavailable("the free end of malloc's heap could not be used up");
}

#ifdef __GLIBC__
static const struct {
    const char *name;
    int parameter;
} settings[] = {
    {"mmap-threshold", M_MMAP_THRESHOLD}, {"trim-threshold", M_TRIM_THRESHOLD}, {"top-pad", M_TOP_PAD},
    {"mmap-max", M_MMAP_MAX},             {"arena-max", M_ARENA_MAX},
};
#endif

void apply_setting(void) {
    if (is("setting", "none")) return;
#ifdef __GLIBC__
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        if (!is("setting", settings[i].name)) continue;
        const int taken = mallopt(settings[i].parameter, (int)amount("value"));
        fact("settingTaken", taken);
        return;
    }
    refused("no such setting", word("setting"));
#else
    unavailable("this C library has no mallopt");
#endif
}

static void *in_thread(void *body) {
    fact("inThread", syscall(SYS_gettid) != getpid());
    (*(void (**)(void))body)();
    return NULL;
}

void run_where_asked(void (*body)(void)) {
    if (!is("thread", "yes")) {
        in_thread(&body);
        return;
    }
    pthread_t thread;
    if (pthread_create(&thread, NULL, in_thread, &body) != 0) failed("pthread_create");
    pthread_join(thread, NULL);
}
