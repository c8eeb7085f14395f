/*
 * Compiles a small program and executes it once for each argument. The lists have one number an argument, in their order; what
 * the program did not come to say is -1.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../../read-file.h"
#include "../compile.h"
#include "../own.h"
#include "../scenario.h"

#define MAX_ARGUMENTS 32

static const struct parameter parameters[] = {
    {"program", "two-halves", "two-halves"},
    {"arguments", "1", "separated by commas; (none) for no argument at all"},
    {"addressSpaceBytes", "0", "limit of the program's address space, 0 for none"},
    {"setting", "", "NAME=value for its environment"},
    {"cgroup", "", "a folder of a memory cgroup that this process enters first"},
    {NULL, NULL, NULL},
};

static void enter_cgroup(const char *folder) {
    static char path[4096];
    if (!*folder) return;
    snprintf(path, sizeof path, "%s/cgroup.procs", folder);
    FILE *file = fopen(path, "w");
    if (!file || fprintf(file, "%d\n", (int)getpid()) < 0 || fclose(file) != 0) failed("entering the memory cgroup");
}

/* The seconds behind "NAME took", in nanoseconds as they are printed; -1 where none were. */
static int64_t printed_ns(const char *output, const char *name) {
    char before[64];
    snprintf(before, sizeof before, "%s took ", name);
    const char *at = strstr(output, before);
    return at ? (int64_t)(strtod(at + strlen(before), NULL) * 1e9 + 0.5) : -1;
}

static int64_t told(const struct outcome *outcome, const char *name) {
    return strstr(outcome->errors, name) ? number_after(outcome->errors, name) : -1;
}

static void say(const struct outcome *outcome) {
    append("exitCodes", exit_code(outcome));
    append("signals", ending_signal(outcome));
    append("minorFaults", outcome->usage.ru_minflt);
    append("mallocPrintedNs", printed_ns(outcome->output, "malloc"));
    append("mmapPrintedNs", printed_ns(outcome->output, "mmap"));
    append("sizesBytes", strstr(outcome->errors, "sizeBytes") ? number_after(outcome->errors, "sizeBytes ") : -1);
    append("mallocFaults", told(outcome, "mallocFaults "));
    append("mmapFaults", told(outcome, "mmapFaults "));
    append("mmapErrnos", told(outcome, "mmapErrno "));
    append("munmapErrnos", told(outcome, "munmapErrno "));
    append("messages", strstr(outcome->errors, "error") || strstr(outcome->errors, "usage") || strstr(outcome->errors, "Assertion"));
}

static void execute(int image, char *argument) {
    char *words[] = {(char *)(uintptr_t)word("program"), strcmp(argument, "(none)") == 0 ? NULL : argument, NULL};
    const struct command command = {
        .words = words,
        .image = image,
        .address_space_bytes = amount("addressSpaceBytes"),
        .setting = *word("setting") ? word("setting") : NULL,
    };
    const struct outcome outcome = run_command(&command);
    say(&outcome);
}

static void run(void) {
    static char arguments[1024];
    int image;
    compile(program_named(word("program")), &image);
    fact("compiled", image >= 0);
    fact("pageBytes", (int64_t)page_size());
    fact_text("arguments", word("arguments"));
    if (image < 0) unavailable("the compiler did not take the program");
    enter_cgroup(word("cgroup"));
    snprintf(arguments, sizeof arguments, "%s", word("arguments"));
    int count = 0;
    for (char *one = strtok(arguments, ","); one && count < MAX_ARGUMENTS; one = strtok(NULL, ","), count++)
        execute(image, one);
    fact("executions", count);
    close(image);
}

const struct scenario scenario_execute = {
    "execute", "compiles a small program (words after --) and executes it once for each argument", parameters, run};
