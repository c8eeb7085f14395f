/* Parameters are few and short: looked up by name, each time. */
#include "parameters.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "readings.h"

static const struct parameter *declared;
static char **given;
static int given_count;
static char *nothing[] = {NULL};
static char **after = nothing;

static const struct parameter *declaration(const char *name, size_t length) {
    for (const struct parameter *one = declared; one && one->name; one++)
        if (strlen(one->name) == length && strncmp(one->name, name, length) == 0) return one;
    return NULL;
}

const char *take_parameters(const struct parameter *of_scenario, int count, char **words) {
    static char wrong[256];
    declared = of_scenario;
    given = words;
    for (given_count = 0; given_count < count; given_count++) {
        const char *equals = strchr(words[given_count], '=');
        if (strcmp(words[given_count], "--") == 0) {
            after = words + given_count + 1;
            return NULL;
        }
        if (equals && declaration(words[given_count], (size_t)(equals - words[given_count]))) continue;
        snprintf(wrong, sizeof wrong, "'%.100s' is no parameter of this scenario", words[given_count]);
        return wrong;
    }
    return NULL;
}

const char *word(const char *name) {
    const size_t length = strlen(name);
    for (int i = given_count - 1; i >= 0; i--)
        if (strncmp(given[i], name, length) == 0 && given[i][length] == '=') return given[i] + length + 1;
    const struct parameter *one = declaration(name, length);
    if (!one) refused("the scenario reads a parameter that it does not declare", name);
    return one->fallback;
}

int64_t amount(const char *name) {
    const char *text = word(name);
    char *end;
    errno = 0;
    const long long value = strtoll(text, &end, 10);
    if (errno || end == text || *end) refused("not a whole number", name);
    return value;
}

int is(const char *name, const char *value) {
    return strcmp(word(name), value) == 0;
}

char **command_words(void) {
    return after;
}
