/* What a mapping of a file may be told about how it will be read: by madvise, or by a flag when it is made. */
#ifndef FIRSTTOUCH_FILE_ADVICE_H
#define FIRSTTOUCH_FILE_ADVICE_H

struct file_advice {
    const char *name, *call; /* call is NULL where there is none to make */
    int advice, flags;       /* of madvise, of mmap */
};

#define FILE_ADVICES "normal, sequential, random, willneed, populate-read; or when mapping: map-populate, locked"

/* The advice of that name, or refused(). */
const struct file_advice *find_advice(const char *name);

#endif
