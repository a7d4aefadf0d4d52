// The floor: what any checker on ICU has to do at least. Reads each file whole, converts it from UTF-8 to UTF-16 and
// walks ICU's word and sentence boundaries. Handles are opened once and buffers are kept, as a good program would.
//
//   floor [--locale TAG] [--repeat N] [--files-from LIST|-] [FILE…]
//
// Prints one line: files, bytes, words, sentences, seconds. Without any file the list comes from standard input.
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <unicode/ubrk.h>
#include <unicode/ustring.h>
#include <unicode/uversion.h>

static void die(const char *what, const char *why) {
  fprintf(stderr, "floor: %s: %s\n", what, why);
  exit(2);
}

static void *grown(void *block, size_t *capacity, size_t needed, size_t width) {
  if (needed <= *capacity) return block;
  *capacity = needed + needed / 2;
  block = realloc(block, *capacity * width);
  if (!block) die("memory", "exhausted");
  return block;
}

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static UBreakIterator *opened(UBreakIteratorType type, const char *locale) {
  UErrorCode status = U_ZERO_ERROR;
  UBreakIterator *iterator = ubrk_open(type, locale, NULL, 0, &status);
  if (U_FAILURE(status)) die("ubrk_open", u_errorName(status));
  return iterator;
}

static unsigned long long walk(UBreakIterator *iterator, const UChar *text, int32_t length) {
  UErrorCode status = U_ZERO_ERROR;
  ubrk_setText(iterator, text, length, &status);
  if (U_FAILURE(status)) die("ubrk_setText", u_errorName(status));
  unsigned long long count = 0;
  ubrk_first(iterator);
  while (ubrk_next(iterator) != UBRK_DONE) count++;
  return count;
}

static char **files;
static size_t file_count, file_capacity;

static void add(const char *path) {
  files = grown(files, &file_capacity, file_count + 1, sizeof *files);
  if (!(files[file_count++] = strdup(path))) die("memory", "exhausted");
}

static void add_list(const char *path) {
  FILE *list = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  if (!list) die(path, strerror(errno));
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  while ((length = getline(&line, &capacity, list)) > 0) {
    if (line[length - 1] == '\n') line[length - 1] = 0;
    if (line[0]) add(line);
  }
  free(line);
  if (list != stdin) fclose(list);
}

int main(int argc, char **argv) {
  const char *locale = "en";
  long repeat = 1;
  for (int at = 1; at < argc; at++) {
    const char *value = at + 1 < argc ? argv[at + 1] : NULL;
    if (strcmp(argv[at], "--version") == 0) {
      UVersionInfo version;
      char text[U_MAX_VERSION_STRING_LENGTH];
      u_getVersion(version);
      u_versionToString(version, text);
      printf("ICU %s\n", text);
      return 0;
    } else if (strcmp(argv[at], "--locale") == 0 && value) {
      locale = argv[++at];
    } else if (strcmp(argv[at], "--repeat") == 0 && value && (repeat = strtol(value, NULL, 10)) > 0) {
      at++;
    } else if (strcmp(argv[at], "--files-from") == 0 && value) {
      add_list(argv[++at]);
    } else if (argv[at][0] == '-') {
      die(argv[at], "no such option, or its value is missing or wrong");
    } else {
      add(argv[at]);
    }
  }
  if (file_count == 0) add_list("-");

  UBreakIterator *words = opened(UBRK_WORD, locale);
  UBreakIterator *sentences = opened(UBRK_SENTENCE, locale);
  char *bytes = NULL;
  UChar *units = NULL;
  size_t byte_capacity = 0, unit_capacity = 0;
  unsigned long long total = 0, word_count = 0, sentence_count = 0;
  double start = now();
  for (long round = 0; round < repeat; round++) {
    for (size_t file = 0; file < file_count; file++) {
      int descriptor = open(files[file], O_RDONLY | O_CLOEXEC);
      struct stat status;
      if (descriptor < 0 || fstat(descriptor, &status) != 0) die(files[file], strerror(errno));
      size_t size = (size_t)status.st_size, length = 0;
      bytes = grown(bytes, &byte_capacity, size + 1, 1);
      for (;;) {
        ssize_t got = read(descriptor, bytes + length, byte_capacity - length);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) die(files[file], strerror(errno));
        if (got == 0) break;
        length += (size_t)got;
        if (length == byte_capacity) bytes = grown(bytes, &byte_capacity, length + 65536, 1);
      }
      close(descriptor);
      // A text never has more UTF-16 units than UTF-8 bytes.
      units = grown(units, &unit_capacity, length + 1, sizeof *units);
      int32_t unit_count = 0;
      UErrorCode error = U_ZERO_ERROR;
      u_strFromUTF8WithSub(
        units, (int32_t)unit_capacity, &unit_count, bytes, (int32_t)length, 0xFFFD, NULL, &error);
      if (U_FAILURE(error)) die(files[file], u_errorName(error));
      total += length;
      word_count += walk(words, units, unit_count);
      sentence_count += walk(sentences, units, unit_count);
    }
  }
  double seconds = now() - start;
  printf(
    "files %zu bytes %llu words %llu sentences %llu seconds %.6f\n", file_count * (size_t)repeat, total, word_count,
    sentence_count, seconds);
  return 0;
}
