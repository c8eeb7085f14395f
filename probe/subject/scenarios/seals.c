/* What may still be done to a memfd under its seals: every attempt, with the errno that answered it. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../region.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"seals", "none", "none, shrink, write, all (shrink, grow, write, and the seals themselves), write-while-mapped"},
    {NULL, NULL, NULL},
};

#define PAGES 4

static size_t length;
static int fd;

/* 0 where the call succeeded. */
static void attempt(const char *name, long long result) {
    fact(name, result < 0 ? errno : 0);
}

static int seals_asked_for(void) {
    if (is("seals", "none")) return 0;
    if (is("seals", "shrink")) return F_SEAL_SHRINK;
    if (is("seals", "write") || is("seals", "write-while-mapped")) return F_SEAL_WRITE;
    if (is("seals", "all")) return F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    refused("no such seals", word("seals"));
}

static void attempt_to_map(const char *name, int on, int protection) {
    void *address = mmap(NULL, length, protection, MAP_SHARED, on, 0);
    attempt(name, address == MAP_FAILED ? -1 : 0);
    if (address != MAP_FAILED) munmap(address, length);
}

/* Through the link in /proc, as a receiver might to get another right than it was given. */
static void attempt_reopened(void) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    const int other = open(path, O_RDWR | O_CLOEXEC);
    if (other < 0) failed("opening the memfd again");
    attempt("reopenedWriteErrno", pwrite(other, "x", 1, 0));
    attempt_to_map("reopenedMapWritableErrno", other, PROT_READ | PROT_WRITE);
    close(other);
}

/* Before Linux 6.7 no shared mapping at all of what is sealed against writing: there a receiver maps it privately. */
static const unsigned char *mapped_by_receiver(void) {
    const void *mapped = mmap(NULL, length, PROT_READ, MAP_SHARED, fd, 0);
    if (mapped == MAP_FAILED) mapped = mmap(NULL, length, PROT_READ, MAP_PRIVATE, fd, 0);
    if (mapped == MAP_FAILED) failed("mmap(PROT_READ)");
    return mapped;
}

/* The receiver has it mapped; then its giver tries to take the pages away. */
static void receive(void) {
    const unsigned char *mapped = mapped_by_receiver();
    attempt("shrinkErrno", ftruncate(fd, (off_t)page_size()));
    const pid_t child = fork_child();
    if (child == 0) {
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        read_pages(mapped, length);
        _exit(0);
    }
    const int status = wait_for(child);
    fact("receiverSignal", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
}

static void run(void) {
    length = PAGES * page_size();
    fd = memfd_create("firsttouch", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (fd < 0) failed("memfd_create");
    if (ftruncate(fd, (off_t)length) != 0) failed("ftruncate");
    const int seals = seals_asked_for();
    void *mapped = is("seals", "write-while-mapped") ? map_shared(fd, length).address : NULL;
    attempt("sealErrno", fcntl(fd, F_ADD_SEALS, seals));
    if (mapped) munmap(mapped, length);
    fact("sealsAskedFor", seals);
    fact("sealsInForce", fcntl(fd, F_GET_SEALS));
    attempt("furtherSealErrno", fcntl(fd, F_ADD_SEALS, 0));
    attempt("writeErrno", pwrite(fd, "x", 1, 0));
    attempt_to_map("mapWritableErrno", fd, PROT_READ | PROT_WRITE);
    attempt_to_map("mapReadableErrno", fd, PROT_READ);
    attempt("punchHoleErrno", fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, 0, (off_t)page_size()));
    attempt_reopened();
    attempt("growErrno", ftruncate(fd, (off_t)(2 * length)));
    receive();
}

const struct scenario scenario_seals = {"seals", "what may still be done to a memfd under its seals", parameters, run};
