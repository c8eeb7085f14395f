/* Which memory a parent and its child share: who sees whose stores, on which page frames, and what that counts as. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../frames.h"
#include "../meeting.h"
#include "../own.h"
#include "../region.h"
#include "../scenario.h"
#include "../turns.h"

static const struct parameter parameters[] = {
    {"way", "shared-anonymous", REGION_WAYS},
    {"start", "fork", "fork, or exec: the child executes this program, and is given the descriptor where there is one"},
    {"sizeBytes", "4194304", "bytes of it"},
    {"folder", "/tmp", "for files"},
    {NULL, NULL, NULL},
};

static struct region region;
static struct meeting *meeting;

static _Noreturn void execute_receiver(int meeting_fd) {
    static char words[4][64];
    snprintf(words[0], sizeof words[0], "meetingFd=%d", meeting_fd);
    snprintf(words[1], sizeof words[1], "fd=%d", region.fd);
    snprintf(words[2], sizeof words[2], "address=%lld", (long long)(uintptr_t)region.address);
    snprintf(words[3], sizeof words[3], "sizeBytes=%zu", region.length);
    if (region.fd >= 0) fcntl(region.fd, F_SETFD, 0);
    char name[] = "firsttouch-subject", scenario[] = "receive-memory";
    char *arguments[] = {name, scenario, words[0], words[1], words[2], words[3], NULL};
    execv("/proc/self/exe", arguments);
    _exit(127);
}

static void fact_or(const char *name, int64_t value, const char *reason) {
    if (value >= 0) fact(name, value);
    else fact_missing(name, reason);
}

/* The mapping's size in both processes together, by the kernel's key. */
static void tell_sum(pid_t child, const char *name, const char *key) {
    const int64_t own = smaps_bytes(region.address, key);
    const int64_t other = smaps_bytes_of(child, (void *)(uintptr_t)meeting->child_address, key);
    fact_or(name, own < 0 || other < 0 ? -1 : own + other, "/proc/PID/smaps cannot be read");
}

static int64_t same_frames(pid_t child, int64_t *present_in_child) {
    frame *own = read_frames(getpid(), region.address, region.length);
    frame *other = read_frames(child, (void *)(uintptr_t)meeting->child_address, region.length);
    if (present_in_child) *present_in_child = count_present(other, region.length);
    const int64_t same = count_same(own, other, region.length);
    free(own);
    free(other);
    return same;
}

static void meet(pid_t child) {
    int64_t present;
    fact_or("sameFramesBeforePages", same_frames(child, &present), frames_hidden);
    fact_or("presentInChildPages", present, "/proc/PID/pagemap cannot be read");
    tell_sum(child, "rssBeforeBytes", "Rss:");
    tell_sum(child, "pssBeforeBytes", "Pss:");
    give_turn(&meeting->turn, CHILD_WRITES);
    expect_turn(&meeting->turn, CHILD_WROTE);
    fact("seenByParentPages", count_marked(region.address, region.length, CHILD_MARK));
    fact("childWriteFaults", meeting->child_write_faults);
    fact_or("sameFramesAfterPages", same_frames(child, NULL), frames_hidden);
    tell_sum(child, "rssAfterBytes", "Rss:");
    tell_sum(child, "pssAfterBytes", "Pss:");
    begin("parentWrites");
    mark_pages(region.address, region.length, PARENT_AFTER);
    end();
    give_turn(&meeting->turn, PARENT_WROTE);
    expect_turn(&meeting->turn, CHILD_LOOKED);
    fact("seenByChildPages", meeting->seen_by_child);
}

static void run(void) {
    int meeting_fd;
    const int execute = is("start", "exec");
    meeting = open_meeting(&meeting_fd);
    region = obtain_region(word("way"), (size_t)amount("sizeBytes"), word("folder"));
    mark_pages(region.address, region.length, PARENT_BEFORE);
    const pid_t child = fork_child();
    if (child == 0 && execute) execute_receiver(meeting_fd);
    if (child == 0) attend_meeting(meeting, region.address, region.length);
    expect_turn(&meeting->turn, CHILD_READY);
    fact("pages", (int64_t)(region.length / page_size()));
    fact("childHasIt", meeting->child_has_it);
    if (meeting->child_has_it) meet(child);
    give_turn(&meeting->turn, MEETING_ENDS);
    wait_for(child);
}

const struct scenario scenario_share = {
    "share", "which memory a parent and its child share, and what that counts as", parameters, run};
