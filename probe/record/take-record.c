/* Source: perf_event_open(2), "struct perf_event_header", with the sample of perf-events.c. */
#include "take-record.h"

#include <string.h>
#include <sys/mman.h>

#include "fault-batch.h"
#include "memory-calls.h"
#include "pid-set.h"
#include "trace-lines.h"

static uint64_t start_ns;
static pid_t wrapper_pid;
static int calls_are_told;
static struct taken taken;
/* Behind a wrapper: who descends from a process of its that executed a program. */
static struct pid_set observed;
/* Who runs 32-bit code, whose calls have other numbers. */
static struct pid_set compatible;

struct sample {
    struct perf_event_header header;
    uint64_t pointer;
    struct task task;
    uint64_t time_ns;
    union {
        uint64_t address;
        struct {
            uint32_t size; /* of what follows: the tracepoint's own record */
            unsigned char bytes[];
        } raw;
    };
};

struct mapped {
    struct perf_event_header header;
    struct task task;
    uint64_t address, length, offset;
    uint32_t major, minor;
    uint64_t inode, generation;
    uint32_t protection, flags;
    char path[];
};

struct named {
    struct perf_event_header header;
    struct task task;
    char name[];
};

struct forked {
    struct perf_event_header header;
    uint32_t pid, parent_pid, tid, parent_tid;
};

struct lost {
    struct perf_event_header header;
    uint64_t id, records;
};

void take_begin(uint64_t launched_ns, pid_t wrapper, int calls) {
    start_ns = launched_ns;
    calls_are_told = calls;
    wrapper_pid = wrapper;
}

const struct taken *taken_so_far(void) {
    return &taken;
}

static int is_passed(uint32_t pid) {
    return wrapper_pid && !pid_has(&observed, pid);
}

static void begin_line(const char *kind, uint64_t at_ns, struct task task) {
    batch_flush();
    line_begin();
    put_text("{\"kind\":\"");
    put_text(kind);
    put_text("\",\"atNs\":");
    put_unsigned(at_ns);
    put_text(",\"pid\":");
    put_unsigned(task.pid);
    put_text(",\"tid\":");
    put_unsigned(task.tid);
}

static void take_fault(const struct sample *sample, uint64_t at_ns, int major) {
    if (is_passed(sample->task.pid)) {
        if (major) taken.passed_major++;
        else taken.passed_minor++;
        return;
    }
    batch_add(&(struct fault){at_ns, sample->address, sample->pointer, sample->task.pid, sample->task.tid, major});
    if (major) taken.major_faults++;
    else taken.minor_faults++;
}

enum told { TOLD_ENTRY, TOLD_RETURN, TOLD_BOTH };

/* Behind the record of a return: registers in the order of their numbers, as the call left them. 0: of 32-bit code. */
static int take_registers(const struct sample *sample, uint64_t arguments[6]) {
    static const int places[6] = {2, 1, 0, 5, 3, 4}; /* of di, si, dx, r10, r8, r9 among dx, si, di, r8, r9, r10 */
    const unsigned char *at = sample->raw.bytes + sample->raw.size;
    uint64_t width;
    memcpy(&width, at, sizeof width);
    for (int i = 0; i < 6; i++) memcpy(&arguments[i], at + (1 + places[i]) * 8, sizeof arguments[i]);
    return width == PERF_SAMPLE_REGS_ABI_64;
}

/* The tracepoint's record: eight bytes common to all, then the number of the call, then arguments or result. */
static void take_call(const struct sample *sample, uint64_t at_ns, enum told told) {
    int64_t number, result;
    uint64_t arguments[6];
    if (is_passed(sample->task.pid) || pid_has(&compatible, sample->task.pid)) return;
    memcpy(&number, sample->raw.bytes + 8, sizeof number);
    memcpy(&result, sample->raw.bytes + 16, sizeof result);
    if (told == TOLD_RETURN) {
        call_returned(sample->task, at_ns, number, result);
    } else if (told == TOLD_BOTH) {
        if (take_registers(sample, arguments)) call_made(sample->task, at_ns, number, result, arguments);
    } else {
        memcpy(arguments, sample->raw.bytes + 16, sizeof arguments);
        call_entered(sample->task, at_ns, number, arguments);
    }
}

static void note_code_size(const struct mapped *mapped, uint64_t at_ns) {
    int narrow = mapped->address < UINT64_C(1) << 32;
    if (sizeof(void *) == 4 || strcmp(mapped->path, "[vdso]") != 0) return;
    if (narrow && calls_are_told && !pid_has(&compatible, mapped->task.pid)) {
        batch_flush();
        line_begin();
        put_text("{\"kind\":\"event\",\"atNs\":");
        put_unsigned(at_ns);
        put_text(",\"sentence\":\"Process ");
        put_unsigned(mapped->task.pid);
        put_text(" runs 32-bit code: calls that it makes are not decoded from tracepoints.\"}");
        line_end();
    }
    pid_put(&compatible, mapped->task.pid, narrow);
}

