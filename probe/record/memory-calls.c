/* Calls under way are found by their thread; there are as many as threads that are inside a memory call. */
#include "memory-calls.h"

#include <errno.h>
#include <string.h>
#include <sys/syscall.h>

#include "fault-batch.h"
#include "trace-lines.h"
#include "tracepoints.h"

/* A power of two. Where all are taken, one is written as a call that did not return. */
#define PLACES 8192

struct pending {
    struct task task; /* tid 0: a free place */
    const struct memory_call *call;
    uint64_t entered_ns, arguments[6];
};

static struct pending places[PLACES];
static int taken;

static unsigned home_of(uint32_t tid) {
    return tid * 2654435761U >> 19; /* 13 bits */
}

static struct pending *find(uint32_t tid) {
    for (unsigned at = home_of(tid); places[at].task.tid; at = (at + 1) % PLACES)
        if (places[at].task.tid == tid) return &places[at];
    return NULL;
}

/* Closes the gap, so that a search may still end at the first free place (linear probing, Knuth 6.4, algorithm R). */
static void forget(const struct pending *pending) {
    unsigned gap = (unsigned)(pending - places);
    for (unsigned at = (gap + 1) % PLACES; places[at].task.tid; at = (at + 1) % PLACES) {
        unsigned from_home = (at - home_of(places[at].task.tid)) % PLACES;
        if (from_home < (at - gap) % PLACES) continue;
        places[gap] = places[at];
        gap = at;
    }
    places[gap].task.tid = 0;
    taken--;
}

static void put_arguments(const struct pending *pending) {
    put_text(",\"arguments\":[");
    for (int i = 0; pending->call->arguments[i]; i++) {
        if (i) put_text(",");
        switch ((enum argument)pending->call->arguments[i]) {
        case ARGUMENT_NUMBER: put_unsigned(pending->arguments[i]); break;
        case ARGUMENT_SIGNED: put_signed((int32_t)pending->arguments[i]); break;
        case ARGUMENT_MEMORY: put_text("null"); break;
        }
    }
    put_text("]");
}

/* The kernel's range for errors (MAX_ERRNO). */
static int is_error(int64_t result) {
    return result < 0 && result >= -4095;
}

static void put_error(int number) {
    static const struct {
        int number;
        const char *name;
    } names[] = {
        {ENOMEM, "ENOMEM"}, {EINVAL, "EINVAL"}, {EACCES, "EACCES"}, {EPERM, "EPERM"},   {EEXIST, "EEXIST"},
        {EAGAIN, "EAGAIN"}, {EBUSY, "EBUSY"},   {EFAULT, "EFAULT"}, {EBADF, "EBADF"},   {ENOENT, "ENOENT"},
        {ENODEV, "ENODEV"}, {EINTR, "EINTR"},   {ENOSYS, "ENOSYS"}, {ENFILE, "ENFILE"}, {EMFILE, "EMFILE"},
        {ENOSPC, "ENOSPC"}, {EIDRM, "EIDRM"},   {ESRCH, "ESRCH"},   {EIO, "EIO"},       {EOVERFLOW, "EOVERFLOW"},
        {ENOTDIR, "ENOTDIR"}, {ENOEXEC, "ENOEXEC"}, {ELOOP, "ELOOP"}, {E2BIG, "E2BIG"}, {ETXTBSY, "ETXTBSY"},
        {ENAMETOOLONG, "ENAMETOOLONG"}, {EOPNOTSUPP, "EOPNOTSUPP"}, {ENOTBLK, "ENOTBLK"}, {ECHILD, "ECHILD"},
        {EISDIR, "EISDIR"}, {ELIBBAD, "ELIBBAD"}, {EUSERS, "EUSERS"}, {EHWPOISON, "EHWPOISON"},
        {512, "ERESTARTSYS"}, {513, "ERESTARTNOINTR"}, {514, "ERESTARTNOHAND"}, {516, "ERESTART_RESTARTBLOCK"},
    };
    put_text(",\"error\":\"");
    for (unsigned i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].number == number) {
            put_text(names[i].name);
            put_text("\"");
            return;
        }
    put_text("errno ");
    put_signed(number);
    put_text("\"");
}

