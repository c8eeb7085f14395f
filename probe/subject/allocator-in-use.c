/* The mapping that holds malloc tells whose it is: true for position-independent executables, whose pointers to functions of
 * libraries are those of the library. */
#include "allocator-in-use.h"

#include <stdlib.h>
#include <string.h>

#include "own.h"
#include "scenario.h"

void tell_allocator(void) {
    void *(*function)(size_t) = malloc;
    LAUNDER(function);
    struct vma vma;
    if (!find_vma((const void *)(uintptr_t)function, &vma)) {
        fact_missing("mallocFrom", "no mapping holds malloc");
        return;
    }
    const char *slash = strrchr(vma.path, '/');
    fact_text("mallocFrom", slash ? slash + 1 : vma.path);
}
