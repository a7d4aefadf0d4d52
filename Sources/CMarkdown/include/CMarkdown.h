// Markdown's structure from cmark-gfm: a document is walked from its start to its end, node by node. No type of the library
// is visible here.
#ifndef CMARKDOWN_H
#define CMARKDOWN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

typedef struct cmarkdown cmarkdown;

enum cmarkdown_kind {
  // Blocks
  CMARKDOWN_CONTAINER,  // a document, quotation, list, item, table or row
  CMARKDOWN_PARAGRAPH,
  CMARKDOWN_HEADING,
  CMARKDOWN_CELL,
  CMARKDOWN_HTML,
  CMARKDOWN_SILENT,  // code, a rule
  // What stands in a paragraph, heading or cell
  CMARKDOWN_TEXT,
  CMARKDOWN_SOFT_BREAK,
  CMARKDOWN_HARD_BREAK,
  CMARKDOWN_CODE,
  CMARKDOWN_TAG,
  CMARKDOWN_EMPHASIS,
  CMARKDOWN_STRONG,
  CMARKDOWN_LINK,
  CMARKDOWN_IMAGE,
  CMARKDOWN_FOOTNOTE,
};

struct cmarkdown_event {
  enum cmarkdown_kind kind;
  // A node with children is met twice.
  bool enters;
  // 1 to 6 of a heading, else 0.
  int32_t level;
  // Lines count from 1. Columns are bytes, from 1; those of what stands within a block are columns of its content.
  int32_t line, column, end_line, end_column;
  // What a text, code or tag says; of a block, its lines without what marks them as part of it, before escapes are undone.
  const char *_Nullable text;
  size_t length;
};
typedef struct cmarkdown_event cmarkdown_event;

// Tables, task lists and footnotes are read, as GitHub has them. Any number of threads may parse at once.
cmarkdown *cmarkdown_parse(const uint8_t *_Nullable bytes, size_t length);
// False at the end. `text` lives as long as the document.
bool cmarkdown_next(cmarkdown *document, cmarkdown_event *event);
void cmarkdown_free(cmarkdown *document);

#pragma clang assume_nonnull end

#endif