/* Up to the result, which differs. */
static void begin_call(const struct pending *pending) {
    batch_flush();
    line_begin();
    put_text("{\"kind\":\"call\",\"atNs\":");
    put_unsigned(pending->entered_ns);
    put_text(",\"pid\":");
    put_unsigned(pending->task.pid);
    put_text(",\"tid\":");
    put_unsigned(pending->task.tid);
    put_text(",\"name\":\"");
    put_text(pending->call->name);
    put_text("\"");
    put_arguments(pending);
}

static void write_unreturned(const struct pending *pending) {
    begin_call(pending);
    put_text(",\"result\":null}");
    line_end();
}

static void put_result(int64_t result) {
    put_text(",\"result\":");
    put_signed(is_error(result) ? -1 : result);
    if (is_error(result)) put_error((int)-result);
}

static void write_returned(const struct pending *pending, uint64_t at_ns, int64_t result) {
    begin_call(pending);
    put_result(result);
    put_text(",\"durationNs\":");
    put_unsigned(at_ns - pending->entered_ns);
    put_text("}");
    line_end();
}

void call_entered(struct task task, uint64_t at_ns, int64_t number, const uint64_t arguments[6]) {
    struct pending entered = {task, find_memory_call(number), at_ns, {0}};
    if (!entered.call || !task.tid) return;
    memcpy(entered.arguments, arguments, sizeof entered.arguments);
    calls_abandoned(task); /* its return was lost */
    if (number == SYS_exit || number == SYS_exit_group || taken == PLACES - 1) {
        write_unreturned(&entered);
        return;
    }
    unsigned at = home_of(task.tid);
    while (places[at].task.tid) at = (at + 1) % PLACES;
    places[at] = entered;
    taken++;
}

/* A thread that executes another program returns from it under the number of its process. */
static struct pending *find_exec(uint32_t pid) {
    for (int i = 0; i < PLACES; i++) {
        struct pending *pending = &places[i];
        if (!pending->task.tid || pending->task.pid != pid) continue;
        if (pending->call->number == SYS_execve || pending->call->number == SYS_execveat) return pending;
    }
    return NULL;
}

void call_returned(struct task task, uint64_t at_ns, int64_t number, int64_t result) {
    struct pending *pending = find(task.tid);
    if (!pending && (number == SYS_execve || number == SYS_execveat)) pending = find_exec(task.pid);
    /* None: a new process returns from the call that made it, which it did not make itself. */
    if (!pending || pending->call->number != number) return;
    write_returned(pending, at_ns, result);
    forget(pending);
}

/* In the new process, which did not make the call. */
static int is_return_of_a_child(const struct memory_call *call, int64_t result) {
    int makes = strcmp(call->name, "fork") == 0 || strcmp(call->name, "vfork") == 0 || strncmp(call->name, "clone", 5) == 0;
    return makes && result == 0;
}

void call_made(struct task task, uint64_t at_ns, int64_t number, int64_t result, const uint64_t arguments[6]) {
    struct pending made = {task, find_memory_call(number), at_ns, {0}};
    if (!made.call || is_return_of_a_child(made.call, result)) return;
    memcpy(made.arguments, arguments, sizeof made.arguments);
    begin_call(&made);
    put_result(result);
    put_text("}");
    line_end();
}

void calls_abandoned(struct task task) {
    const struct pending *pending = find(task.tid);
    if (!pending) return;
    write_unreturned(pending);
    forget(pending);
}

void calls_finish(void) {
    for (int i = 0; i < PLACES; i++)
        if (places[i].task.tid) write_unreturned(&places[i]);
    memset(places, 0, sizeof places);
    taken = 0;
}
