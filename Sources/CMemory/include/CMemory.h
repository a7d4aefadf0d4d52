// What Swift has no word for: asking for memory before it is read.
#ifndef CMEMORY_H
#define CMEMORY_H

// Starts to bring the line of the cache that holds `address`. Never faults.
static inline __attribute__((always_inline)) void cmemory_fetch(const void *_Nonnull address) {
  __builtin_prefetch(address);
}

#endif
