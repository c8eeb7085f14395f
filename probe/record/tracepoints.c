/* Numbers differ between architectures, and calls are missing in some: <sys/syscall.h> knows. */
#include "tracepoints.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>

#include "tracefs.h"

static const struct memory_call calls[] = {
    {SYS_brk, "brk", "n"},
    {SYS_mmap, "mmap", "nnnnsn"},
    {SYS_munmap, "munmap", "nn"},
    {SYS_mremap, "mremap", "nnnnn"},
    {SYS_mprotect, "mprotect", "nnn"},
    {SYS_pkey_mprotect, "pkey_mprotect", "nnns"},
    {SYS_madvise, "madvise", "nns"},
    {SYS_mlock, "mlock", "nn"},
    {SYS_mlock2, "mlock2", "nnn"},
    {SYS_munlock, "munlock", "nn"},
    {SYS_mlockall, "mlockall", "n"},
    {SYS_munlockall, "munlockall", ""},
    {SYS_msync, "msync", "nnn"},
    {SYS_mincore, "mincore", "nnn"},
    {SYS_remap_file_pages, "remap_file_pages", "nnnnn"},
    {SYS_memfd_create, "memfd_create", "mn"},
    {SYS_userfaultfd, "userfaultfd", "n"},
    {SYS_shmget, "shmget", "nnn"},
    {SYS_shmat, "shmat", "snn"},
    {SYS_shmdt, "shmdt", "n"},
    {SYS_shmctl, "shmctl", "ssm"},
    {SYS_mbind, "mbind", "nnnmnn"},
    {SYS_set_mempolicy, "set_mempolicy", "smn"},
    {SYS_clone, "clone", "nnnnn"},
    {SYS_execve, "execve", "mmm"},
    {SYS_execveat, "execveat", "mmmmm"},
    {SYS_exit, "exit", "s"},
    {SYS_exit_group, "exit_group", "s"},
#ifdef SYS_fork
    {SYS_fork, "fork", ""},
#endif
#ifdef SYS_vfork
    {SYS_vfork, "vfork", ""},
#endif
#ifdef SYS_clone3
    {SYS_clone3, "clone3", "mn"},
#endif
#ifdef SYS_process_madvise
    {SYS_process_madvise, "process_madvise", "smnsn"},
#endif
#ifdef SYS_mseal
    {SYS_mseal, "mseal", "nnn"},
#endif
};

#define CALLS ((int)(sizeof calls / sizeof calls[0]))
/* Above every number of a call that there is; x32's, which carry a bit more, are none of ours. */
#define MOST_NUMBERS 1024

static const struct memory_call *by_number[MOST_NUMBERS];

static void fill_by_number(void) {
    for (int i = 0; i < CALLS; i++)
        if (calls[i].number < MOST_NUMBERS) by_number[calls[i].number] = &calls[i];
}

const struct memory_call *find_memory_call(int64_t number) {
    if (!by_number[SYS_brk]) fill_by_number();
    return number >= 0 && number < MOST_NUMBERS ? by_number[number] : NULL;
}

/* As ranges: the kernel tries one term after the other at every system call of the program. */
const char *tracepoint_filter(void) {
    static char filter[2048];
    size_t used = 0;
    for (int from = 0; from < MOST_NUMBERS; from++) {
        if (!find_memory_call(from)) continue;
        int to = from;
        while (find_memory_call(to + 1)) to++;
        const char *or = used ? "||" : "";
        if (from == to) used += (size_t)snprintf(filter + used, sizeof filter - used, "%sid==%d", or, from);
        else used += (size_t)snprintf(filter + used, sizeof filter - used, "%s(id>=%d&&id<=%d)", or, from, to);
        from = to;
    }
    return filter;
}

/* Asked for once: each CPU needs it, and finding out may take a process. */
int tracepoint_id(enum event_kind kind) {
    static int ids[EVENT_KINDS];
    char file[64], text[32];
    if (ids[kind]) return ids[kind];
    snprintf(file, sizeof file, "events/raw_syscalls/%s/id", kind == EVENT_ENTER ? "sys_enter" : "sys_exit");
    if (read_tracefs(file, text, sizeof text) <= 0) return -1;
    return ids[kind] = atoi(text);
}
