/* A thread supplies the pages of a region one by one as another touches them (userfaultfd): whether it may, and what it takes. */
#include <errno.h>
#include <fcntl.h>
#include <linux/userfaultfd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../own.h"
#include "../processors.h"
#include "../scenario.h"

#ifndef UFFD_USER_MODE_ONLY
#define UFFD_USER_MODE_ONLY 1
#endif

static const struct parameter parameters[] = {
    {"mode", "user", "user (UFFD_USER_MODE_ONLY: faults of user space alone), full (also those taken inside the kernel)"},
    {"pages", "2000", "pages to supply"},
    {NULL, NULL, NULL},
};

static int descriptor;
static atomic_llong served;

/* Fills each page with its number; ends where the descriptor does. */
static void *serve(void *source) {
    struct uffd_msg message;
    for (int64_t left = amount("pages"); left > 0; left--) {
        if (read(descriptor, &message, sizeof message) != sizeof message) return NULL;
        if (message.event != UFFD_EVENT_PAGEFAULT) return NULL;
        const uint64_t address = message.arg.pagefault.address & ~(uint64_t)(page_size() - 1);
        memcpy(source, &address, sizeof address);
        struct uffdio_copy copy = {.dst = address, .src = (uintptr_t)source, .len = page_size()};
        if (ioctl(descriptor, UFFDIO_COPY, &copy) != 0) return NULL;
        atomic_fetch_add(&served, 1);
    }
    return NULL;
}

static void open_descriptor(void *region, size_t length) {
    const long flags = O_CLOEXEC | (is("mode", "user") ? UFFD_USER_MODE_ONLY : 0);
    descriptor = (int)syscall(SYS_userfaultfd, flags);
    if (descriptor < 0) {
        if (errno == ENOSYS) unavailable("this kernel has no userfaultfd");
        failed("userfaultfd");
    }
    struct uffdio_api api = {.api = UFFD_API};
    if (ioctl(descriptor, UFFDIO_API, &api) != 0) failed("ioctl(UFFDIO_API)");
    struct uffdio_register range = {
        .range = {(uintptr_t)region, length}, .mode = UFFDIO_REGISTER_MODE_MISSING};
    if (ioctl(descriptor, UFFDIO_REGISTER, &range) != 0) failed("ioctl(UFFDIO_REGISTER)");
}

static void run(void) {
    spread_over_processors();
    const int64_t pages = amount("pages");
    const size_t length = (size_t)pages * page_size();
    unsigned char *region = map_anonymous(length), *source = map_anonymous(page_size());
    memset(source, 0, page_size());
    fact("userId", (int64_t)geteuid());
    open_descriptor(region, length);
    pthread_t thread;
    if (pthread_create(&thread, NULL, serve, source) != 0) failed("pthread_create");
    int64_t right = 0;
    begin("supplied-touch");
    for (int64_t i = 0; i < pages; i++) {
        uint64_t *page = (uint64_t *)(region + (size_t)i * page_size());
        right += *(volatile uint64_t *)page == (uintptr_t)page;
    }
    end();
    pthread_join(thread, NULL);
    fact("pages", pages);
    fact("servedFaults", atomic_load(&served));
    fact("rightPages", right);
    close(descriptor);
}

const struct scenario scenario_user_faults = {
    "user-faults", "a thread supplies pages as another touches them (userfaultfd)", parameters, run};
