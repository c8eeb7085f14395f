/* The words that a scenario was given: "name=value", and whatever follows "--". */
#ifndef FIRSTTOUCH_PARAMETERS_H
#define FIRSTTOUCH_PARAMETERS_H

#include <stdint.h>

struct parameter {
    const char *name;
    const char *fallback; /* its value where none is given */
    const char *meaning;  /* with its unit and its choices */
};

/* Takes the words; NULL, or what is wrong with them. `declared` may be NULL. */
const char *take_parameters(const struct parameter *declared, int count, char **words);

/* The value of a declared parameter. */
const char *word(const char *name);

/* The same as a whole number of its unit; a word that is none ends the process as a wrong request. */
int64_t amount(const char *name);

/* Whether the parameter has that value. */
int is(const char *name, const char *value);

/* The words after "--", ended in NULL; empty where there are none. */
char **command_words(void);

#endif
