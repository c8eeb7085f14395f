/* Recursive descent over the text; depth is bounded by the token array. */
#include "json.h"

#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 16

struct parser {
    char *at;
    struct json_token *tokens;
    int count, capacity, depth;
};

static int parse_value(struct parser *parser);

static void skip_space(struct parser *parser) {
    parser->at += strspn(parser->at, " \t\r\n");
}

static int take(struct parser *parser, char expected) {
    skip_space(parser);
    if (*parser->at != expected) return 0;
    parser->at++;
    return 1;
}

static int hex4(const char *text, unsigned *value) {
    *value = 0;
    for (int i = 0; i < 4; i++) {
        char digit = text[i];
        unsigned nibble;
        if (digit >= '0' && digit <= '9') nibble = (unsigned)(digit - '0');
        else if ((digit | 32) >= 'a' && (digit | 32) <= 'f') nibble = (unsigned)((digit | 32) - 'a') + 10;
        else return 0;
        *value = *value << 4 | nibble;
    }
    return 1;
}

/* Writes the code point as UTF-8; surrogates are written as they stand, one by one, which no request needs. */
static char *put_code_point(char *out, unsigned code) {
    if (code < 0x80) {
        *out++ = (char)code;
    } else if (code < 0x800) {
        *out++ = (char)(0xC0 | code >> 6);
        *out++ = (char)(0x80 | (code & 0x3F));
    } else {
        *out++ = (char)(0xE0 | code >> 12);
        *out++ = (char)(0x80 | (code >> 6 & 0x3F));
        *out++ = (char)(0x80 | (code & 0x3F));
    }
    return out;
}

/* Unescapes in place; an escape never gets longer. A zero character is refused: it would cut the string short. */
static char *parse_string_text(struct parser *parser) {
    static const char escapes[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
    char *start = parser->at, *out = start, *in = start;
    while (*in != '"') {
        if ((unsigned char)*in < 0x20) return NULL;
        if (*in != '\\') {
            *out++ = *in++;
            continue;
        }
        const char *simple = in[1] ? strchr(escapes, in[1]) : NULL;
        unsigned code;
        if (simple) {
            *out++ = meant[simple - escapes];
            in += 2;
        } else if (in[1] == 'u' && hex4(in + 2, &code) && code) {
            out = put_code_point(out, code);
            in += 6;
        } else {
            return NULL;
        }
    }
    parser->at = in + 1;
    *out = 0;
    return start;
}

static struct json_token *push(struct parser *parser, enum json_kind kind) {
    if (parser->count == parser->capacity) return NULL;
    struct json_token *token = &parser->tokens[parser->count++];
    *token = (struct json_token){kind, 0, 0, parser->at};
    return token;
}

static int parse_string(struct parser *parser) {
    if (!take(parser, '"')) return 0;
    struct json_token *token = push(parser, JSON_STRING);
    if (!token || !(token->text = parse_string_text(parser))) return 0;
    token->next = parser->count;
    return 1;
}

static int parse_members(struct parser *parser, enum json_kind kind, char close) {
    int self = parser->count;
    if (!push(parser, kind) || ++parser->depth > MAX_DEPTH) return 0;
    int size = 0;
    if (!take(parser, close)) {
        do {
            if (kind == JSON_OBJECT && (!parse_string(parser) || !take(parser, ':'))) return 0;
            if (!parse_value(parser)) return 0;
            size++;
        } while (take(parser, ','));
        if (!take(parser, close)) return 0;
    }
    parser->depth--;
    parser->tokens[self].size = size;
    parser->tokens[self].next = parser->count;
    return 1;
}

static int parse_word(struct parser *parser, const char *word, enum json_kind kind) {
    size_t length = strlen(word);
    struct json_token *token;
    if (strncmp(parser->at, word, length) != 0 || !(token = push(parser, kind))) return 0;
    parser->at += length;
    token->next = parser->count;
    return 1;
}

static int parse_number(struct parser *parser) {
    size_t length = strspn(parser->at, "-+.0123456789eE");
    struct json_token *token;
    if (!length || !(token = push(parser, JSON_NUMBER))) return 0;
    token->size = (int)length;
    parser->at += length;
    token->next = parser->count;
    return 1;
}

static int parse_value(struct parser *parser) {
    skip_space(parser);
    switch (*parser->at) {
    case '{': parser->at++; return parse_members(parser, JSON_OBJECT, '}');
    case '[': parser->at++; return parse_members(parser, JSON_ARRAY, ']');
    case '"': return parse_string(parser);
    case 't': return parse_word(parser, "true", JSON_TRUE);
    case 'f': return parse_word(parser, "false", JSON_FALSE);
    case 'n': return parse_word(parser, "null", JSON_NULL);
    default: return parse_number(parser);
    }
}

int json_parse(char *text, struct json_token *tokens, int capacity) {
    struct parser parser = {text, tokens, 0, capacity, 0};
    if (!parse_value(&parser)) return -1;
    skip_space(&parser);
    return *parser.at ? -1 : parser.count;
}
