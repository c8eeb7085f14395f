/* What a file lies on: the kind of file system, and how far ahead the kernel reads there. */
#ifndef FIRSTTOUCH_FILE_SYSTEM_H
#define FIRSTTOUCH_FILE_SYSTEM_H

/* tmpfs, ramfs: there is no device behind the page cache. */
int is_memory_file_system(int fd);

/* overlayfs: the pages are cached for the file below. */
int is_stacked_file_system(int fd);

/* Says the name of the file system (fileSystem) and the read-ahead of its device (readAheadBytes) as facts. */
void say_file_system(int fd);

#endif
