/*
 * The post's program as somebody would write it who looks at the address space instead of the clock: malloc with zeros, mmap with
 * ones, and both still there at the end. The first argument is the size of each in bytes. What printf takes for its line comes
 * from the heap, as the post's own messages do.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

int main(int count, char **words) {
    const size_t size = count > 1 ? strtoull(words[1], NULL, 10) : 0;
    unsigned char *first = malloc(size);
    if (size == 0 || !first) return 1;
    memset(first, 0, size);
    unsigned char *second = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (second == MAP_FAILED) return 1;
    memset(second, 1, size);
    printf("%d\n", first[size - 1] + second[size - 1]);
    return 0;
}
