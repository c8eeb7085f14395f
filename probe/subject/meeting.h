/*
 * A parent and its child that meet over one range of memory, each storing one byte a page and looking for the other's. What
 * they tell each other goes through a page of its own, which an executed program can be given by descriptor.
 */
#ifndef FIRSTTOUCH_MEETING_H
#define FIRSTTOUCH_MEETING_H

#include <stddef.h>
#include <stdint.h>

struct meeting {
    uint32_t turn;
    uint32_t child_has_it;     /* whether the memory is in the child at all */
    uint64_t child_address;    /* where */
    int64_t child_write_faults;
    int64_t seen_by_child;     /* pages in which the child read what the parent stored last */
};

enum turn { CHILD_READY = 1, CHILD_WRITES, CHILD_WROTE, PARENT_WROTE, CHILD_LOOKED, MEETING_ENDS };

/* The bytes stored, one a page: by the parent before, by the child, by the parent after. */
enum mark { PARENT_BEFORE = 'p', CHILD_MARK = 'c', PARENT_AFTER = 'q' };

/* The page that they talk through, in a memfd that an execve leaves open; or failed(). */
struct meeting *open_meeting(int *fd);

/* The same page in a program that was given the descriptor; or failed(). */
struct meeting *join_meeting(int fd);

/* The child's part, to its end. `address` is where the memory is; NULL where the child does not have it. */
_Noreturn void attend_meeting(struct meeting *meeting, unsigned char *address, size_t length);

void mark_pages(unsigned char *address, size_t length, enum mark mark);
int64_t count_marked(const unsigned char *address, size_t length, enum mark mark);

#endif
