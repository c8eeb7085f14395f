/* The members of a hold request, each checked for kind and range; what is unknown is refused. */
#include "hold-request.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "json.h"

#define MAX_TOKENS 32

static struct json_token tokens[MAX_TOKENS];

static int whole_number(int token, long long low, long long high, long long *value) {
    if (tokens[token].kind != JSON_NUMBER) return 0;
    char *end;
    *value = strtoll(tokens[token].text, &end, 10);
    return end == tokens[token].text + tokens[token].size && *value >= low && *value <= high;
}

static int truth(int token, int *value) {
    *value = tokens[token].kind == JSON_TRUE;
    return *value || tokens[token].kind == JSON_FALSE;
}

static const char *parse_point(struct hold_request *request, int token) {
    static const struct {
        const char *name;
        enum hold_point point;
    } names[] = {{"exec", HOLD_AT_EXEC}, {"main", HOLD_AT_MAIN}, {"exit", HOLD_AT_EXIT}};
    long long number;
    if (whole_number(token, 0, 86400000, &number)) {
        request->at = HOLD_AT_TIME;
        request->after_ms = (int)number;
        return NULL;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names && tokens[token].kind == JSON_STRING; i++) {
        if (strcmp(tokens[token].text, names[i].name) != 0) continue;
        request->at = names[i].point;
        return NULL;
    }
    return "at is not 'exec', 'main', 'exit' or a number of milliseconds up to 86400000";
}

static const char *parse_member(struct hold_request *request, const char *key, int value) {
    long long number;
    if (strcmp(key, "at") == 0) return parse_point(request, value);
    if (strcmp(key, "program") == 0) {
        request->program = tokens[value].kind == JSON_STRING ? tokens[value].text : NULL;
        return request->program ? NULL : "program is not a string";
    }
    if (strcmp(key, "singleStep") == 0)
        return truth(value, &request->single_step) ? NULL : "singleStep is not true or false";
    if (strcmp(key, "noRandomize") == 0)
        return truth(value, &request->no_randomize) ? NULL : "noRandomize is not true or false";
    if (strcmp(key, "legacyLayout") == 0)
        return truth(value, &request->legacy_layout) ? NULL : "legacyLayout is not true or false";
    if (strcmp(key, "stackBytes") == 0) {
        if (tokens[value].kind == JSON_STRING && strcmp(tokens[value].text, "unlimited") == 0) {
            request->stack_bytes = STACK_UNLIMITED;
            return NULL;
        }
        return whole_number(value, 65536, INT64_MAX, &request->stack_bytes)
                   ? NULL
                   : "stackBytes is not 'unlimited' or a whole number from 65536";
    }
    if (strcmp(key, "executions") == 0) {
        if (!whole_number(value, 1, 10000000, &number)) return "executions is not a whole number from 1 to 10000000";
        request->executions = (int)number;
        return NULL;
    }
    return "unknown member in the request";
}

const char *parse_hold_request(char *text, char **words, struct hold_request *request) {
    memset(request, 0, sizeof *request);
    request->words = words;
    request->at = HOLD_AT_EXIT;
    request->stack_bytes = STACK_AS_IT_IS;
    if (json_parse(text, tokens, MAX_TOKENS) < 0 || tokens[0].kind != JSON_OBJECT)
        return "the request is not one JSON object";
    int at = 1;
    for (int i = 0; i < tokens[0].size; i++) {
        const char *wrong = parse_member(request, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    if (request->executions && request->at != HOLD_AT_EXEC && request->at != HOLD_AT_MAIN)
        return "executions are held at 'exec' or 'main' only";
    return NULL;
}
