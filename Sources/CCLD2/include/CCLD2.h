// Compact Language Detector 2 behind one C call.
#ifndef CCLD2_H
#define CCLD2_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

#ifdef __cplusplus
extern "C" {
#endif

// The language of UTF-8 plain text as CLD2's code ("en", "zh", "zh-Hant", "un" for unknown); the string is static.
// `percent` is that language's share of the text, `reliable` CLD2's own verdict.
const char *ccld2_detect(const char *utf8, int32_t length, int32_t *percent, bool *reliable);

#ifdef __cplusplus
}
#endif

#pragma clang assume_nonnull end
#endif
