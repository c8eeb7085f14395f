/* Tries the newer features of mappings one by one, each by what it does: guard regions, sealing, droppable and secret memory, queries. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

/* From the kernel's headers, which may be older than the kernel. */
#define ADVICE_GUARD_INSTALL 102
#define ADVICE_NONE 9999
#define NUMBER_MSEAL 462
#define NUMBER_MEMFD_SECRET 447
#define TYPE_DROPPABLE 0x08
#define QUERY_PROCMAP 0xC0686611ul /* _IOWR('f', 17, struct procmap_query of 104 bytes) */

/* The start of struct procmap_query; what follows is names that are not asked for. */
struct query {
    uint64_t size, flags, address, start, end, rest[8];
};

/* 1 where the feature works, 0 where the kernel does not know it; -1 where it does something else. */
typedef int (*attempt)(unsigned char *page);

static int answer(long returned) {
    return returned == 0 ? 1 : 0;
}

static int install_guard(unsigned char *page) {
    if (madvise(page, page_size(), ADVICE_GUARD_INSTALL) != 0) return 0;
    *(volatile unsigned char *)page = 1; /* must end this process by SIGSEGV */
    return -1;
}

static int seal(unsigned char *page) {
    if (syscall(NUMBER_MSEAL, page, page_size(), 0) != 0) return 0;
    return munmap(page, page_size()) != 0 && errno == EPERM ? 1 : -1;
}

static int map_droppable(unsigned char *page) {
    (void)page;
    unsigned char *at = mmap(NULL, page_size(), PROT_READ | PROT_WRITE, TYPE_DROPPABLE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED) return 0;
    *(volatile unsigned char *)at = 1;
    return 1;
}

static int open_secret(unsigned char *page) {
    (void)page;
    const int fd = (int)syscall(NUMBER_MEMFD_SECRET, 0);
    if (fd < 0) return 0;
    if (ftruncate(fd, (off_t)page_size()) != 0) return -1;
    unsigned char *at = mmap(NULL, page_size(), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (at == MAP_FAILED) return -1;
    *(volatile unsigned char *)at = 1;
    unsigned char byte;
    const int reader = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
    return reader >= 0 && pread(reader, &byte, 1, (off_t)(uintptr_t)at) == 1 ? -1 : 1; /* even the kernel may not read it */
}

static int query(unsigned char *page) {
    const int fd = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
    struct query asked = {.size = sizeof asked, .address = (uintptr_t)page};
    if (fd < 0 || ioctl(fd, QUERY_PROCMAP, &asked) != 0) return 0;
    return asked.start <= (uintptr_t)page && (uintptr_t)page < asked.end ? 1 : -1;
}

static int no_such_advice(unsigned char *page) {
    return answer(madvise(page, page_size(), ADVICE_NONE));
}

/* Each attempt in a child of its own: one ends by a signal, one cannot give its page back. */
static int64_t tried(attempt attempt, int ends_by_signal) {
    volatile int *result = shared_memory(page_size());
    const pid_t child = fork_child();
    if (child == 0) {
        unsigned char *page = map_anonymous(page_size());
        *(volatile unsigned char *)page = 1;
        *result = -1;
        *result = attempt(page);
        _exit(0);
    }
    const int status = wait_for(child);
    const int signalled = WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV;
    const int64_t seen = signalled ? ends_by_signal : *result;
    munmap((void *)(uintptr_t)result, page_size());
    return seen;
}

static void run(void) {
    fact("guardRegions", tried(install_guard, 1));
    fact("sealing", tried(seal, -1));
    fact("droppable", tried(map_droppable, -1));
    fact("secretMemory", tried(open_secret, -1));
    fact("mapQuery", tried(query, -1));
    fact("adviceThatIsNone", tried(no_such_advice, -1));
}

const struct scenario scenario_mapping_features = {
    "mapping-features", "tries the newer features of mappings one by one", NULL, run};
