/* Fixed tables, filled in order; a table that is full ends the scenario rather than dropping what it saw. */
#include "readings.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../clock.h"
#include "../counters.h"
#include "../emit.h"

#define MAX_SAMPLES 2048
#define MAX_FACTS 256
#define MAX_LISTED 32768
#define TEXT_BYTES 400

struct sample {
    const char *phase;
    uint64_t started_ns, ended_ns;
    struct usage before, after;
};

struct fact {
    const char *name;
    enum { NUMBER, TEXT, MISSING } kind;
    int64_t value;
    char text[TEXT_BYTES];
};

struct listed {
    const char *list;
    int64_t value;
};

static struct sample samples[MAX_SAMPLES];
static struct fact facts[MAX_FACTS];
static struct listed listed[MAX_LISTED];
static int sample_count, fact_count, listed_count;

void prepare_readings(void) {
    memset(samples, 1, sizeof samples);
    memset(facts, 1, sizeof facts);
    memset(listed, 1, sizeof listed);
    emit_prepare();
    begin("");
    end();
    sample_count = 0;
}

void begin(const char *phase) {
    if (sample_count == MAX_SAMPLES) refused("more samples than the tables hold", phase);
    struct sample *sample = &samples[sample_count];
    sample->phase = phase;
    sample->before = read_usage();
    sample->started_ns = clock_ns();
}

void end(void) {
    const uint64_t now = clock_ns();
    struct sample *sample = &samples[sample_count++];
    sample->ended_ns = now;
    sample->after = read_usage();
}

void timed(const char *phase, int64_t duration_ns) {
    counted(phase, duration_ns, &(struct usage){0, 0, 0, 0, 0, 0});
}

void counted(const char *phase, int64_t duration_ns, const struct usage *counts) {
    if (sample_count == MAX_SAMPLES) refused("more samples than the tables hold", phase);
    samples[sample_count++] = (struct sample){phase, 0, (uint64_t)duration_ns, {0, 0, 0, 0, 0, 0}, *counts};
}

static struct fact *fact_named(const char *name) {
    for (int i = 0; i < fact_count; i++)
        if (strcmp(facts[i].name, name) == 0) return &facts[i];
    if (fact_count == MAX_FACTS) refused("more facts than the tables hold", name);
    facts[fact_count].name = name;
    return &facts[fact_count++];
}

static void set_text(struct fact *fact, const char *text) {
    strncpy(fact->text, text, TEXT_BYTES - 1);
    fact->text[TEXT_BYTES - 1] = 0;
}

void fact(const char *name, int64_t value) {
    struct fact *fact = fact_named(name);
    fact->kind = NUMBER;
    fact->value = value;
}

void fact_text(const char *name, const char *text) {
    struct fact *fact = fact_named(name);
    fact->kind = TEXT;
    set_text(fact, text);
}

void fact_missing(const char *name, const char *reason) {
    struct fact *fact = fact_named(name);
    fact->kind = MISSING;
    set_text(fact, reason);
}

void append(const char *list, int64_t value) {
    if (listed_count == MAX_LISTED) refused("more listed numbers than the tables hold", list);
    listed[listed_count++] = (struct listed){list, value};
}

static void emit_sample(const struct sample *sample) {
    const struct usage *a = &sample->before, *b = &sample->after;
    emit("[%llu,%lld,%lld,%lld,%lld,%lld,%lld]", (unsigned long long)(sample->ended_ns - sample->started_ns),
         (long long)(b->minor_faults - a->minor_faults), (long long)(b->major_faults - a->major_faults),
         (long long)(b->voluntary_switches - a->voluntary_switches),
         (long long)(b->involuntary_switches - a->involuntary_switches), (long long)(b->user_ns - a->user_ns),
         (long long)(b->system_ns - a->system_ns));
}

static void emit_samples(void) {
    emit("\"phases\":{");
    int names = 0;
    for (int i = 0; i < sample_count; i++) {
        int known = 0;
        for (int j = 0; j < i && !known; j++) known = strcmp(samples[j].phase, samples[i].phase) == 0;
        if (known) continue;
        if (names++) emit(",");
        emit_string(samples[i].phase);
        emit(":[");
        emit_sample(&samples[i]);
        for (int j = i + 1; j < sample_count; j++) {
            if (strcmp(samples[j].phase, samples[i].phase) != 0) continue;
            emit(",");
            emit_sample(&samples[j]);
        }
        emit("]");
    }
    emit("}");
}

static void emit_facts(const char *member, int kind) {
    emit(",\"%s\":{", member);
    int count = 0;
    for (int i = 0; i < fact_count; i++) {
        if ((int)facts[i].kind != kind) continue;
        if (count++) emit(",");
        emit_string(facts[i].name);
        emit(":");
        if (kind == NUMBER) emit("%lld", (long long)facts[i].value);
        else emit_printable(facts[i].text, strlen(facts[i].text));
    }
    emit("}");
}

static void emit_lists(void) {
    emit(",\"lists\":{");
    int names = 0;
    for (int i = 0; i < listed_count; i++) {
        int known = 0;
        for (int j = 0; j < i && !known; j++) known = strcmp(listed[j].list, listed[i].list) == 0;
        if (known) continue;
        if (names++) emit(",");
        emit_string(listed[i].list);
        emit(":[%lld", (long long)listed[i].value);
        for (int j = i + 1; j < listed_count; j++)
            if (strcmp(listed[j].list, listed[i].list) == 0) emit(",%lld", (long long)listed[j].value);
        emit("]");
    }
    emit("}");
}

static void emit_readings(void) {
    emit("{");
    emit_samples();
    emit_facts("facts", NUMBER);
    emit_facts("texts", TEXT);
    emit_facts("missing", MISSING);
    emit_lists();
}

int print_readings(void) {
    emit_readings();
    emit("}\n");
    return emit_flush(STDOUT_FILENO) == 0 ? 0 : 1;
}

static _Noreturn void leave(void) {
    emit("}\n");
    _exit(emit_flush(STDOUT_FILENO) == 0 ? 0 : 1);
}

void failed(const char *call) {
    const int error = errno;
    emit_readings();
    emit(",\"failed\":{\"call\":");
    emit_string(call);
    emit(",\"errno\":%d,\"message\":", error);
    emit_string(strerror(error));
    emit("}");
    leave();
}

void unavailable(const char *reason) {
    emit_readings();
    emit(",\"unavailable\":");
    emit_string(reason);
    leave();
}

void refused(const char *reason, const char *what) {
    emit("{\"refused\":\"%s: %s\"", reason, what);
    leave();
}
