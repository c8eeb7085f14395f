/* One static buffer. What a flush writes begins and ends with a line: another process appends to the same file. */
#include "trace-lines.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define BUFFER_BYTES (1 << 20)

static struct {
    int fd, error;
    size_t used;
    char bytes[BUFFER_BYTES];
} out;

void lines_open(int fd) {
    memset(&out, 0, sizeof out);
    out.fd = fd;
}

/* Of what was written the last line is cut off: it goes, so that another one may be appended when there is room again. */
static void take_back_cut_line(size_t done) {
    size_t cut = 0;
    while (cut < done && out.bytes[done - cut - 1] != '\n') cut++;
    off_t end = cut ? lseek(out.fd, 0, SEEK_END) : 0;
    if (end >= (off_t)cut && cut && ftruncate(out.fd, end - (off_t)cut) != 0) return;
}

void lines_flush(void) {
    size_t done = 0;
    while (done < out.used && !out.error) {
        ssize_t written = write(out.fd, out.bytes + done, out.used - done);
        if (written > 0) done += (size_t)written;
        else if (errno != EINTR) out.error = errno ? errno : EIO;
    }
    if (out.error && done) take_back_cut_line(done);
    out.used = 0;
}

int lines_error(void) {
    return out.error;
}

void line_begin(void) {
    if (out.used > BUFFER_BYTES - LONGEST_LINE_BYTES) lines_flush();
}

void line_end(void) {
    out.bytes[out.used++] = '\n';
}

void put_text(const char *text) {
    while (*text) out.bytes[out.used++] = *text++;
}

void put_unsigned(uint64_t value) {
    char digits[20];
    int first = 20;
    do {
        digits[--first] = (char)('0' + value % 10);
        value /= 10;
    } while (value);
    while (first < 20) out.bytes[out.used++] = digits[first++];
}

void put_signed(int64_t value) {
    if (value < 0) out.bytes[out.used++] = '-';
    put_unsigned(value < 0 ? -(uint64_t)value : (uint64_t)value);
}

static void put_escape(unsigned char character) {
    static const char hexadecimal[] = "0123456789abcdef";
    put_text("\\u00");
    out.bytes[out.used++] = hexadecimal[character >> 4];
    out.bytes[out.used++] = hexadecimal[character & 15];
}

void put_string(const char *text) {
    out.bytes[out.used++] = '"';
    for (; *text; text++) {
        unsigned char character = (unsigned char)*text;
        if (character == '"' || character == '\\') out.bytes[out.used++] = '\\';
        if (character < 0x20) put_escape(character);
        else out.bytes[out.used++] = (char)character;
    }
    out.bytes[out.used++] = '"';
}
