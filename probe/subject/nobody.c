/* Groups first: without root they can no longer be changed. */
#include "nobody.h"

#include <grp.h>
#include <sys/prctl.h>
#include <unistd.h>

int become_nobody(void) {
    if (geteuid() != 0) return 0;
    if (setgroups(0, NULL) != 0 || setresgid(NOBODY, NOBODY, NOBODY) != 0 || setresuid(NOBODY, NOBODY, NOBODY) != 0) return -1;
    /* A change of user makes the files of /proc/self root's. */
    return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
}
