/* The program that another scenario executes: it is given descriptors, or an address, and looks what is left of the memory. */
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "../meeting.h"
#include "../own.h"
#include "../region.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"meetingFd", "-1", "descriptor of the page to talk through"},
    {"fd", "-1", "descriptor of the memory; -1 where only its address is told"},
    {"address", "0", "where the memory was before the program was executed"},
    {"sizeBytes", "4194304", "its bytes"},
    {NULL, NULL, NULL},
};

/* By the old address, if something is mapped there and has the parent's mark. */
static unsigned char *by_address(uintptr_t address, size_t length) {
    unsigned char *memory = (unsigned char *)address;
    if (!memory || resident_pages(memory, length) < 0) return NULL;
    return count_marked(memory, length, PARENT_BEFORE) > 0 ? memory : NULL;
}

static void run(void) {
    if (amount("meetingFd") < 0) unavailable("this scenario is executed by others");
    struct meeting *meeting = join_meeting((int)amount("meetingFd"));
    const size_t length = (size_t)amount("sizeBytes");
    const int fd = (int)amount("fd");
    attend_meeting(meeting, fd >= 0 ? map_shared(fd, length).address : by_address((uintptr_t)amount("address"), length), length);
}

const struct scenario scenario_receive_memory = {
    "receive-memory", "maps the memory that the scenario which executes it has shared", parameters, run};
