/*
 * Small programs with the defects that benchmarks of allocation tend to have, as text to be compiled. They are kept as they
 * would be written by somebody who does not know better: nothing in here is to be imitated.
 */
#include <string.h>

#include "compile.h"
#include "scenario.h"

/* A macro whose body stands on the next line, without a backslash: the macro is empty, and its body is code at file scope. */
static const char split_macro[] =
    "#include <stdio.h>\n"
    "#include <time.h>\n"
    "#define NOW(into)\n"
    "clock_gettime(CLOCK_MONOTONIC_RAW, &into)\n"
    "int main(void) {\n"
    "    struct timespec now;\n"
    "    NOW(now);\n"
    "    printf(\"%ld\\n\", (long)now.tv_sec);\n"
    "    return 0;\n"
    "}\n";

static const char joined_macro[] =
    "#include <stdio.h>\n"
    "#include <time.h>\n"
    "#define NOW(into) \\\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &into)\n"
    "int main(void) {\n"
    "    struct timespec now;\n"
    "    NOW(now);\n"
    "    printf(\"%ld\\n\", (long)now.tv_sec);\n"
    "    return 0;\n"
    "}\n";

/*
 * malloc with zeros, then mmap with ones, in one process; the size an int, by atoi, unchecked; every result unchecked.
 * On standard error it tells what really happened, outside the times: "name number" lines; what it needs for that is called
 * once beforehand, so that it costs no fault later. ESCAPE lets the buffers escape.
 */
static const char two_halves[] =
    "#include <assert.h>\n"
    "#include <errno.h>\n"
    "#include <stdint.h>\n"
    "#include <stdio.h>\n"
    "#include <stdlib.h>\n"
    "#include <string.h>\n"
    "#include <sys/mman.h>\n"
    "#include <sys/resource.h>\n"
    "#include <time.h>\n"
    "#ifndef FILL\n"
    "#define FILL 0\n"
    "#endif\n"
    "#ifndef OTHER_FILL\n"
    "#define OTHER_FILL 1\n"
    "#endif\n"
    "#ifdef ESCAPE\n"
    "#define LET_GO(p) __asm__ volatile(\"\" : : \"r\"(p) : \"memory\")\n"
    "#else\n"
    "#define LET_GO(p) (void)0\n"
    "#endif\n"
    "#define MEGABYTE (1 << 20)\n"
    "typedef struct timespec moment;\n"
    "static long faults(void) {\n"
    "    struct rusage usage;\n"
    "    getrusage(RUSAGE_SELF, &usage);\n"
    "    return usage.ru_minflt;\n"
    "}\n"
    "static void tell(const char *name, long long number) { fprintf(stderr, \"%s %lld\\n\", name, number); }\n"
    "static void report(const char *what, const moment *a, const moment *b) {\n"
    "    unsigned long long ns = 1000000000ULL * (b->tv_sec - a->tv_sec) + (b->tv_nsec - a->tv_nsec);\n"
    "    printf(\"%s took %f secs\\n\", what, ns / 1000000000.0);\n"
    "}\n"
    "static int by_malloc(int bytes) {\n"
    "    moment a, b;\n"
    "    long before = faults();\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &a);\n"
    "    void *p = malloc(bytes);\n"
    "    memset(p, FILL, bytes);\n"
    "    LET_GO(p);\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &b);\n"
    "    long after = faults();\n"
    "    report(\"malloc\", &a, &b);\n"
    "    tell(\"mallocFaults\", after - before);\n"
    "    free(p);\n"
    "    return 0;\n"
    "}\n"
    "static int by_mmap(int bytes) {\n"
    "    moment a, b;\n"
    "    long before = faults();\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &a);\n"
    "    void *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
    "    int error = p == MAP_FAILED ? errno : 0;\n"
    "    memset(p, OTHER_FILL, bytes);\n"
    "    LET_GO(p);\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &b);\n"
    "    long after = faults();\n"
    "    report(\"mmap\", &a, &b);\n"
    "    tell(\"mmapFaults\", after - before);\n"
    "    tell(\"mmapErrno\", error);\n"
    "    tell(\"munmapErrno\", munmap(p, bytes) == 0 ? 0 : errno);\n"
    "    return 0;\n"
    "}\n"
    "int main(int count, char **words) {\n"
    "    (void)count;\n"
    "    moment unused;\n"
    "    clock_gettime(CLOCK_MONOTONIC_RAW, &unused);\n"
    "    faults();\n"
    "    int bytes = atoi(words[1]) * MEGABYTE;\n"
    "    tell(\"sizeBytes\", bytes);\n"
    "    int result = by_malloc(bytes);\n"
    "    assert(result == 0);\n"
    "    result = by_mmap(bytes);\n"
    "    assert(result == 0);\n"
    "    return 0;\n"
    "}\n";

static const char with_mmap[] =
    "#include <string.h>\n"
    "#include <sys/mman.h>\n"
    "int main(void) {\n"
    "    void *p = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);\n"
    "    return p == MAP_FAILED;\n"
    "}\n";

static const char with_malloc[] =
    "#include <stdlib.h>\n"
    "int main(void) {\n"
    "    void *p = malloc(4096);\n"
    "    free(p);\n"
    "    return p == 0;\n"
    "}\n";

static const struct program programs[] = {
    {"split-macro", split_macro}, {"joined-macro", joined_macro}, {"two-halves", two_halves},
    {"with-mmap", with_mmap},     {"with-malloc", with_malloc},
};

const struct program *program_named(const char *name) {
    for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
        if (strcmp(programs[i].name, name) == 0) return &programs[i];
    refused("no such program", name);
}
