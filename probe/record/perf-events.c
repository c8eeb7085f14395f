/*
 * One event of each kind for each CPU, as `perf record` has it: an inherited event may have a ring buffer only so. A sample
 * carries instruction pointer, thread and time at the same place, whatever its kind, and its size tells the kind (take-record.c):
 * an identifier would be a sixth of a minor fault's sample, and writing samples is what the command is slowed by.
 */
#include "perf-events.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "tracepoints.h"

#define DEFAULT_BUFFER_BYTES ((size_t)8 << 20)
/* Of all rings together, unless asked otherwise: a machine with hundreds of CPUs keeps its memory. */
#define MOST_DEFAULT_BYTES ((size_t)512 << 20)
/* PERF_FORMAT_LOST, which headers before Linux 6.0 do not name. */
#define FORMAT_LOST (1U << 4)

#define SAMPLE_OF_ALL (PERF_SAMPLE_IP | PERF_SAMPLE_TID | PERF_SAMPLE_TIME)

static const char *const attempts[EVENT_KINDS] = {"minor page faults", "major page faults", "the tracepoint raw_syscalls:sys_enter",
                                                  "the tracepoint raw_syscalls:sys_exit", "mappings"};

/* What one opening depends on. */
struct opening {
    pid_t pid;
    int tracks;    /* this event brings mappings, forks, names and exits too */
    int user_only; /* the kernel's share is left out */
    int no_lost;   /* the kernel does not know FORMAT_LOST */
    size_t buffer_bytes;
};

static int fill_event(struct perf_event_attr *attributes, enum event_kind kind) {
    attributes->type = PERF_TYPE_SOFTWARE;
    attributes->sample_type = SAMPLE_OF_ALL | PERF_SAMPLE_ADDR;
    if (kind == EVENT_MINOR) attributes->config = PERF_COUNT_SW_PAGE_FAULTS_MIN;
    if (kind == EVENT_MAJOR) {
        attributes->config = PERF_COUNT_SW_PAGE_FAULTS_MAJ;
        attributes->sample_type |= PERF_SAMPLE_PERIOD; /* which is 1, and makes the sample longer than a minor fault's */
    }
    if (kind == EVENT_NOTHING) attributes->config = PERF_COUNT_SW_DUMMY;
    if (kind != EVENT_ENTER && kind != EVENT_EXIT) return 0;
    int id = tracepoint_id(kind);
    attributes->type = PERF_TYPE_TRACEPOINT;
    attributes->config = (uint64_t)id;
    attributes->sample_type = SAMPLE_OF_ALL | PERF_SAMPLE_RAW;
    if (RETURNS_TELL_ARGUMENTS && kind == EVENT_EXIT) {
        attributes->sample_type |= PERF_SAMPLE_REGS_USER;
        attributes->sample_regs_user = ARGUMENT_REGISTERS;
    }
    return id < 0 ? errno : 0;
}

/* A file descriptor, or -1 with errno. */
static int open_event(enum event_kind kind, int cpu, struct opening *how) {
    struct perf_event_attr attributes;
    memset(&attributes, 0, sizeof attributes);
    attributes.size = sizeof attributes;
    int error = fill_event(&attributes, kind);
    if (error) return errno = error, -1;
    attributes.sample_period = 1;
    attributes.read_format = how->no_lost ? 0 : FORMAT_LOST;
    attributes.disabled = attributes.inherit = attributes.enable_on_exec = attributes.sample_id_all = 1;
    attributes.use_clockid = 1;
    attributes.clockid = CLOCK_MONOTONIC;
    attributes.exclude_hv = 1;
    attributes.exclude_kernel = kind == EVENT_NOTHING || (how->user_only && kind <= EVENT_MAJOR);
    attributes.mmap = attributes.mmap2 = attributes.mmap_data = how->tracks & 1;
    attributes.comm = attributes.comm_exec = attributes.task = how->tracks & 1;
    attributes.watermark = 1;
    attributes.wakeup_watermark = (uint32_t)(how->buffer_bytes / 4);
    return (int)syscall(SYS_perf_event_open, &attributes, how->pid, cpu, -1, PERF_FLAG_FD_CLOEXEC);
}

/* The same with what may be refused left out, one after the other: the kernel's share, then the count of losses. */
static int open_what_may_be(enum event_kind kind, int cpu, struct opening *how) {
    int fd = open_event(kind, cpu, how);
    if (fd < 0 && !how->no_lost && (errno == EINVAL || errno == E2BIG)) {
        how->no_lost = 1;
        fd = open_event(kind, cpu, how);
    }
    if (fd < 0 && !how->user_only && kind <= EVENT_MAJOR && (errno == EACCES || errno == EPERM)) {
        how->user_only = 1;
        fd = open_event(kind, cpu, how);
    }
    return fd;
}

