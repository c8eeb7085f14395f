/*
 * Runs the scenario memory-calls as a command, alone or under strace, and tells what it answered and what the trace shows: the
 * system calls between its marks, and its times.
 */
#include <stdlib.h>
#include <string.h>

#include "../run-command.h"
#include "../scenario.h"

static const struct parameter parameters[] = {{NULL, NULL, NULL}};

static const char *after(const char *text, const char *what) {
    const char *at = strstr(text, what);
    return at ? at + strlen(what) : NULL;
}

/* A number of the answer, -1 where it has none of that name. */
static int64_t number_of(const char *answer, const char *quoted) {
    const char *at = after(answer, quoted);
    return at ? strtoll(at, NULL, 10) : -1;
}

/* `[[durationNs,minorFaults,...],[...]]` behind the name of the phase. */
static void say_phase(const char *answer, const char *quoted, const char *phase, const char *faults) {
    const char *at = after(answer, quoted);
    while (at && *at == '[') {
        char *rest;
        timed(phase, strtoll(at + 1, &rest, 10));
        append(faults, strtoll(rest + 1, NULL, 10));
        at = strchr(at, ']') + 1;
        if (*at == ',') at++;
    }
}

static int is_call(const char *line) {
    return strchr(line, '(') && (strstr(line, "= 0x") || strstr(line, "= 0") || strstr(line, "= -1"));
}

/* Lines of system calls between the marks; the memory calls of starting and ending come before the first and after the last. */
static void say_trace(char *trace) {
    static const char *const between[] = {"mallocCalls", "touchCalls", "smallCalls"};
    int64_t counts[3] = {0, 0, 0};
    int marks = 0;
    for (char *line = strtok(trace, "\n"); line; line = strtok(NULL, "\n")) {
        if (strstr(line, "getppid(")) marks++;
        else if (marks >= 1 && marks <= 3 && is_call(line)) counts[marks - 1]++;
    }
    fact("marks", marks);
    if (marks != 4) return;
    for (int i = 0; i < 3; i++) fact(between[i], counts[i]);
}

static void run(void) {
    const struct command command = {.words = command_words(), .image = -1};
    if (!command.words[0]) refused("this scenario runs a command", "words after --");
    const struct outcome outcome = run_command(&command);
    const int code = exit_code(&outcome);
    fact("exitCode", code);
    if (code == 127) unavailable("the command could not be executed");
    if (!strstr(outcome.output, "\"phases\"")) {
        fact_text("errors", outcome.errors);
        unavailable("the command gave no answer: strace may not be allowed to trace");
    }
    fact("grownBytes", number_of(outcome.output, "\"grownBytes\":"));
    fact("smallMallocs", number_of(outcome.output, "\"smallMallocs\":"));
    say_phase(outcome.output, "\"touch\":[", "touch", "touchFaults");
    say_phase(outcome.output, "\"calls\":[", "calls", "callsFaults");
    say_phase(outcome.output, "\"faults\":[", "faults", "faultsFaults");
    fact("tracedLines", strstr(outcome.errors, "getppid(") != NULL);
    say_trace(outcome.errors);
}

const struct scenario scenario_traced_calls = {
    "traced-calls", "runs memory-calls (words after --), alone or under strace, and tells what the trace shows of it", parameters, run};
