#include "CICU.h"

#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ucal.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/unum.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/utrans.h>
#include <unicode/utypes.h>
#include <unicode/uversion.h>

_Static_assert(U_ICU_VERSION_MAJOR_NUM >= 70, "ICU 70 or newer");

const char *cicu_status_name(cicu_status status) { return u_errorName((UErrorCode)status); }
const char *cicu_version(void) { return U_ICU_VERSION; }

// MARK: scalars

void cicu_scalars(uint32_t first, int32_t count, cicu_scalar *out) {
  for (int32_t i = 0; i < count; i++) {
    UChar32 c = (UChar32)first + i;
    UErrorCode status = U_ZERO_ERROR;
    cicu_scalar *s = &out[i];
    int32_t script = uscript_getScript(c, &status);
    s->script = script < 0 || script > 255 ? 0 : (uint8_t)script;
    s->category = (uint8_t)u_charType(c);
    s->word_break = (uint8_t)u_getIntPropertyValue(c, UCHAR_WORD_BREAK);
    s->sentence_break = (uint8_t)u_getIntPropertyValue(c, UCHAR_SENTENCE_BREAK);
    // ICU's default leaves the dotted capital of Turkish alone, so that no word would match at the start of a sentence.
    s->fold = c == 0x130 ? 0x69 : (uint32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT);
    s->reserved = 0;
    int32_t line_break = u_getIntPropertyValue(c, UCHAR_LINE_BREAK);
    UCharDirection direction = u_charDirection(c);
    s->flags = (u_getIntPropertyValue(c, UCHAR_NFC_QUICK_CHECK) != UNORM_YES ? cicu_flag_nfc_maybe : 0) |
               (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ? cicu_flag_ignorable : 0) |
               (direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC ? cicu_flag_right_to_left : 0) |
               (line_break == U_LB_COMPLEX_CONTEXT ? cicu_flag_dictionary : 0) |
               (script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
                    s->word_break == U_WB_KATAKANA
                    ? cicu_flag_ideographic
                    : 0);
    int32_t east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    if (s->category == U_NON_SPACING_MARK || s->category == U_ENCLOSING_MARK || s->category == U_FORMAT_CHAR ||
        s->category == U_CONTROL_CHAR) {
      s->width = 0;
    } else {
      s->width = east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
    }
  }
}

const char *cicu_script_name(uint8_t script) { return uscript_getShortName((UScriptCode)script); }

int32_t cicu_script_code(const char *iso) {
  UScriptCode code = USCRIPT_INVALID_CODE;
  UErrorCode status = U_ZERO_ERROR;
  // A script name yields one code; a locale name could yield several.
  int32_t n = uscript_getCode(iso, &code, 1, &status);
  return U_FAILURE(status) || n != 1 ? -1 : (int32_t)code;
}

// MARK: boundaries

struct cicu_break {
  UBreakIterator *iterator;
};

cicu_break *cicu_break_open(int32_t kind, const char *locale, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  UBreakIterator *iterator =
      ubrk_open(kind == cicu_break_sentence ? UBRK_SENTENCE : UBRK_WORD, locale, NULL, 0, &error);
  *status = U_FAILURE(error) ? error : 0;
  if (U_FAILURE(error)) return NULL;
  cicu_break *result = malloc(sizeof *result);
  if (result == NULL) {
    ubrk_close(iterator);
    *status = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  result->iterator = iterator;
  return result;
}

void cicu_break_close(cicu_break *iterator) {
  ubrk_close(iterator->iterator);
  free(iterator);
}

int32_t cicu_break_all(cicu_break *iterator, const uint16_t *text, int32_t length, int32_t *out, int32_t *rules,
                       int32_t capacity, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  ubrk_setText(iterator->iterator, (const UChar *)text, length, &error);
  *status = U_FAILURE(error) ? error : 0;
  if (U_FAILURE(error)) return 0;
  int32_t n = 0;
  ubrk_first(iterator->iterator);
  for (int32_t at = ubrk_next(iterator->iterator); at != UBRK_DONE; at = ubrk_next(iterator->iterator)) {
    if (n < capacity) {
      out[n] = at;
      if (rules != NULL) rules[n] = ubrk_getRuleStatus(iterator->iterator);
    }
    n++;
  }
  return n;
}

// MARK: normal forms, look-alikes, transliteration

static const UNormalizer2 *normalizer(int32_t form, UErrorCode *error) {
  switch (form) {
    case cicu_nfd: return unorm2_getNFDInstance(error);
    case cicu_nfkc_casefold: return unorm2_getNFKCCasefoldInstance(error);
    default: return unorm2_getNFCInstance(error);
  }
}

uint32_t cicu_base_letter(uint32_t scalar) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = unorm2_getNFDInstance(&error);
  UChar32 lower = u_tolower((UChar32)scalar);
  UChar parts[16];
  int32_t length = unorm2_getDecomposition(n, lower, parts, 16, &error);
  if (U_FAILURE(error) || length <= 0) return (uint32_t)lower;
  UChar32 first;
  U16_GET(parts, 0, 0, length, first);
  return (uint32_t)first;
}

