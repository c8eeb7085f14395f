/* Stores to every page of a shared file mapping, again, and once more after the pages were written back. */
#include <sys/mman.h>

#include "../cached-file.h"
#include "../file-system.h"
#include "../own.h"
#include "../scenario.h"

static const struct parameter parameters[] = {
    {"folder", "/tmp", "where the file is made"},
    {"sizeBytes", "4194304", "size of the file"},
    {NULL, NULL, NULL},
};

static void store(const char *phase, unsigned char *address, size_t size) {
    begin(phase);
    write_pages(address, size);
    end();
}

static void run(void) {
    const struct cached_file file = make_cached_file(word("folder"), (size_t)amount("sizeBytes"), "warm-small");
    if (is_memory_file_system(file.fd)) unavailable("the folder for files is a file system in memory: nothing is written back");
    unsigned char *address = mmap(NULL, file.size, PROT_READ | PROT_WRITE, MAP_SHARED, file.fd, 0);
    if (address == MAP_FAILED) failed("mmap");
    store("store", address, file.size);
    store("store-again", address, file.size);
    begin("msync");
    const int result = msync(address, file.size, MS_SYNC);
    end();
    if (result != 0) failed("msync(MS_SYNC)");
    store("store-after-writeback", address, file.size);
}

const struct scenario scenario_writeback_faults = {
    "writeback-faults", "stores to a shared file mapping before and after its pages were written back", parameters, run};
