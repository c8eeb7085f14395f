/* One static buffer for the line under construction. */
#include "emit.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static char buffer[EMIT_BYTES];
static size_t used;
static int was_cut;

void emit(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(buffer + used, sizeof buffer - used, format, arguments);
    va_end(arguments);
    if (length < 0 || (size_t)length >= sizeof buffer - used) was_cut = 1;
    else used += (size_t)length;
}

static void emit_character(unsigned char character) {
    if (character == '"' || character == '\\') emit("\\%c", character);
    else if (character < 0x20) emit("\\u%04x", character);
    else emit("%c", character);
}

void emit_string(const char *text) {
    if (!text) {
        emit("null");
        return;
    }
    emit("\"");
    while (*text) {
        size_t plain = 0;
        while ((unsigned char)text[plain] >= 0x20 && text[plain] != '"' && text[plain] != '\\') plain++;
        emit("%.*s", (int)plain, text);
        text += plain;
        if (*text) emit_character((unsigned char)*text++);
    }
    emit("\"");
}

void emit_printable(const char *text, size_t length) {
    emit("\"");
    for (size_t i = 0; i < length; i++) {
        unsigned char character = (unsigned char)text[i];
        emit_character(character >= 0x20 && character < 0x7F ? character : character == '\n' ? ' ' : '?');
    }
    emit("\"");
}

/* The results of a timed trial; the longer line of a witness trial may fault, since nothing of it is timed. */
#define TIMED_RESULT_BYTES 16384

void emit_prepare(void) {
    memset(buffer, 1, TIMED_RESULT_BYTES);
    used = 0;
}

int emit_flush(int fd) {
    size_t done = 0;
    while (done < used) {
        ssize_t written = write(fd, buffer + done, used - done);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) break;
        done += (size_t)written;
    }
    int failed = done < used || was_cut;
    used = 0;
    was_cut = 0;
    return failed ? -1 : 0;
}
