/* Locks a region with mlock and writes it; forks and writes it again while the child lives: when locked memory still faults. */
#include <signal.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"lock", "yes", "yes, no"},
    {"sizeBytes", "4194304", "bytes of the region: unprivileged users may lock 8 MiB on most systems"},
    {NULL, NULL, NULL},
};

struct seen {
    int64_t child_locked_bytes;
    volatile int said;
};

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    struct seen *seen = shared_memory(sizeof *seen);
    unsigned char *at = map_anonymous(size);
    begin("lock");
    if (is("lock", "yes") && mlock(at, size) != 0) failed("mlock");
    end();
    fact("pages", (int64_t)(size / page_size()));
    fact("lockedBytes", status_bytes("VmLck:"));
    fact("residentPages", resident_pages(at, size));
    begin("touch");
    write_pages(at, size);
    end();
    const pid_t child = fork_child();
    if (child == 0) {
        seen->child_locked_bytes = status_bytes("VmLck:");
        seen->said = 1;
        for (;;) pause();
    }
    while (!seen->said) usleep(100);
    begin("touch-after-fork");
    write_pages(at, size);
    end();
    begin("touch-after-fork-again");
    write_pages(at, size);
    end();
    kill(child, SIGKILL);
    wait_for(child);
    fact("childLockedBytes", seen->child_locked_bytes);
}

const struct scenario scenario_locked_memory = {
    "locked-memory", "writes locked memory, before and after a fork", parameters, run};
