/* Makes no memory call once it runs: arithmetic, and 20,000 ordinary system calls between it. */
#include <sys/syscall.h>
#include <unistd.h>

int main(void) {
    volatile unsigned long sum = 0;
    for (int i = 0; i < 20000; i++) {
        for (unsigned long j = 0; j < 20000; j++) sum += j * j;
        syscall(SYS_getppid);
    }
    return 0;
}
