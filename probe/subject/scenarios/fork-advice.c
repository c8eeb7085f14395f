/* What a child finds where its parent's memory was, under the advice about fork. */
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../own.h"
#include "../region.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"advice", "none", "none, dontfork, wipeonfork, dofork (after dontfork), keeponfork (after wipeonfork)"},
    {"sizeBytes", "1048576", "bytes of private anonymous memory, every byte written"},
    {NULL, NULL, NULL},
};

#define CONTENT 0xA5

static void advise(struct region region, int advice, const char *call) {
    if (madvise(region.address, region.length, advice) != 0) failed(call);
}

static void take_advice(struct region region) {
    const char *advice = word("advice");
    if (strcmp(advice, "none") == 0) return;
    if (strcmp(advice, "dontfork") == 0 || strcmp(advice, "dofork") == 0) advise(region, MADV_DONTFORK, "madvise(MADV_DONTFORK)");
    else if (strcmp(advice, "wipeonfork") == 0 || strcmp(advice, "keeponfork") == 0)
        advise(region, MADV_WIPEONFORK, "madvise(MADV_WIPEONFORK)");
    else refused("no such advice", advice);
    if (strcmp(advice, "dofork") == 0) advise(region, MADV_DOFORK, "madvise(MADV_DOFORK)");
    if (strcmp(advice, "keeponfork") == 0) advise(region, MADV_KEEPONFORK, "madvise(MADV_KEEPONFORK)");
}

struct found {
    int64_t read_bytes, parent_bytes, zero_bytes;
};

/* A byte that cannot be read ends the child by a signal, which is the finding. */
static _Noreturn void look(struct region region, struct found *found) {
    const struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    signal(SIGSEGV, SIG_DFL);
    const volatile unsigned char *byte = region.address;
    for (size_t at = 0; at < region.length; at++) {
        const unsigned char value = byte[at];
        found->read_bytes++;
        found->parent_bytes += value == CONTENT;
        found->zero_bytes += value == 0;
    }
    _exit(0);
}

static void run(void) {
    struct found *found = shared_memory(sizeof *found);
    const struct region region = obtain_region("private", (size_t)amount("sizeBytes"), "");
    memset(region.address, CONTENT, region.length);
    take_advice(region);
    const pid_t child = fork_child();
    if (child == 0) look(region, found);
    const int status = wait_for(child);
    fact("writtenBytes", (int64_t)region.length);
    fact("childReadBytes", found->read_bytes);
    fact("childSawParentBytes", found->parent_bytes);
    fact("childSawZeroBytes", found->zero_bytes);
    fact("childSignal", WIFSIGNALED(status) ? WTERMSIG(status) : 0);
    int64_t kept = 0;
    for (size_t at = 0; at < region.length; at++) kept += region.address[at] == CONTENT;
    fact("parentKeptBytes", kept);
}

const struct scenario scenario_fork_advice = {
    "fork-advice", "what a child finds under MADV_DONTFORK and MADV_WIPEONFORK", parameters, run};