static void take_mapping(const struct mapped *mapped, uint64_t at_ns) {
    char permissions[] = "---p";
    if (mapped->protection & PROT_READ) permissions[0] = 'r';
    if (mapped->protection & PROT_WRITE) permissions[1] = 'w';
    if (mapped->protection & PROT_EXEC) permissions[2] = 'x';
    if (mapped->flags & MAP_SHARED) permissions[3] = 's';
    note_code_size(mapped, at_ns);
    begin_line("mapping", at_ns, mapped->task);
    put_text(",\"start\":");
    put_unsigned(mapped->address);
    put_text(",\"lengthBytes\":");
    put_unsigned(mapped->length);
    put_text(",\"offsetBytes\":");
    put_unsigned(mapped->offset);
    put_text(",\"permissions\":\"");
    put_text(permissions);
    put_text("\",\"path\":");
    put_string(mapped->path);
    put_text("}");
    line_end();
}

static void take_name(const struct named *named, uint64_t at_ns) {
    int executed = named->header.misc & PERF_RECORD_MISC_COMM_EXEC;
    if (executed && wrapper_pid && named->task.pid != (uint32_t)wrapper_pid) pid_put(&observed, named->task.pid, 1);
    if (is_passed(named->task.pid)) return;
    begin_line("process", at_ns, named->task);
    put_text(executed ? ",\"event\":\"exec\",\"name\":" : ",\"event\":\"name\",\"name\":");
    put_string(named->name);
    put_text("}");
    line_end();
}

static void take_fork(const struct forked *forked, uint64_t at_ns) {
    pid_put(&observed, forked->pid, pid_has(&observed, forked->parent_pid));
    pid_put(&compatible, forked->pid, pid_has(&compatible, forked->parent_pid));
    if (is_passed(forked->pid)) return;
    begin_line("process", at_ns, (struct task){forked->pid, forked->tid});
    put_text(forked->pid == forked->parent_pid ? ",\"event\":\"thread\",\"parentPid\":" : ",\"event\":\"fork\",\"parentPid\":");
    put_unsigned(forked->parent_pid);
    put_text("}");
    line_end();
}

static void take_exit(const struct forked *ended, uint64_t at_ns) {
    struct task task = {ended->pid, ended->tid};
    if (is_passed(task.pid)) return;
    calls_abandoned(task);
    begin_line("process", at_ns, task);
    put_text(",\"event\":\"exit\"}");
    line_end();
}

void write_lost(uint64_t at_ns, uint64_t records) {
    taken.lost += records;
    batch_flush();
    line_begin();
    put_text("{\"kind\":\"lost\",\"atNs\":");
    put_unsigned(at_ns);
    put_text(",\"records\":");
    put_unsigned(records);
    put_text("}");
    line_end();
}

/* Sizes of the samples, by which they are told apart: 24 bytes and the time are common to all. */
enum sample_size {
    MINOR_BYTES = 40,  /* the address */
    MAJOR_BYTES = 48,  /* the address, the period */
    EXIT_BYTES = 64,   /* 4 bytes of length, 24 of the tracepoint, 4 to fill up */
    ENTER_BYTES = 104, /* 4 bytes of length, 64 of the tracepoint, 4 to fill up */
    BOTH_BYTES = 120   /* as a return, then which registers there are, then six of them */
};

static void take_sample(const struct sample *sample, uint64_t at_ns) {
    switch ((enum sample_size)sample->header.size) {
    case MINOR_BYTES: take_fault(sample, at_ns, 0); break;
    case MAJOR_BYTES: take_fault(sample, at_ns, 1); break;
    case EXIT_BYTES: take_call(sample, at_ns, TOLD_RETURN); break;
    case ENTER_BYTES: take_call(sample, at_ns, TOLD_ENTRY); break;
    case BOTH_BYTES: take_call(sample, at_ns, TOLD_BOTH); break;
    }
}

void take_record(const struct perf_event_header *record, uint64_t time_ns) {
    uint64_t at_ns = time_ns > start_ns ? time_ns - start_ns : 0;
    const void *whole = record;
    switch (record->type) {
    case PERF_RECORD_SAMPLE: take_sample(whole, at_ns); break;
    case PERF_RECORD_MMAP2:
        if (!is_passed(((const struct mapped *)whole)->task.pid)) take_mapping(whole, at_ns);
        break;
    case PERF_RECORD_COMM: take_name(whole, at_ns); break;
    case PERF_RECORD_FORK: take_fork(whole, at_ns); break;
    case PERF_RECORD_EXIT: take_exit(whole, at_ns); break;
    case PERF_RECORD_LOST: write_lost(at_ns, ((const struct lost *)whole)->records); break;
    default: break;
    }
}
