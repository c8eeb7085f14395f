/*
 * Marks: what a watched command announces, line by line, through a pipe; descriptor 3 there.
 *   begin PHASE             answered by one byte on descriptor 4, once everything was read
 *   end PHASE DURATION_NS   answered in the same way
 *   maps NAME TEXT          the fact NAME: whether a mapping of the command has TEXT in its path; answered
 *   fact NAME NUMBER, append LIST NUMBER, text NAME WORDS, missing NAME REASON, unavailable because REASON: not answered
 * A phase's time is the one that the command took with its own clock and announces: seen from here it would hold two ways
 * through a pipe. Its counts are those read from outside; they hold what it takes to announce, which an empty phase shows.
 * Facts of each phase: PHASERssGrowthBytes and PHASEAddressSpaceGrowthBytes, of its last time; growth may be negative.
 */
#ifndef FIRSTTOUCH_MARKS_H
#define FIRSTTOUCH_MARKS_H

#include <stddef.h>
#include <sys/types.h>

/* Whose marks these will be, and where they are answered. */
void expect_marks(pid_t command, int answer_fd);

/* Obeys the whole lines of what came through the pipe; what is left of the last stays for the next call. */
void obey_lines(char *buffer, size_t *held);

#endif
