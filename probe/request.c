/* The words of a request, each checked for kind and range. */
#include "request.h"

#include <stdlib.h>
#include <string.h>

#include "json.h"

#define MAX_TOKENS 512

static struct json_token tokens[MAX_TOKENS];

static int number_in(int token, long long low, long long high, long long *value) {
    if (tokens[token].kind != JSON_NUMBER) return 0;
    char *end;
    *value = strtoll(tokens[token].text, &end, 10);
    return end == tokens[token].text + tokens[token].size && *value >= low && *value <= high;
}

static int truth(int token, int *value) {
    *value = tokens[token].kind == JSON_TRUE;
    return *value || tokens[token].kind == JSON_FALSE;
}

static const char *parse_step_member(struct step *step, const char *key, int value) {
    long long number;
    if (strcmp(key, "strategy") == 0) {
        step->strategy = tokens[value].kind == JSON_STRING ? strategy_named(tokens[value].text) : NULL;
        return step->strategy ? NULL : "unknown strategy";
    }
    if (strcmp(key, "pattern") == 0) {
        step->pattern = tokens[value].kind == JSON_STRING ? pattern_named(tokens[value].text) : NULL;
        return step->pattern ? NULL : "unknown touch pattern";
    }
    if (strcmp(key, "sizeBytes") == 0) {
        if (!number_in(value, 1, INT64_MAX, &number)) return "sizeBytes is not a whole number from 1";
        step->size = (size_t)number;
        return NULL;
    }
    if (strcmp(key, "fill") == 0) {
        if (!number_in(value, 0, 255, &number)) return "fill is not a byte (0 to 255)";
        step->touch.fill = (unsigned char)number;
        return NULL;
    }
    if (strcmp(key, "fractionPpm") == 0) {
        if (!number_in(value, 0, 1000000, &number)) return "fractionPpm is not a whole number from 0 to 1000000";
        step->touch.fraction_ppm = (unsigned)number;
        return NULL;
    }
    if (strcmp(key, "secondTouch") == 0) return truth(value, &step->second_touch) ? NULL : "secondTouch is not true or false";
    return "unknown member in a step";
}

static const char *parse_step(struct step *step, int object) {
    if (tokens[object].kind != JSON_OBJECT) return "a step is not an object";
    step->touch = (struct touch){base_page_size(), 0xA5, 1000000};
    step->second_touch = 1;
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        const char *wrong = parse_step_member(step, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    if (!step->strategy) return "a step names no strategy";
    if (!step->pattern) return "a step names no pattern";
    return step->size ? NULL : "a step has no sizeBytes";
}

static const char *parse_steps(struct request *request, int array) {
    if (tokens[array].kind != JSON_ARRAY) return "steps is not an array";
    if (tokens[array].size < 1 || tokens[array].size > MAX_STEPS) return "steps must be 1 to 16";
    int at = array + 1;
    for (int i = 0; i < tokens[array].size; i++) {
        const char *wrong = parse_step(&request->steps[i], at);
        if (wrong) return wrong;
        at = tokens[at].next;
    }
    request->step_count = tokens[array].size;
    return NULL;
}

static const char *parse_environment(struct request *request, int object) {
    if (tokens[object].kind != JSON_OBJECT) return "environment is not an object";
    if (tokens[object].size > MAX_ENVIRONMENT) return "environment has more than 32 members";
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        const char *name = tokens[at].text;
        if (tokens[at + 1].kind != JSON_STRING) return "an environment value is not a string";
        if (!*name || strchr(name, '=')) return "an environment name is empty or holds '='";
        if (strcmp(name, "LD_PRELOAD") == 0) return "LD_PRELOAD is set by preload, which is checked";
        request->names[i] = name;
        request->values[i] = tokens[at + 1].text;
        at = tokens[at + 1].next;
    }
    request->environment_count = tokens[object].size;
    return NULL;
}

