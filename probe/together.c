/*
 * The order of the steps is random in every even round (or chunk) and reversed in the one after it: every step then stands
 * equally often in every position, and drift within the pair cancels.
 */
#include "together.h"

#include <sys/mman.h>

#include "emit.h"

/* on_cpu_ns is user and system time, where the phase was preempted and never waited of itself; else 0. */
struct record {
    uint64_t duration_ns, on_cpu_ns;
    uint32_t minor_faults;
};

/* By step, then phase, then round or chunk. */
static struct record *records;
static int each; /* rounds or chunks */

static const struct instruments nothing_more = {NULL, 0};

static int count_each(const struct design *design, const struct step *steps) {
    if (design->kind == DESIGN_IN_PROCESS) return design->rounds;
    size_t chunks = (steps[0].size + design->chunk - 1) / design->chunk;
    return chunks > MAX_RECORDS ? MAX_RECORDS + 1 : (int)chunks;
}

const char *check_design(const struct design *design, const struct step *steps, int count) {
    if (count_each(design, steps) > MAX_RECORDS / count) return "more than 16384 rounds or chunks over all steps";
    for (int i = 0; design->kind == DESIGN_INTERLEAVED && i < count; i++)
        if (steps[i].size != steps[0].size) return "interleaved steps must have one size";
    return NULL;
}

int prepare_together(const struct design *design, const struct step *steps, int count) {
    each = count_each(design, steps);
    size_t bytes = (size_t)count * PHASES * (size_t)each * sizeof *records;
    records = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    return records != MAP_FAILED;
}

static void keep(int step, enum phase phase, int index, const struct sample *sample) {
    struct record *record = &records[((size_t)step * PHASES + phase) * (size_t)each + (size_t)index];
    record->duration_ns = sample->duration_ns;
    const struct usage *a = &sample->before, *b = &sample->after;
    record->minor_faults = (uint32_t)(b->minor_faults - a->minor_faults);
    if (b->involuntary_switches > a->involuntary_switches && b->voluntary_switches == a->voluntary_switches)
        record->on_cpu_ns = (uint64_t)(b->user_ns - a->user_ns + b->system_ns - a->system_ns);
}

/* splitmix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014). */
static uint64_t next_random(uint64_t *state) {
    uint64_t z = *state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* A new random order at even indices, the reverse of it at odd ones. */
static void next_order(int *order, int count, int index, uint64_t *state) {
    if (index % 2 == 0) {
        for (int i = 0; i < count; i++) order[i] = i;
        for (int i = count - 1; i > 0; i--) {
            int j = (int)(next_random(state) % (uint64_t)(i + 1)), held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return;
    }
    for (int i = 0; i < count / 2; i++) {
        int held = order[i];
        order[i] = order[count - 1 - i];
        order[count - 1 - i] = held;
    }
}

static void run_rounds(const struct design *design, struct step *steps, int count) {
    uint64_t state = design->seed;
    int order[count];
    for (int round = 0; round < design->rounds; round++) {
        next_order(order, count, round, &state);
        for (int i = 0; i < count; i++) {
            struct step *step = &steps[order[i]];
            run_step(step, &nothing_more);
            if (step->error) return;
            for (int phase = 0; phase < PHASES; phase++)
                if (step->samples[phase].ran) keep(order[i], (enum phase)phase, round, &step->samples[phase]);
        }
    }
}

static int call_each(struct step *steps, int count, enum phase phase, uint64_t *state) {
    int order[count];
    next_order(order, count, 0, state);
    for (int i = 0; i < count; i++) {
        struct step *step = &steps[order[i]];
        if (!run_call(step, phase, &nothing_more)) return 0;
        if (phase == PHASE_ALLOCATE) step->address = (uint64_t)(uintptr_t)step->region.address;
        keep(order[i], phase, 0, &step->samples[phase]);
    }
    return 1;
}

/* The whole region's first touch: what its chunks took and counted, added up. */
static void add_up(struct sample *whole, const struct sample *part) {
    struct usage *to = &whole->after;
    const struct usage *a = &part->before, *b = &part->after;
    whole->duration_ns += part->duration_ns;
    to->minor_faults += b->minor_faults - a->minor_faults;
    to->major_faults += b->major_faults - a->major_faults;
    to->voluntary_switches += b->voluntary_switches - a->voluntary_switches;
    to->involuntary_switches += b->involuntary_switches - a->involuntary_switches;
    to->user_ns += b->user_ns - a->user_ns;
    to->system_ns += b->system_ns - a->system_ns;
}

static void touch_chunks(const struct design *design, struct step *steps, int count, uint64_t *state) {
    int order[count];
    struct sample sample;
    for (int chunk = 0; chunk < each; chunk++) {
        next_order(order, count, chunk, state);
        size_t offset = (size_t)chunk * design->chunk;
        for (int i = 0; i < count; i++) {
            struct step *step = &steps[order[i]];
            size_t left = step->region.size > offset ? step->region.size - offset : 0;
            run_touch(step, offset, left < design->chunk ? left : design->chunk, &sample, &nothing_more);
            keep(order[i], PHASE_FIRST_TOUCH, chunk, &sample);
            if (chunk == 0) step->samples[PHASE_FIRST_TOUCH] = sample;
            else add_up(&step->samples[PHASE_FIRST_TOUCH], &sample);
        }
    }
}

void run_together(const struct design *design, struct step *steps, int count) {
    if (design->kind == DESIGN_IN_PROCESS) {
        run_rounds(design, steps, count);
        return;
    }
    uint64_t state = design->seed;
    if (!call_each(steps, count, PHASE_ALLOCATE, &state)) return;
    touch_chunks(design, steps, count, &state);
    call_each(steps, count, PHASE_RELEASE, &state);
}

static void emit_list(const char *name, const struct design *design, const struct step *step, int index, int faults) {
    emit("\"%s\":[", name);
    for (int phase = 0; phase < PHASES; phase++) {
        const struct record *from = &records[((size_t)index * PHASES + (size_t)phase) * (size_t)each];
        int count = design->kind == DESIGN_INTERLEAVED && phase != PHASE_FIRST_TOUCH ? 1 : each;
        emit("%s", phase ? "," : "");
        if (!step->samples[phase].ran) {
            emit("null");
            continue;
        }
        for (int i = 0; i < count; i++)
            emit("%c%llu", i ? ',' : '[', faults ? from[i].minor_faults : (unsigned long long)from[i].duration_ns);
        emit("]");
    }
    emit("]");
}

/* [index, on_cpu_ns] of every preempted round or chunk, by phase. */
static void emit_preempted(int index) {
    emit(",\"preempted\":[");
    for (int phase = 0; phase < PHASES; phase++) {
        const struct record *from = &records[((size_t)index * PHASES + (size_t)phase) * (size_t)each];
        int count = 0;
        emit(phase ? ",[" : "[");
        for (int i = 0; i < each; i++)
            if (from[i].on_cpu_ns)
                emit("%s[%d,%llu]", count++ ? "," : "", i, (unsigned long long)from[i].on_cpu_ns);
        emit("]");
    }
    emit("]");
}

void emit_series(const struct design *design, const struct step *steps, int count) {
    emit(",\"series\":[");
    for (int i = 0; i < count; i++) {
        emit(i ? ",{" : "{");
        emit_list("ns", design, &steps[i], i, 0);
        emit(",");
        emit_list("minorFaults", design, &steps[i], i, 1);
        emit_preempted(i);
        emit("}");
    }
    emit("]");
}
