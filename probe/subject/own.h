/* What the kernel says of this process and its mappings. -1 stands for what it does not say. */
#ifndef FIRSTTOUCH_OWN_H
#define FIRSTTOUCH_OWN_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct vma {
    uint64_t start, end;
    char permissions[5]; /* "rw-p" */
    uint64_t inode;
    char path[256]; /* "" for anonymous memory */
};

size_t page_size(void);

/* The PMD huge page size in bytes, 0 where the kernel has none. */
size_t huge_page_size(void);

/* The mapping that holds the address; 0 where none does. */
int find_vma(const void *address, struct vma *vma);

/* The mapping of that name ("[heap]"), 0 where there is none. */
int find_named_vma(const char *path, struct vma *vma);

int64_t count_vmas(void);

/* How many mappings are of a file whose path has that part. */
int64_t count_mappings_of(const char *part);

/* A size of /proc/self/status ("VmRSS:"), of smaps_rollup ("Pss:"), or of the mapping that holds the address in smaps, bytes. */
int64_t status_bytes(const char *key);
int64_t rollup_bytes(const char *key);
int64_t smaps_bytes(const void *address, const char *key);

/* Whether the mapping that holds the address has that flag of VmFlags ("hg": MADV_HUGEPAGE). -1 where the kernel does not say. */
int has_vm_flag(const void *address, const char *flag);

/* The same of another process. */
int64_t status_bytes_of(pid_t pid, const char *key);
int64_t rollup_bytes_of(pid_t pid, const char *key);
int64_t smaps_bytes_of(pid_t pid, const void *address, const char *key);

/* A number of a file of that form ("key value"): /proc/self/io, /proc/vmstat, memory.stat. As written, no unit applied. */
int64_t keyed_number(const char *path, const char *key);

/* How many pages of the range are in memory (mincore), -1 where the kernel does not say. */
int64_t resident_pages(const void *address, size_t length);

/* One byte a page written, or read. `address` is page aligned. */
void write_pages(void *address, size_t length);
unsigned read_pages(const void *address, size_t length);

/* Anonymous private memory, or failed(). */
void *map_anonymous(size_t length);

/* fork(): the child is killed when this process ends, and leaves with _exit alone. Or failed(). */
pid_t fork_child(void);

/* Waits for a child; its wait status. Or failed(). */
int wait_for(pid_t child);

/* Memory that this process and its children share, zeroed: what a child saw is told through it. Or failed(). */
void *shared_memory(size_t length);

/* An unlinked file in the folder given by parameter "folder", open for reading and writing. Or failed(), or unavailable(). */
int temporary_file(const char *folder);

#endif
