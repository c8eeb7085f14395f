/* Each member checked for kind and range. */
#include "record-request.h"

#include <stdlib.h>
#include <string.h>

#include "../json.h"

#define MAX_TOKENS 64

static struct json_token tokens[MAX_TOKENS];

static int truth(int token, int *value) {
    *value = tokens[token].kind == JSON_TRUE;
    return *value || tokens[token].kind == JSON_FALSE;
}

static int size(int token, size_t *value) {
    if (tokens[token].kind != JSON_NUMBER) return 0;
    char *end;
    long long number = strtoll(tokens[token].text, &end, 10);
    *value = (size_t)number;
    return end == tokens[token].text + tokens[token].size && number >= 0 && number <= 1LL << 30;
}

static const char *parse_member(struct record_request *request, const char *key, int value) {
    if (strcmp(key, "faults") == 0) return truth(value, &request->faults) ? NULL : "faults is not true or false";
    if (strcmp(key, "calls") == 0) return truth(value, &request->calls) ? NULL : "calls is not true or false";
    if (strcmp(key, "mappings") == 0) return truth(value, &request->mappings) ? NULL : "mappings is not true or false";
    if (strcmp(key, "wrapper") == 0) return truth(value, &request->wrapper) ? NULL : "wrapper is not true or false";
    if (strcmp(key, "bufferBytes") == 0)
        return size(value, &request->buffer_bytes) ? NULL : "bufferBytes is not a whole number from 0 to 2^30";
    if (strcmp(key, "program") == 0) {
        request->program = tokens[value].kind == JSON_STRING ? tokens[value].text : NULL;
        return request->program ? NULL : "program is not a string";
    }
    return "unknown member in the request";
}

const char *parse_record_request(char *text, struct record_request *request) {
    memset(request, 0, sizeof *request);
    if (json_parse(text, tokens, MAX_TOKENS) < 0 || tokens[0].kind != JSON_OBJECT)
        return "the request is not a JSON object";
    int at = 1;
    for (int i = 0; i < tokens[0].size; i++) {
        const char *wrong = parse_member(request, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    return request->calls && request->wrapper ? "calls come from tracepoints or from a wrapper, not from both" : NULL;
}
