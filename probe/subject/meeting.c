/* The child's part of a meeting, and the marks that both leave. */
#include "meeting.h"

#include <sys/mman.h>
#include <unistd.h>

#include "../counters.h"
#include "own.h"
#include "region.h"
#include "scenario.h"
#include "turns.h"

struct meeting *join_meeting(int fd) {
    return (struct meeting *)(void *)map_shared(fd, page_size()).address;
}

struct meeting *open_meeting(int *fd) {
    *fd = memfd_create("firsttouch-meeting", 0);
    if (*fd < 0) failed("memfd_create");
    if (ftruncate(*fd, (off_t)page_size()) != 0) failed("ftruncate");
    return join_meeting(*fd);
}

void mark_pages(unsigned char *address, size_t length, enum mark mark) {
    volatile unsigned char *byte = address;
    const size_t page = page_size();
    for (size_t at = 0; at < length; at += page) byte[at] = (unsigned char)mark;
}

int64_t count_marked(const unsigned char *address, size_t length, enum mark mark) {
    const volatile unsigned char *byte = address;
    const size_t page = page_size();
    int64_t count = 0;
    for (size_t at = 0; at < length; at += page) count += byte[at] == (unsigned char)mark;
    return count;
}

void attend_meeting(struct meeting *meeting, unsigned char *address, size_t length) {
    meeting->child_has_it = address != NULL;
    meeting->child_address = (uintptr_t)address;
    give_turn(&meeting->turn, CHILD_READY);
    if (!address || await_turn(&meeting->turn, CHILD_WRITES) != 0) _exit(0);
    /* A fork leaves out what can be read from files: the code of the loop is fetched before. */
    mark_pages(address, 0, CHILD_MARK);
    const int64_t before = read_usage().minor_faults;
    mark_pages(address, length, CHILD_MARK);
    meeting->child_write_faults = read_usage().minor_faults - before;
    give_turn(&meeting->turn, CHILD_WROTE);
    if (await_turn(&meeting->turn, PARENT_WROTE) != 0) _exit(0);
    meeting->seen_by_child = count_marked(address, length, PARENT_AFTER);
    give_turn(&meeting->turn, CHILD_LOOKED);
    await_turn(&meeting->turn, MEETING_ENDS);
    _exit(0);
}
