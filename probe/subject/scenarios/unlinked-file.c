/* Maps a named file, closes its descriptor and removes its name, then reads and writes through the mapping. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {NULL, NULL, NULL},
};

static char path[4096];

/* Mapped, closed and unlinked, with every signal held back meanwhile: the name must not outlive this process. */
static unsigned char *map_and_lose(size_t size) {
    sigset_t every, before;
    sigfillset(&every);
    sigprocmask(SIG_SETMASK, &every, &before);
    if (snprintf(path, sizeof path, "%s/firsttouch-XXXXXX", word("folder")) >= (int)sizeof path) unavailable("the folder's name is too long");
    const int fd = mkostemp(path, O_CLOEXEC);
    if (fd < 0) failed("creating a file in the folder for files (--directory)");
    unsigned char *address = MAP_FAILED;
    if (ftruncate(fd, (off_t)size) == 0 && pwrite(fd, "kept", 4, 0) == 4) address = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    const int closed = close(fd), unlinked = unlink(path);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (address == MAP_FAILED) failed("mmap");
    fact("closed", closed == 0);
    fact("unlinked", unlinked == 0);
    return address;
}

/* How many of both accesses succeeded, in a child that may die of them. */
static int64_t accesses(unsigned char *address, volatile int64_t *done) {
    const pid_t child = fork_child();
    if (child == 0) {
        *done += memcmp(address, "kept", 4) == 0;
        memcpy(address, "more", 4);
        *done += memcmp(address, "more", 4) == 0;
        _exit(0);
    }
    const int status = wait_for(child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static void run(void) {
    const size_t size = 4 * page_size();
    unsigned char *address = map_and_lose(size);
    volatile int64_t *done = shared_memory(page_size());
    struct vma vma;
    fact("found", find_vma(address, &vma));
    fact("saidDeleted", strstr(vma.path, "(deleted)") != NULL);
    fact("nameGone", access(path, F_OK) != 0);
    fact("signal", accesses(address, done));
    fact("accessesDone", *done);
}

const struct scenario scenario_unlinked_file = {
    "unlinked-file", "uses a mapping whose file was closed and unlinked", parameters, run};
