/* What the scheduler counts of a task, in /proc/PID/schedstat: there until the task is reaped. */
#ifndef FIRSTTOUCH_TASK_TIME_H
#define FIRSTTOUCH_TASK_TIME_H

#include <sys/types.h>

/* Nanoseconds on a CPU, and ready to run without one; both -1 where the kernel does not count them (CONFIG_SCHED_INFO). */
struct task_time {
    long long on_cpu_ns, delay_ns;
};

/* Of the task's main thread alone. */
struct task_time read_task_time(pid_t pid);

#endif
