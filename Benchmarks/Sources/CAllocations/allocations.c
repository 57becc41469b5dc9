#include "allocations.h"
#include <stddef.h>

#if defined(__GLIBC__) || (defined(__linux__) && !defined(__ANDROID__))
// glibc lets a program put its own allocator before the library's; these only count.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static _Thread_local long count;

void *malloc(size_t size) {
  count++;
  return __libc_malloc(size);
}

void *calloc(size_t items, size_t size) {
  count++;
  return __libc_calloc(items, size);
}

void *realloc(void *memory, size_t size) {
  count++;
  return __libc_realloc(memory, size);
}

int posix_memalign(void **memory, size_t alignment, size_t size) {
  count++;
  *memory = __libc_memalign(alignment, size);
  return *memory == NULL ? 12 : 0;
}

long allocation_count(void) { return count; }
#else
long allocation_count(void) { return -1; }
#endif
