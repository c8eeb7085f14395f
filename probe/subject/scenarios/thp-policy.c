/* What one process may decide about huge pages for itself and what it starts, and what memory it then gets. */
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../huge-memory.h"
#include "../scenario.h"

#ifndef PR_THP_DISABLE_EXCEPT_ADVISED
#define PR_THP_DISABLE_EXCEPT_ADVISED (1 << 1)
#endif

static const struct parameter parameters[] = {
    {"disable", "no", "no, yes (PR_SET_THP_DISABLE), unless-advised (PR_THP_DISABLE_EXCEPT_ADVISED)"},
    {"in", "itself", "itself, child (the memory is obtained in a child of fork)"},
    {"sizeBytes", "16777216", "bytes to obtain, once with MADV_HUGEPAGE and once without advice"},
    {NULL, NULL, NULL},
};

struct seen {
    int64_t policy, advised_bytes, plain_bytes;
};

static int64_t huge_bytes_with(const char *advice, size_t size) {
    unsigned char *address = map_huge_aligned(size);
    advise_pages(address, size, advice);
    write_steps(address, size, page_size());
    const int64_t bytes = smaps_bytes(address, "AnonHugePages:");
    munmap(address, size);
    return bytes;
}

static void look(struct seen *seen, size_t size) {
    seen->policy = prctl(PR_GET_THP_DISABLE, 0, 0, 0, 0);
    seen->advised_bytes = huge_bytes_with("huge", size);
    seen->plain_bytes = huge_bytes_with("none", size);
}

static void disable(void) {
    if (is("disable", "no")) return;
    const unsigned long flags = is("disable", "unless-advised") ? PR_THP_DISABLE_EXCEPT_ADVISED : 0;
    if (prctl(PR_SET_THP_DISABLE, 1, flags, 0, 0) != 0)
        failed(flags ? "prctl(PR_SET_THP_DISABLE, PR_THP_DISABLE_EXCEPT_ADVISED)" : "prctl(PR_SET_THP_DISABLE)");
}

static void run(void) {
    const size_t size = (size_t)amount("sizeBytes");
    struct seen *seen = shared_memory(sizeof *seen);
    memset(seen, -1, sizeof *seen);
    fact("privileged", geteuid() == 0);
    tell_huge_page_mode();
    disable();
    if (is("in", "child")) {
        const pid_t child = fork_child();
        if (child == 0) {
            look(seen, size);
            _exit(0);
        }
        wait_for(child);
    } else look(seen, size);
    fact("policy", seen->policy);
    fact("sizeBytes", (int64_t)size);
    fact("advisedHugeBytes", seen->advised_bytes);
    fact("plainHugeBytes", seen->plain_bytes);
}

const struct scenario scenario_thp_policy = {
    "thp-policy", "huge pages switched off by a process for itself and its children", parameters, run};
