/* The words and conditions of a program's trial. A process that changes its user is executed through a descriptor: the
 * folder of the executable may be closed to that user. */
#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NOBODY 65534

static const char *parse_words(const struct json_token *tokens, int array, struct program *program) {
    if (tokens[array].kind != JSON_ARRAY) return "program words is not an array";
    if (tokens[array].size < 1 || tokens[array].size > MAX_PROGRAM_WORDS) return "program words must be 1 to 128";
    int at = array + 1;
    for (int i = 0; i < tokens[array].size; i++) {
        if (tokens[at].kind != JSON_STRING) return "a program word is not a string";
        program->words[i] = tokens[at].text;
        at = tokens[at].next;
    }
    if (program->words[0][0] != '/') return "the program's path is not absolute";
    program->word_count = tokens[array].size;
    return NULL;
}

static int parse_truth(const struct json_token *token, int *into) {
    *into = token->kind == JSON_TRUE;
    return *into || token->kind == JSON_FALSE;
}

static int parse_limit(const struct json_token *token, long long *into) {
    if (token->kind == JSON_STRING && strcmp(token->text, "unlimited") == 0) {
        *into = LIMIT_NONE;
        return 1;
    }
    if (token->kind != JSON_NUMBER) return 0;
    char *end;
    *into = strtoll(token->text, &end, 10);
    return end == token->text + token->size && *into >= 0;
}

static const char *parse_member(const struct json_token *tokens, const char *key, int value, struct program *program) {
    if (strcmp(key, "words") == 0) return parse_words(tokens, value, program);
    if (strcmp(key, "fixedAddresses") == 0)
        return parse_truth(&tokens[value], &program->fixed_addresses) ? NULL : "fixedAddresses is not true or false";
    if (strcmp(key, "legacyLayout") == 0)
        return parse_truth(&tokens[value], &program->legacy_layout) ? NULL : "legacyLayout is not true or false";
    if (strcmp(key, "unprivileged") == 0)
        return parse_truth(&tokens[value], &program->unprivileged) ? NULL : "unprivileged is not true or false";
    if (strcmp(key, "stackLimitBytes") == 0)
        return parse_limit(&tokens[value], &program->stack_limit) ? NULL : "stackLimitBytes is no limit";
    if (strcmp(key, "addressSpaceLimitBytes") == 0)
        return parse_limit(&tokens[value], &program->address_space_limit) ? NULL : "addressSpaceLimitBytes is no limit";
    if (strcmp(key, "lockedLimitBytes") == 0)
        return parse_limit(&tokens[value], &program->locked_limit) ? NULL : "lockedLimitBytes is no limit";
    return "unknown member in the program";
}

const char *parse_program(const struct json_token *tokens, int object, struct program *program) {
    if (tokens[object].kind != JSON_OBJECT) return "program is not an object";
    program->stack_limit = program->address_space_limit = program->locked_limit = LIMIT_UNSET;
    int at = object + 1;
    for (int i = 0; i < tokens[object].size; i++) {
        const char *wrong = parse_member(tokens, tokens[at].text, at + 1, program);
        if (wrong) return wrong;
        at = tokens[at + 1].next;
    }
    return program->word_count ? NULL : "program has no words";
}

/* The soft limit, and the hard one with it: a process may lower it, and only root may raise it. */
static int set_limit(int resource, long long bytes) {
    if (bytes == LIMIT_UNSET) return 0;
    struct rlimit limit;
    if (getrlimit(resource, &limit) != 0) return -1;
    limit.rlim_cur = bytes == LIMIT_NONE ? RLIM_INFINITY : (rlim_t)bytes;
    if (limit.rlim_max != RLIM_INFINITY && (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > limit.rlim_max))
        limit.rlim_max = limit.rlim_cur;
    return setrlimit(resource, &limit);
}

static const char *become_nobody(void) {
    if (setgroups(0, NULL) != 0) return "setgroups";
    if (setresgid(NOBODY, NOBODY, NOBODY) != 0) return "setresgid";
    if (setresuid(NOBODY, NOBODY, NOBODY) != 0) return "setresuid";
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* a change of user clears it */
    prctl(PR_SET_DUMPABLE, 1);        /* and closes /proc/self to the process itself */
    return NULL;
}

const char *apply_conditions(const struct program *program) {
    const unsigned long wanted = (program->fixed_addresses ? (unsigned long)ADDR_NO_RANDOMIZE : 0) |
                                 (program->legacy_layout ? (unsigned long)ADDR_COMPAT_LAYOUT : 0);
    if (wanted) {
        const int now = personality(0xffffffff);
        if (now < 0 || personality((unsigned long)now | wanted) < 0) return "personality";
    }
    if (set_limit(RLIMIT_STACK, program->stack_limit) != 0) return "setrlimit(RLIMIT_STACK)";
    if (set_limit(RLIMIT_MEMLOCK, program->locked_limit) != 0) return "setrlimit(RLIMIT_MEMLOCK)";
    if (set_limit(RLIMIT_AS, program->address_space_limit) != 0) return "setrlimit(RLIMIT_AS)";
    return NULL;
}

void execute_program(const struct program *program, char *const *environment) {
    char *const *words = (char *const *)(size_t)program->words;
    if (!program->unprivileged || geteuid() != 0) {
        execve(program->words[0], words, environment);
        return;
    }
    const int executable = open(program->words[0], O_PATH | O_CLOEXEC);
    if (executable < 0) return;
    const char *failed = become_nobody();
    if (!failed) syscall(SYS_execveat, executable, "", words, environment, AT_EMPTY_PATH);
}
