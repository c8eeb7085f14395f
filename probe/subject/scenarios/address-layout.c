/* Executes itself again and again under the same conditions, and lists where each part of the process lay. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../../read-file.h"
#include "../anchors.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"executions", "10", "how often"},
    {"descriptor", "-1", "for its own executions: where their answer goes"},
    {NULL, NULL, NULL},
};

static _Noreturn void answer(int descriptor) {
    const struct anchors anchors = read_anchors();
    _exit(write(descriptor, &anchors, sizeof anchors) == (ssize_t)sizeof anchors ? 0 : 1);
}

static void execute(int ends[2], char *words[]) {
    const pid_t child = fork_child();
    if (child == 0) {
        fcntl(ends[1], F_SETFD, 0);
        execv("/proc/self/exe", words);
        _exit(127);
    }
    const int status = wait_for(child);
    int64_t addresses[ANCHOR_COUNT];
    if (status != 0 || read(ends[0], addresses, sizeof addresses) != (ssize_t)sizeof addresses) failed("executing itself");
    for (int i = 0; i < ANCHOR_COUNT; i++) append(anchor_names[i], addresses[i]);
}

static void say_setting(const char *name, const char *path) {
    char text[64];
    if (read_file(path, text, sizeof text) < 0) fact_missing(name, "the kernel does not show it to this user");
    else fact(name, strtoll(text, NULL, 10));
}

static void say_conditions(void) {
    struct rlimit stack;
    say_setting("randomizeVaSpace", "/proc/sys/kernel/randomize_va_space");
    say_setting("mmapRndBits", "/proc/sys/vm/mmap_rnd_bits");
    const int flags = personality(0xFFFFFFFF);
    fact("fixedAddresses", (flags & ADDR_NO_RANDOMIZE) != 0);
    fact("legacyLayout", (flags & ADDR_COMPAT_LAYOUT) != 0);
    if (getrlimit(RLIMIT_STACK, &stack) != 0) failed("getrlimit");
    fact("stackUnlimited", stack.rlim_cur == RLIM_INFINITY);
    fact("pageBytes", (int64_t)page_size());
}

static void run(void) {
    const int64_t executions = amount("executions");
    const int descriptor = (int)amount("descriptor");
    if (descriptor >= 0) answer(descriptor);
    char to[32];
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) failed("pipe2");
    snprintf(to, sizeof to, "descriptor=%d", ends[1]);
    char *words[] = {"subject", "address-layout", to, NULL};
    say_conditions();
    for (int64_t i = 0; i < executions; i++) execute(ends, words);
    fact("executions", executions);
}

const struct scenario scenario_address_layout = {
    "address-layout", "executes itself and lists where text, data, bss, heap, mappings, libraries and stack lay", parameters, run};
