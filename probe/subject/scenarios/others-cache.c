/* Asks where the pages of a cold file are, as its owner and as a user who may only read it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../cached-file.h"
#include "../nobody.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {"sizeBytes", "4194304", "size of the file"},
    {NULL, NULL, NULL},
};

struct answer {
    int64_t pages, cachestat, error; /* -1 where refused; errno of what failed before anything could be asked */
};

/* Opened before the user is changed: the folder need not be open to others. */
static void ask(const struct cached_file *file, int read_only, volatile struct answer *answer) {
    void *view = mmap(NULL, file->size, PROT_READ, MAP_SHARED, read_only, 0);
    if (view == MAP_FAILED || become_nobody() != 0) {
        answer->error = errno;
        return;
    }
    answer->pages = resident_pages(view, file->size);
    answer->cachestat = cachestat_pages(read_only);
}

static void run(void) {
    if (geteuid() != 0) unavailable("only root can look at its own file through the eyes of another user");
    const struct cached_file file = make_cached_file(word("folder"), (size_t)amount("sizeBytes"), "cold");
    if (fchmod(file.fd, 0644) != 0) failed("fchmod");
    char path[40];
    snprintf(path, sizeof path, "/proc/self/fd/%d", file.fd);
    const int read_only = open(path, O_RDONLY | O_CLOEXEC);
    if (read_only < 0) failed("open(O_RDONLY)");
    volatile struct answer *answer = shared_memory(page_size());
    fact("ownerPages", cached_pages(&file));
    const pid_t child = fork_child();
    if (child == 0) {
        ask(&file, read_only, answer);
        _exit(0);
    }
    wait_for(child);
    errno = (int)answer->error;
    if (errno) failed("setresuid");
    fact("othersPages", answer->pages);
    if (answer->cachestat >= 0) fact("othersCachestat", answer->cachestat);
    else fact_missing("othersCachestat", "cachestat refuses a file that the caller may not write, or there is none");
    fact("ownerPagesAfterwards", cached_pages(&file));
}

const struct scenario scenario_others_cache = {
    "others-cache", "asks mincore and cachestat about a cold file, as its owner and as another user", parameters, run};