bool cicu_is_normalized(int32_t form, const uint16_t *text, int32_t length) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = normalizer(form, &error);
  return U_SUCCESS(error) && unorm2_isNormalized(n, (const UChar *)text, length, &error) && U_SUCCESS(error);
}

int32_t cicu_normalize(int32_t form, const uint16_t *text, int32_t length, uint16_t *out, int32_t capacity,
                       cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  const UNormalizer2 *n = normalizer(form, &error);
  int32_t needed = unorm2_normalize(n, (const UChar *)text, length, (UChar *)out, capacity, &error);
  *status = error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error) ? 0 : error;
  return needed;
}

struct cicu_spoof {
  USpoofChecker *checker;
};

cicu_spoof *cicu_spoof_open(cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  USpoofChecker *checker = uspoof_open(&error);
  *status = U_FAILURE(error) ? error : 0;
  if (U_FAILURE(error)) return NULL;
  cicu_spoof *result = malloc(sizeof *result);
  if (result == NULL) {
    uspoof_close(checker);
    *status = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  result->checker = checker;
  return result;
}

void cicu_spoof_close(cicu_spoof *spoof) {
  uspoof_close(spoof->checker);
  free(spoof);
}

int32_t cicu_spoof_skeleton(cicu_spoof *spoof, const uint16_t *text, int32_t length, uint16_t *out,
                            int32_t capacity, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  // The type argument has had no effect since ICU 58.
  int32_t needed = uspoof_getSkeleton(spoof->checker, 0, (const UChar *)text, length, (UChar *)out, capacity, &error);
  *status = error == U_BUFFER_OVERFLOW_ERROR || U_SUCCESS(error) ? 0 : error;
  return needed;
}

struct cicu_transliterator {
  UTransliterator *transliterator;
};

cicu_transliterator *cicu_transliterator_open(const char *id, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  UChar wide[256];
  int32_t n = 0;
  for (; id[n] != 0 && n < 255; n++) wide[n] = (UChar)(unsigned char)id[n];
  UTransliterator *t = utrans_openU(wide, n, UTRANS_FORWARD, NULL, 0, NULL, &error);
  *status = U_FAILURE(error) ? error : 0;
  if (U_FAILURE(error)) return NULL;
  cicu_transliterator *result = malloc(sizeof *result);
  if (result == NULL) {
    utrans_close(t);
    *status = U_MEMORY_ALLOCATION_ERROR;
    return NULL;
  }
  result->transliterator = t;
  return result;
}

void cicu_transliterator_close(cicu_transliterator *transliterator) {
  utrans_close(transliterator->transliterator);
  free(transliterator);
}

int32_t cicu_transliterate(cicu_transliterator *transliterator, uint16_t *text, int32_t length, int32_t capacity,
                           cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  int32_t limit = length;
  utrans_transUChars(transliterator->transliterator, (UChar *)text, &length, capacity, 0, &limit, &error);
  *status = U_FAILURE(error) ? error : 0;
  return length;
}

// MARK: calendar and locale data

int32_t cicu_weekday(int32_t year, int32_t month, int32_t day) {
  // ICU's Gregorian calendar switches to the Julian one in 1582; news has no older dates.
  UErrorCode error = U_ZERO_ERROR;
  UCalendar *calendar = ucal_open(u"UTC", 3, "en", UCAL_GREGORIAN, &error);
  if (U_FAILURE(error)) return 0;
  ucal_setAttribute(calendar, UCAL_LENIENT, 0);
  ucal_clear(calendar);
  ucal_setDate(calendar, year, month - 1, day, &error);
  int32_t weekday = ucal_get(calendar, UCAL_DAY_OF_WEEK, &error);
  ucal_close(calendar);
  if (U_FAILURE(error)) return 0;
  return weekday == UCAL_SUNDAY ? 7 : weekday - 1;
}

int32_t cicu_delimiter(const char *locale, int32_t kind, uint16_t *out, int32_t capacity, cicu_status *status) {
  static const ULocaleDataDelimiterType types[] = {ULOCDATA_QUOTATION_START, ULOCDATA_QUOTATION_END,
                                                   ULOCDATA_ALT_QUOTATION_START, ULOCDATA_ALT_QUOTATION_END};
  UErrorCode error = U_ZERO_ERROR;
  ULocaleData *data = ulocdata_open(locale, &error);
  int32_t n = ulocdata_getDelimiter(data, types[kind & 3], (UChar *)out, capacity, &error);
  ulocdata_close(data);
  *status = U_FAILURE(error) ? error : 0;
  return U_FAILURE(error) ? 0 : n;
}

int32_t cicu_number_symbol(const char *locale, int32_t kind, uint16_t *out, int32_t capacity, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, locale, NULL, &error);
  int32_t n = unum_getSymbol(
      format, kind == cicu_group_separator ? UNUM_GROUPING_SEPARATOR_SYMBOL : UNUM_DECIMAL_SEPARATOR_SYMBOL,
      (UChar *)out, capacity, &error);
  unum_close(format);
  *status = U_FAILURE(error) ? error : 0;
  return U_FAILURE(error) ? 0 : n;
}

