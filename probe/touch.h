/* Touch patterns: which bytes of a region are accessed, how, and in which order. */
#ifndef FIRSTTOUCH_TOUCH_H
#define FIRSTTOUCH_TOUCH_H

#include <stddef.h>

struct touch {
    size_t page;           /* the stride of the page-wise patterns, in bytes */
    unsigned char fill;    /* what is stored */
    unsigned fraction_ppm; /* of the pages, for write-fraction: 0..1000000 */
};

struct pattern {
    const char *name;
    const char *summary;
    int reads, writes; /* a read before a write takes two faults on private memory */
    int partial;       /* touches only the fraction asked for */
    void (*run)(unsigned char *address, size_t size, const struct touch *touch);
};

/* Ends in NULL. */
extern const struct pattern *const patterns[];

const struct pattern *pattern_named(const char *name);

#endif
