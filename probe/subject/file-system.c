/* File systems by the magic numbers of statfs(2); read-ahead from the backing device's folder in sysfs. */
#include "file-system.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include "../read-file.h"
#include "readings.h"

#define TMPFS 0x01021994u
#define RAMFS 0x858458f6u
#define OVERLAYFS 0x794c7630u

static const struct {
    uint32_t magic;
    const char *name;
} known[] = {
    {0xef53u, "ext4"},      {0x58465342u, "xfs"}, {0x9123683eu, "btrfs"}, {0xf2f52010u, "f2fs"},
    {0x2fc12fc1u, "zfs"},   {TMPFS, "tmpfs"},     {RAMFS, "ramfs"},       {OVERLAYFS, "overlayfs"},
    {0x65735546u, "fuse"},  {0x6969u, "nfs"},     {0x01021997u, "9p"},    {0xca451a4eu, "bcachefs"},
    {0xff534d42u, "cifs"},  {0xfe534d42u, "smb"}, {0x73717368u, "squashfs"},
};

static uint32_t magic_of(int fd) {
    struct statfs of;
    if (fstatfs(fd, &of) != 0) failed("fstatfs");
    return (uint32_t)of.f_type;
}

int is_memory_file_system(int fd) {
    const uint32_t magic = magic_of(fd);
    return magic == TMPFS || magic == RAMFS;
}

int is_stacked_file_system(int fd) {
    return magic_of(fd) == OVERLAYFS;
}

static void say_name(uint32_t magic) {
    char text[32];
    snprintf(text, sizeof text, "of type %#x", magic);
    const char *name = text;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].magic == magic) name = known[i].name;
    fact_text("fileSystem", name);
}

void say_file_system(int fd) {
    say_name(magic_of(fd));
    struct stat status;
    if (fstat(fd, &status) != 0) failed("fstat");
    char path[96], text[32];
    snprintf(path, sizeof path, "/sys/class/bdi/%u:%u/read_ahead_kb", major(status.st_dev), minor(status.st_dev));
    if (read_file(path, text, sizeof text) < 0) fact_missing("readAheadBytes", "sysfs names no backing device for this file system");
    else fact("readAheadBytes", (int64_t)strtoll(text, NULL, 10) * 1024);
}
