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
    {"through", "itself", "itself, or as a child: empty-environment (a supervisor drops the variable), wrong-path (of no library)"},
    {NULL, NULL, NULL},
};

static int asked(void) {
    const char *preload = getenv("LD_PRELOAD");
    return preload && *preload;
}

static void tell_own(void) {
    fact("asked", asked());
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

static void start_with(char *const *environment) {
    static char answer[65536], self[4096], library[128];
    char *const words[] = {self, "preloaded", library, NULL};
    snprintf(library, sizeof library, "library=%s", word("library"));
    const ssize_t length = readlink("/proc/self/exe", self, sizeof self - 1);
    int ends[2];
    if (length < 0) failed("readlink(/proc/self/exe)");
    if (pipe(ends) != 0) failed("pipe");
    const pid_t child = fork_child();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(STDERR_FILENO);
        execve(self, words, environment);
        _exit(127);
    }
    close(ends[1]);
    size_t held = 0;
    for (ssize_t got; held < sizeof answer - 1 && (got = read(ends[0], answer + held, sizeof answer - 1 - held)) > 0;) held += (size_t)got;
    wait_for(child);
    tell_answer(answer);
}

static void run(void) {
    char *const nothing[] = {NULL};
    char *const wrong[] = {"LD_PRELOAD=/nonexistent/library.so", NULL};
    if (is("through", "itself")) {
        tell_own();
    } else if (is("through", "empty-environment")) {
        fact("asked", asked());
        start_with(nothing);
    } else if (is("through", "wrong-path")) {
        fact("asked", 1);
        start_with(wrong);
    } else refused("no such way to start it", word("through"));
}

const struct scenario scenario_preloaded = {
    "preloaded", "sees whether a library asked for by LD_PRELOAD is in the process", parameters, run};
