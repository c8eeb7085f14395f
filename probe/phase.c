/* Runs the phases of one step. Between the two clock reads there is the phase under test and nothing else. */
#include "phase.h"

#include "clock.h"

const char *const phase_names[PHASES] = {"allocate", "first-touch", "second-touch", "release"};

static void begin(struct sample *sample, const struct instruments *with) {
    if (with->perf) read_perf(with->perf, sample->perf_before);
    sample->before = read_usage();
}

static void end(struct sample *sample, const struct instruments *with) {
    sample->after = read_usage();
    if (with->perf) read_perf(with->perf, sample->perf_after);
    if (with->witness) read_memory(&sample->memory);
    sample->ran = 1;
}

int run_call(struct step *step, enum phase phase, const struct instruments *with) {
    struct sample *sample = &step->samples[phase];
    begin(sample, with);
    uint64_t started, ended;
    int error;
    if (phase == PHASE_ALLOCATE) {
        started = clock_ns();
        error = step->strategy->allocate(&step->region, step->size);
        ended = clock_ns();
    } else {
        started = clock_ns();
        error = step->strategy->release(&step->region);
        ended = clock_ns();
    }
    sample->duration_ns = ended - started;
    end(sample, with);
    if (!error) return 1;
    step->error = error;
    step->failed_phase = phase;
    return 0;
}

void run_touch(const struct step *step, size_t offset, size_t length, struct sample *sample,
               const struct instruments *with) {
    void (*run)(unsigned char *, size_t, const struct touch *) = step->pattern->run;
    unsigned char *address = step->region.address + offset;
    LAUNDER(address);
    begin(sample, with);
    uint64_t started = clock_ns();
    run(address, length, &step->touch);
    uint64_t ended = clock_ns();
    sample->duration_ns = ended - started;
    end(sample, with);
}

void run_step(struct step *step, const struct instruments *with) {
    if (!run_call(step, PHASE_ALLOCATE, with)) return;
    const size_t size = step->region.size;
    step->address = (uint64_t)(uintptr_t)step->region.address;
    if (with->witness) read_placement(step->address, &step->samples[PHASE_ALLOCATE].memory);
    run_touch(step, 0, size, &step->samples[PHASE_FIRST_TOUCH], with);
    if (step->second_touch) run_touch(step, 0, size, &step->samples[PHASE_SECOND_TOUCH], with);
    run_call(step, PHASE_RELEASE, with);
}
