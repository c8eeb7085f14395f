/*
 * A breakpoint written into the text would be seen in the picture: it makes a private copy of a page. The debug registers
 * belong to the thread, not to its memory, and exec clears them (ptrace(2), Intel SDM volume 3, chapter 18).
 */
#include "hold-entry.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/uio.h>
#include <sys/user.h>
#include <unistd.h>

#include "read-file.h"

/* A 32-bit program on a 64-bit kernel has a vector of 32-bit words; its own header says which. */
static int is_32_bit(pid_t pid) {
    char path[32];
    unsigned char header[EI_NIDENT] = {0};
    sprintf(path, "/proc/%d/exe", pid);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return 0;
    ssize_t got = read(file, header, sizeof header);
    close(file);
    return got == sizeof header && header[EI_CLASS] == ELFCLASS32;
}

uint64_t entry_address(pid_t pid) {
    static char bytes[4096];
    char path[32];
    sprintf(path, "/proc/%d/auxv", pid);
    long length = read_file(path, bytes, sizeof bytes);
    size_t word = is_32_bit(pid) ? 4 : sizeof(long);
    errno = length < 0 ? errno : ENODATA;
    for (long at = 0; at + 2 * (long)word <= length; at += 2 * (long)word) {
        uint64_t key = 0, value = 0;
        memcpy(&key, bytes + at, word);
        memcpy(&value, bytes + at + word, word);
        if (key == AT_ENTRY) return value;
    }
    return 0;
}

#if defined(__x86_64__)

#define DEBUG_REGISTER(number) ((void *)(offsetof(struct user, u_debugreg) + (number) * sizeof(long)))

int entry_breakpoint(pid_t pid, uint64_t address) {
    if (ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(7), NULL) != 0) return -1;
    if (ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(0), (void *)address) != 0) return -1;
    if (!address) return (int)ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(6), NULL);
    /* L0; length and kind 0: the execution of one instruction. */
    return (int)ptrace(PTRACE_POKEUSER, pid, DEBUG_REGISTER(7), (void *)1);
}

#elif defined(__aarch64__) && defined(NT_ARM_HW_BREAK)

int entry_breakpoint(pid_t pid, uint64_t address) {
    /* struct user_hwdebug_state of the kernel, with one breakpoint: all four bytes, at EL0, enabled (Arm ARM, DBGBCR_EL1). */
    struct {
        uint32_t description, padding;
        uint64_t address;
        uint32_t control, padding_behind;
    } state = {0, 0, address, address ? 0xf << 5 | 2 << 1 | 1 : 0, 0};
    struct iovec registers = {&state, sizeof state};
    return (int)ptrace(PTRACE_SETREGSET, pid, (void *)NT_ARM_HW_BREAK, &registers);
}

#else

int entry_breakpoint(pid_t pid, uint64_t address) {
    (void)pid;
    (void)address;
    errno = ENOSYS;
    return -1;
}

#endif

uint64_t instruction_pointer(pid_t tid) {
#if defined(__x86_64__)
    struct user_regs_struct all;
    struct iovec registers = {&all, sizeof all};
    if (ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &registers) != 0) return 0;
    /* A 32-bit program has the smaller set, with eip as its thirteenth word. */
    return registers.iov_len == sizeof all ? all.rip : ((const uint32_t *)(const void *)&all)[12];
#elif defined(__aarch64__)
    struct user_regs_struct all;
    struct iovec registers = {&all, sizeof all};
    return ptrace(PTRACE_GETREGSET, tid, (void *)NT_PRSTATUS, &registers) == 0 ? all.pc : 0;
#else
    (void)tid;
    return 0;
#endif
}

long current_call(pid_t tid) {
    char path[32], text[256];
    sprintf(path, "/proc/%d/syscall", tid);
    if (read_file(path, text, sizeof text) <= 0 || (*text != '-' && (*text < '0' || *text > '9'))) return -1;
    return strtol(text, NULL, 10);
}
