/* The words of a command's request, each checked for kind and range; what is unknown is refused. */
#include "command-request.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"

#define MAX_TOKENS 2048

static struct json_token tokens[MAX_TOKENS];

int is_command_request(const char *line) {
    static char copy[MAX_REQUEST_BYTES];
    if (!strstr(line, "\"command\"") || strlen(line) >= sizeof copy) return 0;
    strcpy(copy, line);
    /* A line that is no JSON is refused as a trial would be. */
    if (json_parse(copy, tokens, MAX_TOKENS) < 0 || tokens[0].kind != JSON_OBJECT) return 0;
    int at = 1;
    for (int i = 0; i < tokens[0].size; i++) {
        if (strcmp(tokens[at].text, "command") == 0) return 1;
        at = tokens[at + 1].next;
    }
    return 0;
}

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

static const char *parse_words(struct command_request *request, int array) {
    if (tokens[array].kind != JSON_ARRAY) return "argv is not an array";
    if (tokens[array].size < 1 || tokens[array].size > MAX_WORDS) return "argv must have 1 to 512 words";
    int at = array + 1;
    for (int i = 0; i < tokens[array].size; i++) {
        if (tokens[at].kind != JSON_STRING) return "a word of argv is not a string";
        request->words[i] = tokens[at].text;
        at = tokens[at].next;
    }
    if (!*request->words[0]) return "the first word of argv is empty";
    request->word_count = tokens[array].size;
    request->words[request->word_count] = NULL;
    return NULL;
}

/* A string or null; a path must be absolute, because the supervisor's own folder means nothing to who asks. */
static int path_or_null(int token, const char **into) {
    *into = tokens[token].kind == JSON_STRING ? tokens[token].text : NULL;
    return *into ? **into == '/' : tokens[token].kind == JSON_NULL;
}

static const char *parse_command_member(struct command_request *request, const char *key, int value) {
    if (strcmp(key, "argv") == 0) return parse_words(request, value);
    if (strcmp(key, "directory") == 0)
        return path_or_null(value, &request->directory) ? NULL : "directory is not an absolute path or null";
    if (strcmp(key, "input") == 0)
        return path_or_null(value, &request->input) ? NULL : "input is not an absolute path or null";
    if (strcmp(key, "output") == 0) {
        if (path_or_null(value, &request->output)) return NULL;
        if (!request->output) return "output is not a string or null";
        int word = strcmp(request->output, "inherit") == 0 || strcmp(request->output, "pipe") == 0;
        return word ? NULL : "output is not an absolute path, 'inherit', 'pipe' or null";
    }
    if (strcmp(key, "inheritEnvironment") == 0)
        return truth(value, &request->inherit_environment) ? NULL : "inheritEnvironment is not true or false";
    return "unknown member in the command";
}

static const char *parse_command(struct command_request *request, int object) {
    if (tokens[object].kind != JSON_OBJECT) return "command is not an object";
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        const char *wrong = parse_command_member(request, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    return request->word_count ? NULL : "the command has no argv";
}

static const char *parse_environment(struct command_request *request, int object) {
    if (tokens[object].kind != JSON_OBJECT) return "environment is not an object";
    if (tokens[object].size > MAX_ENVIRONMENT) return "environment has more than 32 members";
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        if (tokens[at + 1].kind != JSON_STRING) return "an environment value is not a string";
        if (!*tokens[at].text || strchr(tokens[at].text, '='))
            return "an environment name is empty or holds '='";
        request->names[i] = tokens[at].text;
        request->values[i] = tokens[at + 1].text;
        at = tokens[at + 1].next;
    }
    request->environment_count = tokens[object].size;
    return NULL;
}

static const char *parse_member(struct command_request *request, const char *key, int value) {
    long long number;
    if (strcmp(key, "command") == 0) return parse_command(request, value);
    if (strcmp(key, "environment") == 0) return parse_environment(request, value);
    if (strcmp(key, "witness") == 0) return truth(value, &request->witness) ? NULL : "witness is not true or false";
    if (strcmp(key, "id") == 0)
        return whole_number(value, 0, INT64_MAX, &request->id) ? NULL : "id is not a whole number from 0";
    if (strcmp(key, "paddingBytes") == 0) {
        if (!whole_number(value, 0, 4095, &number)) return "paddingBytes is not a whole number from 0 to 4095";
        request->padding_bytes = (int)number;
    } else if (strcmp(key, "cpu") == 0) {
        if (!whole_number(value, -1, 65535, &number)) return "cpu is not a CPU number (or -1 for none)";
        request->cpu = (int)number;
    } else if (strcmp(key, "deadlineMs") == 0) {
        if (!whole_number(value, 1, 86400000, &number)) return "deadlineMs is not a whole number from 1 to 86400000";
        request->deadline_ms = (int)number;
    } else {
        return "unknown member in the request";
    }
    return NULL;
}

const char *parse_command_request(char *line, struct command_request *request) {
    memset(request, 0, sizeof *request);
    request->id = -1;
    request->cpu = -1;
    request->deadline_ms = 60000;
    if (json_parse(line, tokens, MAX_TOKENS) < 0) return "the request is not one line of JSON";
    int at = 1;
    for (int i = 0; i < tokens[0].size; i++) {
        const char *wrong = parse_member(request, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    return NULL;
}
