/* A small JSON reader: one document into a flat array of tokens, no allocation. Strict where it matters (RFC 8259). */
#ifndef FIRSTTOUCH_JSON_H
#define FIRSTTOUCH_JSON_H

#include <stddef.h>

enum json_kind { JSON_OBJECT, JSON_ARRAY, JSON_STRING, JSON_NUMBER, JSON_TRUE, JSON_FALSE, JSON_NULL };

struct json_token {
    enum json_kind kind;
    int size;         /* members of an object, elements of an array, characters of a number */
    int next;         /* index of the token after this whole value */
    const char *text; /* of a string, unescaped in place and ended in 0; of a number, its first character */
};

/*
 * Parses text in place (strings are unescaped where they stand). Returns the number of tokens, or -1 where the text is
 * not one JSON value or needs more than `capacity` tokens. Members follow their object as key, value, key, value.
 */
int json_parse(char *text, struct json_token *tokens, int capacity);

#endif
