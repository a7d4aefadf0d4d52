#include "CBytes.h"
#include "vectors.h"

// Whether the bytes behind E0, ED, F0 and F4 make a scalar that is neither overlong, nor a surrogate, nor beyond Unicode.
// `leads` has a bit for each of them from `bytes` on.
static bool have_fit_seconds(const uint8_t *bytes, uint64_t leads, const uint8_t *end) {
  for (; leads; leads &= leads - 1) {
    const uint8_t *lead = bytes + __builtin_ctzll(leads);
    // That there is none is found otherwise.
    if (lead + 1 >= end) continue;
    uint8_t second = lead[1];
    bool fits = *lead == 0xE0 ? second >= 0xA0 : *lead == 0xED ? second < 0xA0 : *lead == 0xF0 ? second >= 0x90 : second < 0x90;
    if (!fits) return false;
  }
  return true;
}

bool cbytes_are_utf8(const uint8_t *bytes, size_t count) {
  // Bits of the next block at which the last one wants continuations.
  uint64_t wanted = 0;
  for (size_t at = 0; at < count; at += 64) {
    Block block = 0;
    if (count - at >= 64) memcpy(&block, bytes + at, 64);
    else memcpy(&block, bytes + at, count - at);
    uint64_t beyond = BLOCK_BITS(block >= (uint8_t)0x80);
    if (!(beyond | wanted)) continue;
    // C0 and C1 begin no scalar.
    if (BLOCK_BITS((block & (uint8_t)0xFE) == (uint8_t)0xC0)) return false;
    uint64_t two = BLOCK_BITS(block >= (uint8_t)0xC0);
    uint64_t three = BLOCK_BITS(block >= (uint8_t)0xE0);
    uint64_t following = two << 1 | wanted;
    wanted = two >> 63;
    if (three) {
      if (BLOCK_BITS(block >= (uint8_t)0xF5)) return false;
      uint64_t four = BLOCK_BITS(block >= (uint8_t)0xF0);
      following |= three << 2 | four << 3;
      wanted |= three >> 62 | four >> 61;
      uint64_t choosy = BLOCK_BITS(
        (block == (uint8_t)0xE0) | (block == (uint8_t)0xED) | (block == (uint8_t)0xF0) | (block == (uint8_t)0xF4));
      if (!have_fit_seconds(bytes + at, choosy, bytes + count)) return false;
    }
    if (following != (beyond & ~two)) return false;
  }
  return !wanted;
}

size_t cbytes_utf16_units(const uint8_t *bytes, size_t count) {
  size_t units = count;
  size_t at = 0;
  while (count - at >= 16) {
    // Each lane counts one place of sixteen, and holds no more than 255.
    size_t rounds = (count - at) / 16;
    Bytes continuations = 0, fours = 0;
    for (size_t round = rounds < 255 ? rounds : 255; round > 0; round--, at += 16) {
      Bytes sixteen = load(bytes + at);
      continuations -= (Bytes)((sixteen & (uint8_t)0xC0) == (uint8_t)0x80);
      fours -= (Bytes)(sixteen >= (uint8_t)0xF0);
    }
    for (int lane = 0; lane < 16; lane++) units += (size_t)fours[lane] - (size_t)continuations[lane];
  }
  for (; at < count; at++) units += (size_t)(bytes[at] >= 0xF0) - (size_t)((bytes[at] & 0xC0) == 0x80);
  return units;
}
