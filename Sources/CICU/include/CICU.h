// A narrow face of the system ICU. No ICU type or header is visible here: Foundation carries headers of another ICU,
// and the two must not meet in one Swift module. Calls are per paragraph or per block of scalars, never per character.
//
// Offsets are UTF-16 code units. A status above zero is ICU's UErrorCode.
#ifndef CICU_H
#define CICU_H

#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef int32_t cicu_status;

// ICU's own name of a status: "U_FILE_ACCESS_ERROR".
const char *cicu_status_name(cicu_status status);
// "72.1".
const char *cicu_version(void);

// MARK: scalars

typedef struct {
  uint8_t script;             // UScriptCode; all in use are below 256
  uint8_t category;           // UCharCategory, 0...29
  uint8_t word_break;         // UWordBreakValues
  uint8_t sentence_break;     // USentenceBreak
  uint8_t flags;              // cicu_flag_*
  uint8_t width;              // columns on a terminal: 0, 1, 2
  uint16_t reserved;
  uint32_t fold;              // simple case folding
} cicu_scalar;

enum {
  cicu_flag_nfc_maybe = 1,         // the normal form may differ: look with the normaliser
  cicu_flag_ignorable = 2,         // Default_Ignorable_Code_Point
  cicu_flag_right_to_left = 4,     // bidi class R or AL
  cicu_flag_dictionary = 8,        // line break SA: no spaces between words (Thai, Lao, Khmer, Myanmar)
  cicu_flag_ideographic = 16,      // Han, Hiragana, Katakana
};

// Properties of `count` scalars from `first` on.
void cicu_scalars(uint32_t first, int32_t count, cicu_scalar *out);
// ISO 15924 code of a script ("Cyrl"), never null for a script that cicu_scalars returned.
const char *cicu_script_name(uint8_t script);
// The script of an ISO 15924 code or -1.
int32_t cicu_script_code(const char *iso);

// MARK: boundaries

typedef struct cicu_break cicu_break;
enum { cicu_break_word = 0, cicu_break_sentence = 1 };

cicu_break *_Nullable cicu_break_open(int32_t kind, const char *locale, cicu_status *status);
void cicu_break_close(cicu_break *iterator);
// Every boundary after 0 into `out`, the rule status of each (for words: 0 is no word) into `rules`. Returns their number,
// which may exceed `capacity`: call again with more room.
int32_t cicu_break_all(cicu_break *iterator, const uint16_t *text, int32_t length, int32_t *out,
                       int32_t *_Nullable rules, int32_t capacity, cicu_status *status);

// MARK: normal forms, look-alikes, transliteration

enum { cicu_nfc = 0, cicu_nfd = 1, cicu_nfkc_casefold = 2 };
// The first scalar of the full canonical decomposition of a scalar's lower-case form: é gives e.
uint32_t cicu_base_letter(uint32_t scalar);

bool cicu_is_normalized(int32_t form, const uint16_t *text, int32_t length);
// Returns the length needed; nothing beyond `capacity` is written.
int32_t cicu_normalize(int32_t form, const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity,
                       cicu_status *status);

typedef struct cicu_spoof cicu_spoof;
cicu_spoof *_Nullable cicu_spoof_open(cicu_status *status);
void cicu_spoof_close(cicu_spoof *spoof);
// The skeleton of UTS #39: equal for texts that look alike.
int32_t cicu_spoof_skeleton(cicu_spoof *spoof, const uint16_t *text, int32_t length, uint16_t *out,
                            int32_t capacity, cicu_status *status);

typedef struct cicu_transliterator cicu_transliterator;
// Costs 10 to 150 ms on first use of an id: open on demand only.
cicu_transliterator *_Nullable cicu_transliterator_open(const char *id, cicu_status *status);
void cicu_transliterator_close(cicu_transliterator *transliterator);
// In place; returns the new length.
int32_t cicu_transliterate(cicu_transliterator *transliterator, uint16_t *text, int32_t length, int32_t capacity,
                           cicu_status *status);

// MARK: calendar and locale data

// ISO weekday (1 = Monday) of a proleptic Gregorian date, 0 when there is no such day.
int32_t cicu_weekday(int32_t year, int32_t month, int32_t day);

enum { cicu_quote_start, cicu_quote_end, cicu_inner_quote_start, cicu_inner_quote_end };
int32_t cicu_delimiter(const char *locale, int32_t kind, uint16_t *out, int32_t capacity, cicu_status *status);
enum { cicu_decimal_separator, cicu_group_separator };
int32_t cicu_number_symbol(const char *locale, int32_t kind, uint16_t *out, int32_t capacity, cicu_status *status);

// MARK: character sets

// The likeliest charset of bytes that are not UTF-8 and ICU's confidence 0...100; null when ICU names none.
// The name lives as long as the process.
const char *_Nullable cicu_detect_charset(const char *bytes, int32_t length, int32_t *confidence);
// Decodes `bytes`. `offsets[i]` is the byte at which UTF-16 unit i came in. Returns the number of units, -1 on failure.
int32_t cicu_decode(const char *charset, const char *bytes, int32_t length, uint16_t *out, int32_t *offsets,
                    int32_t capacity, cicu_status *status);
// Encodes UTF-16. Returns the number of bytes, -1 on failure or when the set lacks a character.
int32_t cicu_encode(const char *charset, const uint16_t *text, int32_t length, char *out, int32_t capacity,
                    cicu_status *status);

#pragma clang assume_nonnull end
#endif