// MARK: character sets

const char *cicu_detect_charset(const char *bytes, int32_t length, int32_t *confidence) {
  UErrorCode error = U_ZERO_ERROR;
  *confidence = 0;
  UCharsetDetector *detector = ucsdet_open(&error);
  if (U_FAILURE(error)) return NULL;
  ucsdet_setText(detector, bytes, length, &error);
  const UCharsetMatch *match = ucsdet_detect(detector, &error);
  const char *name = NULL;
  if (U_SUCCESS(error) && match != NULL) {
    *confidence = ucsdet_getConfidence(match, &error);
    // The canonical name of the converter is static; the detector's own string dies with it.
    name = ucnv_getStandardName(ucsdet_getName(match, &error), "IANA", &error);
  }
  ucsdet_close(detector);
  return U_SUCCESS(error) ? name : NULL;
}

int32_t cicu_decode(const char *charset, const char *bytes, int32_t length, uint16_t *out, int32_t *offsets,
                    int32_t capacity, cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &error);
  if (U_FAILURE(error)) {
    *status = error;
    return -1;
  }
  UChar *target = (UChar *)out;
  const char *source = bytes;
  ucnv_toUnicode(converter, &target, (UChar *)out + capacity, &source, bytes + length, offsets, true, &error);
  ucnv_close(converter);
  *status = U_FAILURE(error) ? error : 0;
  return U_FAILURE(error) ? -1 : (int32_t)(target - (UChar *)out);
}

int32_t cicu_encode(const char *charset, const uint16_t *text, int32_t length, char *out, int32_t capacity,
                    cicu_status *status) {
  UErrorCode error = U_ZERO_ERROR;
  UConverter *converter = ucnv_open(charset, &error);
  if (U_FAILURE(error)) {
    *status = error;
    return -1;
  }
  ucnv_setFromUCallBack(converter, UCNV_FROM_U_CALLBACK_STOP, NULL, NULL, NULL, &error);
  int32_t n = ucnv_fromUChars(converter, out, capacity, (const UChar *)text, length, &error);
  ucnv_close(converter);
  *status = U_FAILURE(error) ? error : 0;
  return U_FAILURE(error) || n > capacity ? -1 : n;
}
