/* Touches a mapped file before its end, past it in its last page, in a page past it, and after it was cut short. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {NULL, NULL, NULL},
};

/* The signal that a child died of when it stored to the address, 0 where it lived. It leaves no core file. */
static int signal_of_touching(volatile unsigned char *address) {
    const pid_t child = fork_child();
    if (child == 0) {
        const struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        signal(SIGBUS, SIG_DFL);
        signal(SIGSEGV, SIG_DFL);
        *address = 1;
        _exit(0);
    }
    const int status = wait_for(child);
    return WIFSIGNALED(status) ? WTERMSIG(status) : 0;
}

static int64_t size_of(int fd) {
    struct stat status;
    if (fstat(fd, &status) != 0) failed("fstat");
    return status.st_size;
}

static void run(void) {
    const size_t page = page_size(), size = page + page / 4;
    const int fd = temporary_file(word("folder"));
    if (ftruncate(fd, (off_t)size) != 0) failed("ftruncate");
    unsigned char *address = mmap(NULL, 4 * page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (address == MAP_FAILED) failed("mmap");
    fact("sigbus", SIGBUS);
    fact("fileBytes", size_of(fd));
    fact("mappedBytes", (int64_t)(4 * page));
    fact("insideSignal", signal_of_touching(address + size - 1));
    fact("lastPageSignal", signal_of_touching(address + size + 1));
    fact("beyondSignal", signal_of_touching(address + 2 * page));
    if (ftruncate(fd, 0) != 0) failed("ftruncate");
    fact("cutBytes", size_of(fd));
    fact("cutSignal", signal_of_touching(address));
}

const struct scenario scenario_beyond_end = {
    "beyond-end", "touches a mapping before and past the end of its file, and after the file was cut short", parameters, run};
