/* Bytes that stand in one process, until another has read them all: through shared memory, a pipe, a socket pair. */
#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../../clock.h"
#include "../../counters.h"
#include "../own.h"
#include "../region.h"
#include "../scenario.h"
#include "../turns.h"

static const struct parameter parameters[] = {
    {"way", "shared-anonymous", "pipe, socketpair, copy (memcpy and read within one process), or a way to share: " REGION_WAYS},
    {"sizeBytes", "8388608", "bytes handed over, in each round"},
    {"bufferBytes", "65536", "bytes of one write and one read"},
    {"rounds", "8", "the first, in which the reader has nothing mapped yet, and those that follow it"},
    {"folder", "/tmp", "for files"},
    {NULL, NULL, NULL},
};

struct ledger {
    uint32_t given, taken;
    uint64_t sum;
    int64_t moved_bytes, copied_bytes, calls, faults;
};

static size_t size, buffer_size;
static struct ledger *ledger;
static unsigned char *buffer;

static uint64_t sum_of(const unsigned char *from, size_t bytes) {
    const uint64_t *word = (const uint64_t *)(const void *)from;
    uint64_t sum = 0;
    for (size_t i = 0; i < bytes / sizeof *word; i++) sum += word[i];
    return sum;
}

static void fill(unsigned char *memory, size_t bytes) {
    uint64_t *word = (uint64_t *)(void *)memory;
    for (size_t i = 0; i < bytes / sizeof *word; i++) word[i] = i * UINT64_C(0x9E3779B97F4A7C15);
}

static void write_all(int fd, const unsigned char *from, int64_t *calls) {
    for (size_t done = 0; done < size; ++*calls) {
        const size_t rest = size - done;
        const ssize_t wrote = write(fd, from + done, rest < buffer_size ? rest : buffer_size);
        if (wrote < 0 && errno != EINTR) failed("write");
        if (wrote > 0) done += (size_t)wrote;
    }
}

static void read_buffer(int fd, size_t bytes) {
    for (size_t done = 0; done < bytes; ledger->calls++) {
        const ssize_t got = read(fd, buffer + done, bytes - done);
        if (got == 0 || (got < 0 && errno != EINTR)) _exit(1);
        if (got > 0) done += (size_t)got;
    }
    ledger->copied_bytes += (int64_t)bytes;
}

static uint64_t read_all(int fd) {
    uint64_t sum = 0;
    for (size_t left = size; left > 0;) {
        const size_t bytes = left < buffer_size ? left : buffer_size;
        read_buffer(fd, bytes);
        sum += sum_of(buffer, bytes);
        left -= bytes;
    }
    return sum;
}

/* The reader: `fd` of the pipe or the socket, -1 where the memory is shared. */
static _Noreturn void take(int fd, const unsigned char *memory, int64_t rounds) {
    memset(buffer, 1, buffer_size);
    for (uint32_t round = 1; round <= rounds; round++) {
        if (await_turn(&ledger->given, round) != 0) _exit(1);
        const int64_t faults = read_usage().minor_faults;
        ledger->sum = fd >= 0 ? read_all(fd) : sum_of(memory, size);
        if (round == 1) ledger->faults = read_usage().minor_faults - faults;
        ledger->moved_bytes += (int64_t)size;
        give_turn(&ledger->taken, round);
    }
    _exit(0);
}

static void give(int fd, const unsigned char *memory, uint32_t round, int64_t *calls) {
    begin(round == 1 ? "first" : "again");
    give_turn(&ledger->given, round);
    if (fd >= 0) write_all(fd, memory, calls);
    expect_turn(&ledger->taken, round);
    end();
    if (fd >= 0) ledger->copied_bytes += (int64_t)size;
}

static void copy_within(const unsigned char *from, unsigned char *to, int64_t rounds) {
    for (int64_t round = 1; round <= rounds; round++) {
        begin(round == 1 ? "first" : "again");
        memcpy(to, from, size);
        ledger->sum = sum_of(to, size);
        end();
        ledger->moved_bytes += (int64_t)size;
        ledger->copied_bytes += (int64_t)size;
    }
}

static void tell(const unsigned char *memory, int64_t rounds) {
    fact("roundBytes", (int64_t)size);
    fact("movedBytes", ledger->moved_bytes);
    fact("missedBytes", rounds * (int64_t)size - ledger->moved_bytes);
    fact("wrongSums", ledger->sum != sum_of(memory, size));
    fact("copiedBytes", ledger->copied_bytes);
    fact("dataCalls", ledger->calls);
    fact("readerFaults", ledger->faults);
}

static void hand_over(const unsigned char *memory, int64_t rounds) {
    int ends[2] = {-1, -1};
    if (is("way", "pipe") && pipe(ends) != 0) failed("pipe");
    if (is("way", "socketpair") && socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) failed("socketpair");
    int64_t calls = 0;
    const pid_t child = fork_child();
    if (child == 0) take(ends[0], memory, rounds);
    for (uint32_t round = 1; round <= rounds; round++) give(ends[1], memory, round, &calls);
    wait_for(child);
    ledger->calls += calls;
}

static void run(void) {
    const int64_t rounds = amount("rounds");
    size = (size_t)amount("sizeBytes");
    buffer_size = (size_t)amount("bufferBytes");
    if (size % sizeof(uint64_t) || buffer_size % sizeof(uint64_t)) refused("a multiple of 8", "sizeBytes, bufferBytes");
    const int copy = is("way", "copy"), through = is("way", "pipe") || is("way", "socketpair");
    ledger = shared_memory(sizeof *ledger);
    buffer = map_anonymous(buffer_size);
    unsigned char *memory = obtain_region(copy || through ? "private" : word("way"), size, word("folder")).address;
    begin("fill");
    fill(memory, size);
    end();
    if (copy) copy_within(memory, obtain_region("private", size, "").address, rounds);
    else hand_over(memory, rounds);
    tell(memory, rounds);
}

const struct scenario scenario_hand_over = {
    "hand-over", "bytes of one process until another has read them: shared memory, pipe, socket pair", parameters, run};
