/* Gives a small program to a compiler and tells whether it was taken. */
#include <string.h>
#include <unistd.h>

#include "../compile.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"program", "joined-macro", "split-macro, joined-macro, two-halves, with-mmap, with-malloc"},
    {NULL, NULL, NULL},
};

static int64_t lines_with(const char *text, const char *word) {
    int64_t count = 0;
    for (const char *at = text; (at = strstr(at, word)); count++) {
        at = strchr(at, '\n');
        if (!at) return count + 1;
    }
    return count;
}

/* The first line of the compiler's that has an error: it is the evidence. */
static void say_first_error(char *text) {
    char *at = strstr(text, "error:");
    if (!at) return;
    at[strcspn(at, "\n")] = 0;
    fact_text("firstError", at);
}

static void run(void) {
    int image;
    struct outcome outcome = compile(program_named(word("program")), &image);
    fact("compiled", image >= 0);
    fact("exitCode", exit_code(&outcome));
    fact("errors", lines_with(outcome.errors, "error:"));
    say_first_error(outcome.errors);
    if (image >= 0) close(image);
}

const struct scenario scenario_compile = {
    "compile", "gives a small program to the compiler (words after --) and tells whether it was taken", parameters, run};
