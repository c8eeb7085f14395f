/* Obeys the marks of a watched command: a table of verbs, each one function. */
#include "marks.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "readings.h"
#include "watched.h"

static pid_t command;
static int answers;
static struct watched before;

/* A name that stays, as readings want them. */
static const char *kept(const char *form, const char *name) {
    static char names[65536];
    static size_t used;
    char wanted[400];
    snprintf(wanted, sizeof wanted, form, name);
    for (const char *at = names; at < names + used; at += strlen(at) + 1)
        if (strcmp(at, wanted) == 0) return at;
    const size_t length = strlen(wanted) + 1;
    if (used + length > sizeof names) refused("more names than are kept", name);
    used += length;
    return memcpy(names + used - length, wanted, length);
}

static void say_growth(const char *name, int64_t from, int64_t to) {
    if (from < 0 || to < 0) fact_missing(name, "the sizes of the command cannot be read (/proc/PID/smaps_rollup, status)");
    else fact(name, to - from);
}

static void end_phase(const char *phase, const char *duration) {
    struct watched now;
    if (read_watched(command, &now) != 0) failed("reading /proc/PID/stat of the command");
    const struct usage *a = &before.usage, *b = &now.usage;
    const struct usage counts = {b->minor_faults - a->minor_faults, b->major_faults - a->major_faults, 0, 0,
                                 b->user_ns - a->user_ns, b->system_ns - a->system_ns};
    counted(kept("%s", phase), strtoll(duration, NULL, 10), &counts);
    say_growth(kept("%sRssGrowthBytes", phase), before.rss_bytes, now.rss_bytes);
    say_growth(kept("%sAddressSpaceGrowthBytes", phase), before.address_space_bytes, now.address_space_bytes);
}

static void begin_phase(const char *phase, const char *rest) {
    (void)phase, (void)rest;
    if (read_watched_before(command, &before) != 0) failed("reading /proc/PID/stat of the command");
}

static void note_maps(const char *name, const char *text) {
    const int named = maps_name(command, text);
    if (named < 0) fact_missing(kept("%s", name), "the mappings of the command cannot be read (/proc/PID/maps)");
    else fact(kept("%s", name), named);
}

static void note_fact(const char *name, const char *number) {
    fact(kept("%s", name), strtoll(number, NULL, 10));
}

static void note_listed(const char *list, const char *number) {
    append(kept("%s", list), strtoll(number, NULL, 10));
}

static void note_text(const char *name, const char *words) {
    fact_text(kept("%s", name), words);
}

static void note_missing(const char *name, const char *reason) {
    fact_missing(kept("%s", name), reason);
}

static void give_up(const char *because, const char *reason) {
    (void)because;
    unavailable(kept("%s", reason));
}

static const struct mark {
    const char *verb;
    void (*obey)(const char *name, const char *rest);
    int answered;
} marks[] = {
    {"begin", begin_phase, 1}, {"end", end_phase, 1},      {"maps", note_maps, 1},         {"fact", note_fact, 0},
    {"append", note_listed, 0}, {"text", note_text, 0},     {"missing", note_missing, 0}, {"unavailable", give_up, 0},
};

/* `verb name rest`, of which the last may be empty. */
static void obey(char *line) {
    char *name = strchr(line, ' ');
    if (!name) refused("a mark of too few words", line);
    *name++ = 0;
    char *rest = strchr(name, ' ');
    if (rest) *rest++ = 0;
    else rest = name + strlen(name);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (strcmp(line, marks[i].verb) != 0) continue;
        marks[i].obey(name, rest);
        if (marks[i].answered && write(answers, "\n", 1) != 1 && errno != EPIPE) failed("answering the command");
        return;
    }
    refused("a mark that is not understood", line);
}

void expect_marks(pid_t of_command, int answer_fd) {
    command = of_command;
    answers = answer_fd;
}

void obey_lines(char *buffer, size_t *held) {
    char *at = buffer;
    for (char *newline; (newline = memchr(at, '\n', *held - (size_t)(at - buffer))); at = newline + 1) {
        *newline = 0;
        obey(at);
    }
    *held -= (size_t)(at - buffer);
    memmove(buffer, at, *held);
}