static int is_wanted(enum event_kind kind, const struct record_request *request) {
    if (kind <= EVENT_MAJOR) return request->faults;
    if (kind == EVENT_ENTER) return request->calls && !RETURNS_TELL_ARGUMENTS;
    if (kind == EVENT_EXIT) return request->calls;
    return request->mappings && !request->faults;
}

/* 0, or errno; ENODEV where the CPU is not online. */
static int open_cpu(struct ring *ring, int cpu, const struct record_request *request, struct opening *how, const char **what) {
    for (int i = 0; i < EVENT_KINDS; i++) ring->fds[i] = -1;
    for (int i = 0; i < EVENT_KINDS; i++) {
        enum event_kind kind = opening_order[i];
        if (!is_wanted(kind, request)) continue;
        *what = attempts[kind];
        how->tracks = request->mappings && ring_fd(ring) < 0;
        ring->fds[kind] = open_what_may_be(kind, cpu, how);
        if (ring->fds[kind] < 0) return errno;
        int filtered = kind == EVENT_ENTER || kind == EVENT_EXIT;
        if (filtered && ioctl(ring->fds[kind], PERF_EVENT_IOC_SET_FILTER, tracepoint_filter()) != 0) return errno;
    }
    return 0;
}

/* Every event of a CPU writes where the first one does, which must have its ring by then. */
static int join_output(struct ring *ring) {
    int leader = ring_fd(ring);
    for (int kind = 0; kind < EVENT_KINDS; kind++) {
        int fd = ring->fds[kind];
        if (fd >= 0 && fd != leader && ioctl(fd, PERF_EVENT_IOC_SET_OUTPUT, leader) != 0) return errno;
    }
    return 0;
}

/* Maps all rings at this size, or none; 0, or errno. */
static int map_rings(struct perf_events *events, size_t size) {
    int error = 0;
    for (int i = 0; i < events->count && !error; i++)
        error = ring_map(&events->rings[i], size);
    for (int i = 0; error && i < events->count; i++) ring_unmap(&events->rings[i]);
    events->buffer_bytes = size;
    return error;
}

static size_t wanted_bytes(size_t asked, int rings) {
    size_t page = (size_t)sysconf(_SC_PAGESIZE), wanted = asked ? asked : DEFAULT_BUFFER_BYTES, size = page;
    while (size * 2 <= wanted) size *= 2;
    while (!asked && size > page && size * (size_t)rings > MOST_DEFAULT_BYTES) size /= 2;
    return size;
}

int events_open(struct perf_events *events, pid_t pid, const struct record_request *request, const char **what) {
    int cpus = (int)sysconf(_SC_NPROCESSORS_CONF);
    struct opening how = {pid, 0, 0, 0, wanted_bytes(request->buffer_bytes, (int)sysconf(_SC_NPROCESSORS_ONLN))};
    memset(events, 0, sizeof *events);
    if (!request->faults && !request->calls && !request->mappings) return 0;
    for (int cpu = 0; cpu < cpus && events->count < MAX_CPUS; cpu++) {
        int error = open_cpu(&events->rings[events->count], cpu, request, &how, what);
        if (error && error != ENODEV) return error;
        if (!error) events->count++;
    }
    if (!events->count) return ENODEV;
    events->kernel_faults = request->faults && !how.user_only;
    *what = "a ring buffer";
    int error = EPERM;
    /* What may be locked in memory is limited (perf_event_mlock_kb, RLIMIT_MEMLOCK): as much as is granted. */
    for (size_t size = how.buffer_bytes; (error == EPERM || error == ENOMEM) && size >= (size_t)sysconf(_SC_PAGESIZE); size /= 2)
        error = map_rings(events, size);
    for (int i = 0; i < events->count && !error; i++) error = join_output(&events->rings[i]);
    return error;
}

void events_read(const struct perf_events *events, struct perf_totals *totals) {
    memset(totals, 0, sizeof *totals);
    totals->lost_known = 1;
    for (int i = 0; i < events->count * EVENT_KINDS; i++) {
        int kind = i % EVENT_KINDS, fd = events->rings[i / EVENT_KINDS].fds[kind];
        uint64_t values[2] = {0, 0};
        if (fd < 0) continue;
        ssize_t got = read(fd, values, sizeof values);
        if (got < (ssize_t)sizeof values) totals->lost_known = 0;
        if (kind == EVENT_MINOR) totals->minor_faults += values[0];
        if (kind == EVENT_MAJOR) totals->major_faults += values[0];
        totals->lost += values[1];
    }
}

int event_try(enum event_kind kind, int user_only, const char **what) {
    struct opening how = {0, 0, user_only, 1, 0};
    *what = attempts[kind];
    int fd = open_event(kind, -1, &how);
    if (fd < 0) return errno;
    close(fd);
    return 0;
}
