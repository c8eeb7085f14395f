/* Whether a library that was asked for by LD_PRELOAD is really in the process. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../allocator-in-use.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"library", "jemalloc", "a part of the library's file name"},
    {"through", "itself", "itself, or empty-environment: a supervisor starts the program without its variables"},
    {NULL, NULL, NULL},
};

static void tell_own(void) {
    const char *preload = getenv("LD_PRELOAD");
    fact("asked", preload && *preload);
    fact("libraryMappings", count_mappings_of(word("library")));
    tell_allocator();
}

/* What stands in the answer of the started program: {"...":{...,"libraryMappings":2,...}}. */
static void tell_answer(const char *answer) {
    static const char member[] = "\"libraryMappings\":";
    const char *at = strstr(answer, member);
    if (!at) unavailable("the program that was started did not answer");
    fact("libraryMappings", strtoll(at + sizeof member - 1, NULL, 10));
}

static void start_in_empty_environment(void) {
    static char answer[65536], self[4096], library[128];
    char *const words[] = {self, "preloaded", library, NULL};
    char *const nothing[] = {NULL};
    snprintf(library, sizeof library, "library=%s", word("library"));
    const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    int ends[2];
    if (length < 0) failed("readlink(/proc/self/exe)");
    if (pipe(ends) != 0) failed("pipe");
    const char *preload = getenv("LD_PRELOAD");
    fact("asked", preload && *preload);
    const pid_t child = fork_child();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        execve(self, words, nothing);
        _exit(127);
    }
    close(ends[1]);
    size_t held = 0;
    for (ssize_t got; held < sizeof answer - 1 && (got = read(ends[0], answer + held, sizeof answer - 1 - held)) > 0;) held += (size_t)got;
    wait_for(child);
    tell_answer(answer);
}

static void run(void) {
    if (is("through", "itself")) tell_own();
    else if (is("through", "empty-environment")) start_in_empty_environment();
    else refused("no such way to start it", word("through"));
}

const struct scenario scenario_preloaded = {
    "preloaded", "sees whether a library asked for by LD_PRELOAD is in the process", parameters, run};
