/*
 * firsttouch-subject: the process under observation. One scenario, once, in this process.
 *   SCENARIO [NAME=VALUE...] [-- WORD...]   run it, and print what it read as one line of JSON
 *   --list                                  every scenario with its parameters, as JSON
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "../emit.h"
#include "scenario.h"

static void list_parameters(const struct parameter *parameters) {
    emit(",\"parameters\":[");
    for (const struct parameter *one = parameters; one && one->name; one++) {
        emit("%s{\"name\":", one == parameters ? "" : ",");
        emit_string(one->name);
        emit(",\"fallback\":");
        emit_string(one->fallback);
        emit(",\"meaning\":");
        emit_string(one->meaning);
        emit("}");
    }
    emit("]");
}

static int list(void) {
    emit("[");
    for (const struct scenario *const *one = scenarios; *one; one++) {
        emit("%s{\"name\":", one == scenarios ? "" : ",\n");
        emit_string((*one)->name);
        emit(",\"summary\":");
        emit_string((*one)->summary);
        list_parameters((*one)->parameters);
        emit("}");
    }
    emit("]\n");
    return emit_flush(STDOUT_FILENO) == 0 ? 0 : 1;
}

int main(int count, char **arguments) {
    if (count == 2 && strcmp(arguments[1], "--list") == 0) return list();
    if (count < 2) {
        fputs("usage: firsttouch-subject --list | SCENARIO [NAME=VALUE...] [-- WORD...]\n", stderr);
        return 2;
    }
    prepare_readings();
    for (const struct scenario *const *one = scenarios; *one; one++) {
        if (strcmp((*one)->name, arguments[1]) != 0) continue;
        const char *wrong = take_parameters((*one)->parameters, count - 2, arguments + 2);
        if (wrong) refused((*one)->name, wrong);
        (*one)->run();
        return print_readings();
    }
    refused("unknown scenario", arguments[1]);
}