static const char *parse_design_member(struct design *design, const char *key, int value) {
    long long number;
    if (strcmp(key, "kind") == 0) {
        if (tokens[value].kind != JSON_STRING) return "design kind is not a string";
        if (strcmp(tokens[value].text, "in-process") == 0) design->kind = DESIGN_IN_PROCESS;
        else if (strcmp(tokens[value].text, "interleaved") == 0) design->kind = DESIGN_INTERLEAVED;
        else return "design kind is not in-process or interleaved";
        return NULL;
    }
    if (strcmp(key, "rounds") == 0) {
        if (!number_in(value, 1, MAX_RECORDS, &number)) return "rounds is not a whole number from 1 to 16384";
        design->rounds = (int)number;
        return NULL;
    }
    if (strcmp(key, "chunkBytes") == 0) {
        if (!number_in(value, 4096, INT64_MAX, &number)) return "chunkBytes is not a whole number from 4096";
        design->chunk = (size_t)number;
        return NULL;
    }
    if (strcmp(key, "seed") == 0) {
        if (!number_in(value, 0, INT64_MAX, &number)) return "seed is not a whole number from 0";
        design->seed = (uint64_t)number;
        return NULL;
    }
    return "unknown member in the design";
}

static const char *parse_design(struct design *design, int object) {
    if (tokens[object].kind != JSON_OBJECT) return "design is not an object";
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        const char *wrong = parse_design_member(design, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    if (design->kind == DESIGN_IN_PROCESS) return design->rounds ? NULL : "an in-process design has no rounds";
    return design->chunk ? NULL : "an interleaved design has no chunkBytes";
}

static const char *parse_member(struct request *request, const char *key, int value) {
    const struct {
        const char *key;
        long long low, high;
        int *into;
        const char *wrong;
    } numbers[] = {
        {"paddingBytes", 0, 4095, &request->padding_bytes, "paddingBytes is not a whole number from 0 to 4095"},
        {"cpu", -1, 65535, &request->cpu, "cpu is not a CPU number (or -1 for none)"},
        {"deadlineMs", 1, 3600000, &request->deadline_ms, "deadlineMs is not a whole number from 1 to 3600000"},
    };
    const struct {
        const char *key;
        int *into;
        const char *wrong;
    } truths[] = {
        {"thpDisable", &request->thp_disable, "thpDisable is not true or false"},
        {"witness", &request->witness, "witness is not true or false"},
        {"perf", &request->perf, "perf is not true or false"},
    };
    long long number;
    if (strcmp(key, "id") == 0)
        return number_in(value, 0, INT64_MAX, &request->id) ? NULL : "id is not a whole number from 0";
    if (strcmp(key, "steps") == 0) return parse_steps(request, value);
    if (strcmp(key, "environment") == 0) return parse_environment(request, value);
    if (strcmp(key, "design") == 0) return parse_design(&request->design, value);
    if (strcmp(key, "program") == 0) return parse_program(tokens, value, &request->program);
    if (strcmp(key, "preload") == 0) {
        if (tokens[value].kind != JSON_STRING || tokens[value].text[0] != '/') return "preload is not an absolute path";
        request->preload = tokens[value].text;
        return NULL;
    }
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (strcmp(key, numbers[i].key) != 0) continue;
        if (!number_in(value, numbers[i].low, numbers[i].high, &number)) return numbers[i].wrong;
        *numbers[i].into = (int)number;
        return NULL;
    }
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++)
        if (strcmp(key, truths[i].key) == 0) return truth(value, truths[i].into) ? NULL : truths[i].wrong;
    return "unknown member in the request";
}

const char *parse_request(char *line, struct request *request) {
    memset(request, 0, sizeof *request);
    request->id = -1;
    request->cpu = -1;
    request->deadline_ms = 60000;
    if (json_parse(line, tokens, MAX_TOKENS) < 0) return "the request is not one line of JSON";
    if (tokens[0].kind != JSON_OBJECT) return "the request is not an object";
    int at = 1;
    for (int i = 0; i < tokens[0].size; i++) {
        const char *wrong = parse_member(request, tokens[at].text, at + 1);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    if (request->program.word_count) {
        const int measures = request->step_count || request->design.kind || request->witness || request->perf;
        return measures ? "a program takes no steps, design, witness or perf" : NULL;
    }
    if (!request->step_count) return "the request has no steps";
    if (!request->design.kind) return NULL;
    if (request->witness || request->perf) return "a design that shares a process takes neither witness nor perf";
    return check_design(&request->design, request->steps, request->step_count);
}
