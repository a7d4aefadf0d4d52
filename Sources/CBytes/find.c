#include "CBytes.h"
#include "vectors.h"

// The first of `start`..<`end` of which `comparison`, of the sixteen bytes `b`, is true.
#define FIRST(comparison)                                                  \
  for (; end - start >= 16; start += 16) {                                 \
    Bytes b = load(bytes + start);                                         \
    uint32_t found = BITS(comparison);                                     \
    if (found) return start + (size_t)__builtin_ctz(found);                \
  }                                                                        \
  if (start < end) {                                                       \
    Bytes b = 'x';                                                         \
    memcpy(&b, bytes + start, end - start);                                \
    uint32_t found = BITS(comparison);                                     \
    if (found) return start + (size_t)__builtin_ctz(found);                \
  }                                                                        \
  return end

size_t cbytes_control(const uint8_t *bytes, size_t start, size_t end) { FIRST(b < (uint8_t)0x20); }

size_t cbytes_line_end(const uint8_t *bytes, size_t start, size_t end) {
  FIRST((b < (uint8_t)0x20) | (b == (uint8_t)0xE2));
}

size_t cbytes_escape(const uint8_t *bytes, size_t start, size_t end) {
  FIRST(
    (b < (uint8_t)0x20) | (b == (uint8_t)'"') | (b == (uint8_t)'\\') | (b == (uint8_t)0x7F)
    | ((b & (uint8_t)0xDF) == (uint8_t)0xC2));
}

// Controls, # $ % & < @ ` and what comes from { and [ on: more than what markup begins with, little of which is met.
static inline uint32_t odd_signs(Bytes b) {
  Bytes small = b | (uint8_t)0x20;
  return BITS(
    (b < (uint8_t)0x20) | (b - (uint8_t)0x23 < (uint8_t)4) | (b == (uint8_t)'<') | (small == (uint8_t)0x60)
    | ((small >= (uint8_t)0x7B) & (b < (uint8_t)0x80)));
}

// The bits of those of sixteen bytes with which damage or markup may begin; two more bytes are looked at.
static inline uint32_t odd_characters(const uint8_t *bytes) {
  Bytes b = load(bytes);
  uint32_t leads = BITS(b >= (uint8_t)0xC0);
  if (!leads) return odd_signs(b);
  Bytes second = load(bytes + 1), third = load(bytes + 2);
  if (BITS(b - (uint8_t)0xD0 < (uint8_t)2)) {
    // А to я where neither C2 nor E2 comes next.
    leads &= ~BITS(
      (((b == (uint8_t)0xD0) & (second >= (uint8_t)0x90) & (second < (uint8_t)0xC0))
       | ((b == (uint8_t)0xD1) & (second >= (uint8_t)0x80) & (second < (uint8_t)0x90)))
      & ((third & (uint8_t)0xDF) != (uint8_t)0xC2));
    if (!leads) return odd_signs(b);
  }
  // Ä to Ỹ and the like before ASCII; ’ “ ”.
  uint32_t latin = BITS((b - (uint8_t)0xC3 < (uint8_t)10) & (second > (uint8_t)0x83) & (third < (uint8_t)0xC0));
  uint32_t quote = BITS(
    (b == (uint8_t)0xE2) & (second == (uint8_t)0x80)
    & ((third == (uint8_t)0x99) | ((third & (uint8_t)0xFE) == (uint8_t)0x9C)));
  return odd_signs(b) | (leads & ~(latin | quote));
}

size_t cbytes_plain(const uint8_t *bytes, size_t start, size_t end) {
  for (; start + 18 <= end; start += 16) {
    uint32_t found = odd_characters(bytes + start);
    if (found) return start + (size_t)__builtin_ctz(found);
  }
  while (start < end) {
    uint8_t rest[18];
    size_t left = end - start < 16 ? end - start : 16;
    memset(rest, 'x', sizeof rest);
    memcpy(rest, bytes + start, end - start);
    uint32_t found = odd_characters(rest);
    if (found) return start + (size_t)__builtin_ctz(found);
    start += left;
  }
  return end;
}
