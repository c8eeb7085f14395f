/* Source: capabilities(7), "File capabilities"; root has them all anyway. */
#include "file-capabilities.h"

#include <stddef.h>
#include <sys/xattr.h>
#include <unistd.h>

int loses_capabilities(const char *program) {
    return geteuid() != 0 && program && getxattr(program, "security.capability", NULL, 0) > 0;
}
