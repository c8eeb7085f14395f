/* Compiling one of the programs that scenarios keep as text. Nothing of it is ever a file: the source comes through a pipe,
 * the executable goes to anonymous memory. */
#ifndef FIRSTTOUCH_COMPILE_H
#define FIRSTTOUCH_COMPILE_H

#include "run-command.h"

struct program {
    const char *name;
    const char *text;
};

/* The program of that name, or a refusal. */
const struct program *program_named(const char *name);

/*
 * Compiles with the words given after "--" (a compiler and its flags); what the compiler said. `*image` becomes the executable,
 * open for execution, or -1 where there is none.
 */
struct outcome compile(const struct program *program, int *image);

#endif
