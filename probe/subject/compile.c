/* The compiler reads standard input and writes to the file that an open descriptor stands for. */
#include "compile.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "own.h"
#include "scenario.h"

#define MAX_WORDS 60

/* The words of the compiler, then: C from standard input, to the output. */
static void make_words(char *words[], const char *output) {
    char **given = command_words();
    if (!given[0]) unavailable("no C compiler");
    int count = 0;
    while (given[count] && count < MAX_WORDS) {
        words[count] = given[count];
        count++;
    }
    const char *const more[] = {"-x", "c", "-", "-o", output, NULL};
    for (int i = 0; i < 6; i++) words[count + i] = (char *)(uintptr_t)more[i];
}

/* A second, read-only descriptor: what is open for writing anywhere cannot be executed. */
static int for_execution(int fd) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    const int image = open(path, O_RDONLY | O_CLOEXEC);
    if (image < 0) failed("opening the compiled program");
    close(fd);
    return image;
}

struct outcome compile(const struct program *program, int *image) {
    char *words[MAX_WORDS + 6];
    char output[64];
    const int fd = memfd_create("firsttouch-program", MFD_CLOEXEC);
    if (fd < 0) failed("memfd_create");
    snprintf(output, sizeof output, "/proc/%d/fd/%d", (int)getpid(), fd);
    make_words(words, output);
    /* Its messages are read, so they must be English and ASCII. */
    const struct command command = {.words = words, .image = -1, .input = program->text, .setting = "LC_ALL=C"};
    struct outcome outcome = run_command(&command);
    if (exit_code(&outcome) == 127) unavailable("the C compiler could not be executed");
    *image = for_execution(fd);
    if (exit_code(&outcome) == 0) return outcome;
    close(*image);
    *image = -1;
    return outcome;
}
