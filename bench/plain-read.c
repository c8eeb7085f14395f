/* Reading a cached file and adding up its words, written by hand: what the scenario file-read is held against. */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static uint64_t now_ns(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC_RAW, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

static uint64_t sum_of(const void *bytes, size_t length) {
    const uint64_t *word = bytes, *end = word + length / 8;
    uint64_t sums[4] = {0, 0, 0, 0};
    for (; word < end; word += 4)
        for (int i = 0; i < 4; i++) sums[i] += word[i];
    return sums[0] + sums[1] + sums[2] + sums[3];
}

/* A file without a name, written, dropped from the cache and read again: cached in the folios that read-ahead makes. */
static int cached_file(const char *folder, size_t size) {
    const size_t chunk = 1 << 20;
    char *bytes = malloc(chunk);
    const int fd = open(folder, O_TMPFILE | O_RDWR, 0600);
    if (fd < 0 || !bytes) exit(1);
    memset(bytes, 7, chunk);
    for (size_t done = 0; done < size; done += chunk)
        if (write(fd, bytes, chunk) != (ssize_t)chunk) exit(1);
    fsync(fd);
    for (int i = 0; i < 5; i++) posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    for (size_t done = 0; done < size; done += chunk)
        if (pread(fd, bytes, chunk, (off_t)done) != (ssize_t)chunk) exit(1);
    free(bytes);
    return fd;
}

/* FOLDER SIZE-BYTES WAY BUFFER-BYTES: prints nanoseconds and the sum. */
int main(int count, char **arguments) {
    if (count != 5) return 2;
    const size_t size = strtoull(arguments[2], NULL, 10), block = strtoull(arguments[4], NULL, 10);
    const int fd = cached_file(arguments[1], size);
    char *buffer = aligned_alloc(4096, block);
    if (!buffer) return 1;
    memset(buffer, 1, block);
    uint64_t sum = 0;
    const uint64_t started = now_ns();
    if (strcmp(arguments[3], "mmap") == 0) {
        char *address = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (address == MAP_FAILED) return 1;
        sum = sum_of(address, size);
        munmap(address, size);
    } else {
        lseek(fd, 0, SEEK_SET);
        for (ssize_t got; (got = read(fd, buffer, block)) > 0;) sum += sum_of(buffer, (size_t)got);
    }
    const uint64_t ended = now_ns();
    printf("%llu %llu\n", (unsigned long long)(ended - started), (unsigned long long)sum);
    return 0;
}
