#include "CMarkdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cmarkdown {
  cmark_node *root;
  cmark_iter *walk;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static void prepare(void) { cmark_gfm_core_extensions_ensure_registered(); }

cmarkdown *cmarkdown_parse(const uint8_t *bytes, size_t length) {
  pthread_once(&once, prepare);
  cmark_parser *parser = cmark_parser_new(CMARK_OPT_FOOTNOTES);
  // Not "strikethrough": it changes a table that all threads share.
  const char *const names[] = {"table", "tasklist"};
  for (size_t index = 0; index < sizeof names / sizeof *names; index++) {
    cmark_syntax_extension *extension = cmark_find_syntax_extension(names[index]);
    if (extension) cmark_parser_attach_syntax_extension(parser, extension);
  }
  cmark_parser_feed(parser, (const char *)bytes, length);
  cmarkdown *document = malloc(sizeof *document);
  if (!document) abort();
  document->root = cmark_parser_finish(parser);
  document->walk = cmark_iter_new(document->root);
  cmark_parser_free(parser);
  return document;
}

static enum cmarkdown_kind kind(cmark_node *node) {
  cmark_node_type type = cmark_node_get_type(node);
  if (type == CMARK_NODE_PARAGRAPH) return CMARKDOWN_PARAGRAPH;
  if (type == CMARK_NODE_HEADING) return CMARKDOWN_HEADING;
  if (type == CMARK_NODE_HTML_BLOCK) return CMARKDOWN_HTML;
  if (type == CMARK_NODE_CODE_BLOCK || type == CMARK_NODE_THEMATIC_BREAK) return CMARKDOWN_SILENT;
  if (type == CMARK_NODE_TEXT) return CMARKDOWN_TEXT;
  if (type == CMARK_NODE_SOFTBREAK) return CMARKDOWN_SOFT_BREAK;
  if (type == CMARK_NODE_LINEBREAK) return CMARKDOWN_HARD_BREAK;
  if (type == CMARK_NODE_CODE) return CMARKDOWN_CODE;
  if (type == CMARK_NODE_HTML_INLINE) return CMARKDOWN_TAG;
  if (type == CMARK_NODE_EMPH) return CMARKDOWN_EMPHASIS;
  if (type == CMARK_NODE_STRONG) return CMARKDOWN_STRONG;
  if (type == CMARK_NODE_LINK) return CMARKDOWN_LINK;
  if (type == CMARK_NODE_IMAGE) return CMARKDOWN_IMAGE;
  if (type == CMARK_NODE_FOOTNOTE_REFERENCE) return CMARKDOWN_FOOTNOTE;
  // No header tells the types that extensions add.
  return strcmp(cmark_node_get_type_string(node), "table_cell") ? CMARKDOWN_CONTAINER : CMARKDOWN_CELL;
}

bool cmarkdown_next(cmarkdown *document, cmarkdown_event *event) {
  cmark_event_type step = cmark_iter_next(document->walk);
  if (step == CMARK_EVENT_DONE) return false;
  cmark_node *node = cmark_iter_get_node(document->walk);
  event->kind = kind(node);
  event->enters = step == CMARK_EVENT_ENTER;
  event->level = event->kind == CMARKDOWN_HEADING ? cmark_node_get_heading_level(node) : 0;
  event->line = cmark_node_get_start_line(node);
  event->column = cmark_node_get_start_column(node);
  event->end_line = cmark_node_get_end_line(node);
  event->end_column = cmark_node_get_end_column(node);
  switch (event->kind) {
    case CMARKDOWN_PARAGRAPH:
    case CMARKDOWN_HEADING:
    case CMARKDOWN_CELL:
      // Of an empty one it was never written.
      event->text = cmark_node_first_child(node) ? cmark_node_get_string_content(node) : NULL;
      break;
    case CMARKDOWN_TEXT:
    case CMARKDOWN_CODE:
    case CMARKDOWN_TAG: event->text = cmark_node_get_literal(node); break;
    // The others keep no text, or no end to it.
    default: event->text = NULL;
  }
  event->length = event->text ? strlen(event->text) : 0;
  return true;
}

void cmarkdown_free(cmarkdown *document) {
  cmark_iter_free(document->walk);
  cmark_node_free(document->root);
  free(document);
}
