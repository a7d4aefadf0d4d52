// Passes over bytes, sixteen or more at a time. They are in C as Swift's comparisons of SIMD vectors are compiled to one
// comparison a lane: 3.6 times the instructions of the loops over words of eight bytes which these took the place of.
//
// Offsets count bytes. `end` is behind the last byte that may be read.
#ifndef CBYTES_H
#define CBYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether all of it is UTF-8.
bool cbytes_are_utf8(const uint8_t *_Nonnull bytes, size_t count);

// UTF-16 units of the scalars that begin in a part of valid UTF-8.
size_t cbytes_utf16_units(const uint8_t *_Nonnull bytes, size_t count);

// Where the first byte below 0x20 stands; `end` where none does.
size_t cbytes_control(const uint8_t *_Nonnull bytes, size_t start, size_t end);

// Where the first byte stands that may end a line: one below 0x20, or E2, with which U+2028 begins; `end` where none does.
size_t cbytes_line_end(const uint8_t *_Nonnull bytes, size_t start, size_t end);

// Where the first byte stands that may begin what JSON must escape: a control, " or \, C2 or E2; `end` where none does.
size_t cbytes_escape(const uint8_t *_Nonnull bytes, size_t start, size_t end);

// How far all characters are plain, as nearly all of copy in Latin and Cyrillic letters is: neither damage nor markup begins
// with any of them, but that it may begin with a Cyrillic letter before the offset.
size_t cbytes_plain(const uint8_t *_Nonnull bytes, size_t start, size_t end);

#endif
