/* A reader that has gone loses the rest, which is thrown away, so that strace is not held up. */
#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

/* As large as an ordinary user may make a pipe. */
#define PIPE_BYTES (1 << 20)

static struct {
    int from, input, to, gone;
    size_t first, behind; /* of what is held */
    char bytes[1 << 17];
} relay = {.from = -1, .input = -1, .to = -1};

int relay_open(int to) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return errno;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
    relay.from = ends[0];
    relay.input = ends[1];
    relay.to = to;
    return 0;
}

int relay_input(void) {
    return relay.input;
}

void relay_poll(struct pollfd *fd) {
    int holds = relay.first < relay.behind;
    *fd = (struct pollfd){holds ? relay.to : relay.from, holds ? POLLOUT : POLLIN, 0};
}

/* 1 while something moves. */
static int move_once(void) {
    if (relay.first == relay.behind) {
        ssize_t got = read(relay.from, relay.bytes, sizeof relay.bytes);
        if (got <= 0) return 0;
        relay.first = 0;
        relay.behind = relay.gone ? 0 : (size_t)got;
        return 1;
    }
    ssize_t sent = send(relay.to, relay.bytes + relay.first, relay.behind - relay.first, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent > 0) relay.first += (size_t)sent;
    else if (errno == EAGAIN) return 0;
    else if (errno != EINTR) relay.gone = 1, relay.first = relay.behind;
    return 1;
}

void relay_move(void) {
    while (relay.from >= 0 && move_once()) continue;
}

void relay_finish(void) {
    relay_move();
    while (relay.first < relay.behind) {
        struct pollfd fd = {relay.to, POLLOUT, 0};
        poll(&fd, 1, -1);
        relay_move();
    }
}
