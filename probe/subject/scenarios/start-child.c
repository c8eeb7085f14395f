/* How long a process stands still when it starts another, and what the other is given of its page tables. */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../region.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"way", "fork", "fork, vfork (both leave at once), posix-spawn (of this program)"},
    {"memory", "private", "what is resident: private (4 KiB pages), thp, shared-anonymous, dontfork (private, MADV_DONTFORK)"},
    {"sizeBytes", "33554432", "bytes of it; 0 for none"},
    {"touchedBytes", "0", "bytes touched and given back before, so that who keeps little has worked as long as who keeps much"},
    {"starts", "12", "children, one after another: each is a sample"},
    {NULL, NULL, NULL},
};

struct child_size {
    int64_t page_tables_bytes, rss_bytes;
};

static pid_t forked(void) {
    begin("start");
    const pid_t child = fork();
    if (child == 0) _exit(0);
    end();
    if (child < 0) failed("fork");
    return child;
}

static pid_t vforked(void) {
    begin("start");
    const pid_t child = vfork();
    if (child == 0) _exit(0);
    end();
    if (child < 0) failed("vfork");
    return child;
}

static pid_t spawned(void) {
    extern char **environ;
    posix_spawn_file_actions_t actions;
    char name[] = "firsttouch-subject", scenario[] = "null";
    char *arguments[] = {name, scenario, NULL};
    pid_t child;
    if (posix_spawn_file_actions_init(&actions) != 0) failed("posix_spawn_file_actions_init");
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    begin("start");
    errno = posix_spawn(&child, "/proc/self/exe", &actions, NULL, arguments, environ);
    end();
    if (errno != 0) failed("posix_spawn");
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

static pid_t start(void) {
    if (is("way", "fork")) return forked();
    if (is("way", "vfork")) return vforked();
    if (is("way", "posix-spawn")) return spawned();
    refused("no such way", word("way"));
}

/* Another child, not timed: a fork's copy of the page tables, as it finds it. */
static void tell_what_a_fork_copies(void) {
    struct child_size *size = shared_memory(sizeof *size);
    const pid_t child = fork_child();
    if (child == 0) {
        size->page_tables_bytes = status_bytes("VmPTE:");
        size->rss_bytes = status_bytes("VmRSS:");
        _exit(0);
    }
    wait_for(child);
    fact("childPageTablesBytes", size->page_tables_bytes);
    fact("childRssBytes", size->rss_bytes);
}

static void have_resident(size_t size) {
    const int left_out = is("memory", "dontfork");
    const struct region region = obtain_region(left_out ? "private" : word("memory"), size, "");
    make_resident(region);
    if (left_out && madvise(region.address, region.length, MADV_DONTFORK) != 0) failed("madvise(MADV_DONTFORK)");
    fact("residentBytes", smaps_bytes(region.address, "Rss:"));
    fact("hugeBytes", smaps_bytes(region.address, "AnonHugePages:"));
}

/* The scheduler knows how long a process has run: without this, a large one would differ by that as well. */
static void work_before(size_t size) {
    if (size == 0) return;
    const struct region region = obtain_region("private", size, "");
    write_pages(region.address, region.length);
    if (munmap(region.address, region.length) != 0) failed("munmap");
}

static void run(void) {
    work_before((size_t)amount("touchedBytes"));
    const size_t size = (size_t)amount("sizeBytes");
    fact("sizeBytes", (int64_t)size);
    if (size > 0) have_resident(size);
    fact("pageTablesBytes", status_bytes("VmPTE:"));
    const int64_t starts = amount("starts");
    int failures = 0;
    for (int64_t i = 0; i < starts; i++) {
        const pid_t child = start();
        begin("untilGone");
        const int status = wait_for(child);
        end();
        failures += status != 0;
    }
    fact("starts", starts);
    fact("childFailures", failures);
    if (is("way", "fork")) tell_what_a_fork_copies();
}

const struct scenario scenario_start_child = {
    "start-child", "how long fork, vfork and posix_spawn hold up a process of some size", parameters, run};
