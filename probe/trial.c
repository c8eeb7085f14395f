/* A trial in its own fresh process: prepare, run every step, and only then print. */
#include "trial.h"

#include <string.h>
#include <unistd.h>

#include "emit.h"
#include "preload.h"
#include "request.h"

/* In memory touched beforehand: run_step must not take a fault to record what it saw. */
static struct request request;
static struct perf_counter perf[PERF_EVENTS];

/* The touch code once on memory of our own, so that its pages are mapped before the first phase. */
static void rehearse_touch(const struct step *step) {
    static unsigned char stage[4 * 4096];
    struct touch touch = step->touch;
    memset(stage, 1, sizeof stage);
    step->pattern->run(stage, sizeof stage, &touch);
}

/* Every phase once with the zero reading: clock, counters and the calls around them are then mapped and in the caches. */
static void rehearse_phases(void) {
    static struct step rehearsal;
    rehearsal.strategy = strategy_named("none");
    rehearsal.pattern = pattern_named("none");
    rehearsal.touch.page = base_page_size();
    rehearsal.second_touch = 1;
    run_step(&rehearsal, &(const struct instruments){request.perf ? perf : NULL, 0});
}

static void prepare(void) {
    emit_prepare();
    huge_page_size();
    if (request.perf) open_perf(perf);
    for (int i = 0; i < request.step_count; i++) {
        if (request.steps[i].strategy->prepare) request.steps[i].strategy->prepare();
        rehearse_touch(&request.steps[i]);
    }
    rehearse_phases();
}

/* The steps one after another, each once. Returns how many ran; the last of them may have failed. */
static int run_steps(void) {
    const struct instruments with = {request.perf ? perf : NULL, request.witness};
    int done = 0;
    while (done < request.step_count) {
        struct step *step = &request.steps[done++];
        run_step(step, &with);
        if (step->error) break;
    }
    return done;
}

static void emit_sample(const struct sample *sample) {
    const struct usage *a = &sample->before, *b = &sample->after;
    emit("[%llu,%lld,%lld,%lld,%lld,%lld,%lld]", (unsigned long long)sample->duration_ns,
         (long long)(b->minor_faults - a->minor_faults), (long long)(b->major_faults - a->major_faults),
         (long long)(b->voluntary_switches - a->voluntary_switches),
         (long long)(b->involuntary_switches - a->involuntary_switches), (long long)(b->user_ns - a->user_ns),
         (long long)(b->system_ns - a->system_ns));
}

static void emit_per_phase(const struct step *step, const char *name, void (*emit_one)(const struct sample *)) {
    emit(",\"%s\":[", name);
    for (int phase = 0; phase < PHASES; phase++) {
        if (phase) emit(",");
        if (step->samples[phase].ran) emit_one(&step->samples[phase]);
        else emit("null");
    }
    emit("]");
}

static void emit_perf_sample(const struct sample *sample) {
    emit("[");
    for (int i = 0; i < PERF_EVENTS; i++) {
        if (i) emit(",");
        if (perf[i].fd < 0) emit("null");
        else emit("%llu", (unsigned long long)(sample->perf_after[i] - sample->perf_before[i]));
    }
    emit("]");
}

static void emit_bytes(const char *name, int64_t bytes) {
    if (bytes < 0) emit("\"%s\":null", name);
    else emit("\"%s\":%lld", name, (long long)bytes);
}

static void emit_memory(const struct sample *sample) {
    const struct memory_reading *memory = &sample->memory;
    emit("{");
    emit_bytes("rssBytes", memory->rss_bytes);
    emit(",");
    emit_bytes("pssBytes", memory->pss_bytes);
    emit(",");
    emit_bytes("anonHugeBytes", memory->anon_huge_bytes);
    emit(",");
    emit_bytes("peakRssBytes", memory->peak_rss_bytes);
    emit("}");
}

static void emit_step(const struct step *step) {
    emit("{\"address\":%llu", (unsigned long long)step->address);
    emit_per_phase(step, "samples", emit_sample);
    if (request.perf) emit_per_phase(step, "perf", emit_perf_sample);
    if (request.witness) {
        emit_per_phase(step, "memory", emit_memory);
        emit(",\"region\":");
        emit_string(step->samples[PHASE_ALLOCATE].memory.region);
    }
    if (step->error) {
        emit(",\"failed\":{\"phase\":\"%s\",\"call\":", phase_names[step->failed_phase]);
        emit_string(step->region.failed_call);
        emit(",\"errno\":%d,\"message\":", step->error);
        emit_string(strerror(step->error));
        emit("}");
    }
    emit("}");
}

static void emit_preload(const struct preload_reading *reading) {
    emit(",\"preload\":{\"mapped\":%s,\"resolves\":%s,\"mallocFrom\":", reading->mapped ? "true" : "false",
         reading->resolves ? "true" : "false");
    emit_string(reading->malloc_from);
    emit("}");
}

int run_trial(char *line) {
    const char *wrong = parse_request(line, &request);
    if (wrong) {
        emit("{\"refused\":");
        emit_string(wrong);
        emit("}\n");
        emit_flush(STDOUT_FILENO);
        return EXIT_BAD_REQUEST;
    }
    const int together = request.design.kind != DESIGN_FRESH;
    struct preload_reading preload = {0, 0, NULL};
    if (request.preload) check_preload(request.preload, &preload);
    prepare();
    if (together && !prepare_together(&request.design, request.steps, request.step_count)) return 1;
    int done = request.step_count;
    if (together) run_together(&request.design, request.steps, request.step_count);
    else done = run_steps();
    emit("{\"steps\":[");
    for (int i = 0; i < done; i++) {
        if (i) emit(",");
        emit_step(&request.steps[i]);
    }
    emit("]");
    if (together) emit_series(&request.design, request.steps, request.step_count);
    if (request.preload) emit_preload(&preload);
    emit("}\n");
    return emit_flush(STDOUT_FILENO) == 0 ? 0 : 1;
}
