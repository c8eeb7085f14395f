// Two google/benchmark benchmarks named A and B: map, store one byte to each of PAGES base pages, unmap.
// The whole iteration is timed, as most users would write it: no PauseTiming (dear, and advised against by its guide) and
// no manual clock. Unmapping is per page too, so the ratio of the page counts remains the planted truth.
#include <benchmark/benchmark.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

static void first_touch(benchmark::State &state, size_t pages) {
    const size_t page = static_cast<size_t>(sysconf(_SC_PAGESIZE));
    const size_t size = pages * page;
    for (auto _ : state) {
        void *mapped = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (mapped == MAP_FAILED) {
            state.SkipWithError("mmap failed");
            break;
        }
        // EINVAL: a kernel without transparent huge pages, which has base pages only.
        if (madvise(mapped, size, MADV_NOHUGEPAGE) != 0 && errno != EINVAL) {
            state.SkipWithError("madvise failed");
            munmap(mapped, size);
            break;
        }
        volatile char *address = static_cast<volatile char *>(mapped);
        for (size_t offset = 0; offset < size; offset += page) address[offset] = 1;
        munmap(mapped, size);
    }
}

int main(int count, char **arguments) {
    benchmark::Initialize(&count, arguments);
    const size_t pages_a = count == 3 ? strtoul(arguments[1], nullptr, 10) : 0;
    const size_t pages_b = count == 3 ? strtoul(arguments[2], nullptr, 10) : 0;
    if (pages_a == 0 || pages_b == 0) {
        fprintf(stderr, "usage: first-touch-benchmark [--benchmark_...] PAGES_A PAGES_B\n");
        return 2;
    }
    benchmark::RegisterBenchmark("A", first_touch, pages_a);
    benchmark::RegisterBenchmark("B", first_touch, pages_b);
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
