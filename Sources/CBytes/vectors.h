// Vectors of clang, which it lowers to the instructions of any processor, and comparisons of them as bits, one a byte: on
// x86-64 all of it is SSE2, which every one has.
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t Bytes __attribute__((ext_vector_type(16)));
typedef bool Flags __attribute__((ext_vector_type(16)));
typedef uint8_t Block __attribute__((ext_vector_type(64)));
typedef bool BlockFlags __attribute__((ext_vector_type(64)));

#define BITS(comparison) ((uint32_t)__builtin_bit_cast(uint16_t, __builtin_convertvector(comparison, Flags)))
#define BLOCK_BITS(comparison) __builtin_bit_cast(uint64_t, __builtin_convertvector(comparison, BlockFlags))

static inline Bytes load(const uint8_t *bytes) {
  Bytes loaded;
  memcpy(&loaded, bytes, sizeof loaded);
  return loaded;
}
