/* A small message to another process and its answer: what one hand-over costs where there is little to hand over. */
#include <errno.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include "../own.h"
#include "../scenario.h"
#include "../turns.h"

static const struct parameter parameters[] = {
    {"way", "pipe", "pipe, socketpair, futex (message in shared memory), eventfd (the same), poll (the same, both look all the time)"},
    {"trips", "300", "round trips of one sample"},
    {NULL, NULL, NULL},
};

#define MESSAGE_BYTES 64
#define SAMPLES 3

struct message {
    uint64_t number;
    char rest[MESSAGE_BYTES - sizeof(uint64_t)];
};

/* Each direction has its own message and its own turn, on cache lines of their own. */
struct box {
    _Alignas(64) struct message message;
    _Alignas(64) uint32_t turn;
};

struct way {
    const char *name;
    int (*open)(int there[2], int back[2]);
    void (*send)(int fd, struct box *box, const struct message *message);
    void (*receive)(int fd, struct box *box, struct message *message);
};

static int open_pipes(int there[2], int back[2]) {
    return pipe(there) != 0 || pipe(back) != 0 ? -1 : 0;
}

/* One socket each: what the parent reads from and writes to is the same end. */
static int open_sockets(int there[2], int back[2]) {
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0) return -1;
    there[0] = back[1] = ends[0];
    there[1] = back[0] = ends[1];
    return 0;
}

static int open_events(int there[2], int back[2]) {
    there[0] = there[1] = eventfd(0, 0);
    back[0] = back[1] = eventfd(0, 0);
    return there[0] < 0 || back[0] < 0 ? -1 : 0;
}

static int open_nothing(int there[2], int back[2]) {
    there[0] = there[1] = back[0] = back[1] = -1;
    return 0;
}

static void write_message(int fd, struct box *box, const struct message *message) {
    (void)box;
    if (write(fd, message, sizeof *message) != sizeof *message) _exit(1);
}

static void read_message(int fd, struct box *box, struct message *message) {
    (void)box;
    for (size_t done = 0; done < sizeof *message;) {
        const ssize_t got = read(fd, (char *)message + done, sizeof *message - done);
        if (got <= 0) _exit(1);
        done += (size_t)got;
    }
}

static void send_by_futex(int fd, struct box *box, const struct message *message) {
    (void)fd;
    box->message = *message;
    give_turn(&box->turn, box->turn + 1);
}

static void receive_by_futex(int fd, struct box *box, struct message *message) {
    (void)fd;
    if (await_turn(&box->turn, (uint32_t)message->number + 1) != 0) _exit(1);
    *message = box->message;
}

static void send_by_event(int fd, struct box *box, const struct message *message) {
    const uint64_t one = 1;
    box->message = *message;
    if (write(fd, &one, sizeof one) != sizeof one) _exit(1);
}

static void receive_by_event(int fd, struct box *box, struct message *message) {
    uint64_t count;
    if (read(fd, &count, sizeof count) != sizeof count) _exit(1);
    *message = box->message;
}

static void send_by_store(int fd, struct box *box, const struct message *message) {
    (void)fd;
    box->message = *message;
    __atomic_store_n(&box->turn, box->turn + 1, __ATOMIC_RELEASE);
}

static void receive_by_looking(int fd, struct box *box, struct message *message) {
    (void)fd;
    while (__atomic_load_n(&box->turn, __ATOMIC_ACQUIRE) <= message->number) continue;
    *message = box->message;
}

static const struct way ways[] = {
    {"pipe", open_pipes, write_message, read_message},
    {"socketpair", open_sockets, write_message, read_message},
    {"futex", open_nothing, send_by_futex, receive_by_futex},
    {"eventfd", open_events, send_by_event, receive_by_event},
    {"poll", open_nothing, send_by_store, receive_by_looking},
};

static const struct way *way_asked_for(void) {
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (is("way", ways[i].name)) return &ways[i];
    refused("no such way", word("way"));
}

/* The child sends back what it receives. Both hold in `number` how many messages they have received. */
static _Noreturn void answer(const struct way *way, int from, int to, struct box *boxes, int64_t trips) {
    struct message message = {0, {0}};
    for (int64_t trip = 0; trip < trips; trip++) {
        message.number = (uint64_t)trip;
        way->receive(from, &boxes[0], &message);
        way->send(to, &boxes[1], &message);
    }
    _exit(0);
}

static int64_t exchange(const struct way *way, int to, int from, struct box *boxes, uint64_t first, int64_t trips) {
    int64_t wrong = 0;
    for (uint64_t number = first; number < first + (uint64_t)trips; number++) {
        struct message message = {number, {0}};
        memset(message.rest, (int)number, sizeof message.rest);
        const char expected = message.rest[0];
        way->send(to, &boxes[0], &message);
        way->receive(from, &boxes[1], &message);
        wrong += message.number != number || message.rest[sizeof message.rest - 1] != expected;
    }
    return wrong;
}

static void run(void) {
    const struct way *way = way_asked_for();
    const int64_t trips = amount("trips");
    if (is("way", "poll") && sysconf(_SC_NPROCESSORS_ONLN) < 2) unavailable("both sides look all the time: that needs two CPUs");
    struct box *boxes = shared_memory(2 * sizeof *boxes);
    int there[2], back[2];
    if (way->open(there, back) != 0) failed("opening the connection");
    /* One sample more than is kept: the first brings both processes up. */
    const pid_t child = fork_child();
    if (child == 0) answer(way, there[0], back[1], boxes, (SAMPLES + 1) * trips);
    int64_t wrong = exchange(way, there[1], back[0], boxes, 0, trips);
    for (int sample = 1; sample <= SAMPLES; sample++) {
        begin("roundTrips");
        wrong += exchange(way, there[1], back[0], boxes, (uint64_t)(sample * trips), trips);
        end();
    }
    const int status = wait_for(child);
    fact("roundTrips", trips);
    fact("messageBytes", MESSAGE_BYTES);
    fact("wrongAnswers", wrong);
    fact("childStatus", status);
}

const struct scenario scenario_round_trip = {
    "round-trip", "64 bytes to another process and back: pipe, socket pair, shared memory", parameters, run};
