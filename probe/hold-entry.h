/* The program's entry point: where the dynamic loader hands over to it, reached without changing a byte of the program. */
#ifndef FIRSTTOUCH_HOLD_ENTRY_H
#define FIRSTTOUCH_HOLD_ENTRY_H

#include <stdint.h>
#include <sys/types.h>

/* AT_ENTRY of a process that has just been executed, or 0 with errno. */
uint64_t entry_address(pid_t pid);

/* Sets a hardware execution breakpoint there, or takes it away with address 0; 0, or -1 with errno. */
int entry_breakpoint(pid_t pid, uint64_t address);

/* Where a stopped thread goes on, or 0 where this architecture's registers are not known here. */
uint64_t instruction_pointer(pid_t tid);

/* The number of the system call that a stopped thread is in; -1: in none, or the kernel does not say. */
long current_call(pid_t tid);

#endif
