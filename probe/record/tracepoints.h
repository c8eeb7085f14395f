/* The two tracepoints that every system call passes, and which calls of them concern memory. */
#ifndef FIRSTTOUCH_TRACEPOINTS_H
#define FIRSTTOUCH_TRACEPOINTS_H

#include <stdint.h>

#include "ring.h"

/*
 * Where the registers of the arguments are left alone until a call returns, its return alone tells everything, at half the
 * price of an entry and a return. On arm64 the result takes the place of the first argument.
 */
#if defined(__x86_64__)
#include <asm/perf_regs.h>
#define RETURNS_TELL_ARGUMENTS 1
#define ARGUMENT_REGISTERS                                                                                             \
    (1ULL << PERF_REG_X86_DI | 1ULL << PERF_REG_X86_SI | 1ULL << PERF_REG_X86_DX | 1ULL << PERF_REG_X86_R10 |          \
     1ULL << PERF_REG_X86_R8 | 1ULL << PERF_REG_X86_R9)
#else
#define RETURNS_TELL_ARGUMENTS 0
#define ARGUMENT_REGISTERS 0
#endif

/* Meaning of one argument: a plain number, a number of 32 bits with a sign (a descriptor, a process), or a text or structure
 * in the process's memory, which is not there to be read any more. */
enum argument { ARGUMENT_NUMBER = 'n', ARGUMENT_SIGNED = 's', ARGUMENT_MEMORY = 'm' };

struct memory_call {
    int number;
    const char *name;
    const char *arguments; /* one character each, in the kernel's order */
};

/* The call of that number; NULL where it does not concern memory. */
const struct memory_call *find_memory_call(int64_t number);

/* The number that perf knows the tracepoint by, from tracefs; -1 with errno. */
int tracepoint_id(enum event_kind kind);

/* What makes the kernel pass over all other calls. */
const char *tracepoint_filter(void);

#endif
