import CMarkdown
import Findings
import Stories
import TextBase

/// Markdown's blocks as cmark-gfm finds them: paragraphs, headings, items, quotations, cells of tables. Code is no copy.
struct MarkdownDocument {
  private let source: Source
  private let lines: MarkdownLines

  init(_ source: Source, from start: Int) throws(DecodedFile.Unreadable) {
    self.source = Source(source.bytes, range: ByteRange(start, source.range.end), escaping: [.markdown])
    lines = MarkdownLines(self.source)
    try MarkdownLimit.check(source.bytes, ByteRange(start, source.range.end))
  }

  func read(into builder: inout StoryBuilder) {
    let text = source.bytes[source.range.start..<source.range.end]
    let document = text.withUnsafeBufferPointer { cmarkdown_parse($0.baseAddress, $0.count) }
    defer { cmarkdown_free(document) }
    var event = cmarkdown_event()
    var inline: MarkdownText?
    var row = (line: 0, end: 0)
    var last = 0
    var lost = 0
    while cmarkdown_next(document, &event) {
      switch event.kind {
      case CMARKDOWN_PARAGRAPH, CMARKDOWN_HEADING, CMARKDOWN_CELL:
        guard event.enters else {
          if inline?.isLost ?? false { lost += 1 }
          inline = nil
          builder.end(once: event.kind == CMARKDOWN_HEADING)
          builder.field = nil
          continue
        }
        builder.end()
        builder.field = field(event, builder)
        // A paragraph that a table follows at once has no lines of its own.
        if event.line == 0 { (event.line, event.end_line) = (Int32(last + 1), Int32(last + 1 + lineEnds(event))) }
        inline = MarkdownText(content(event, &row))
        last = max(last, Int(event.line), Int(event.end_line))
      case CMARKDOWN_HTML: html(event, &builder)
      case CMARKDOWN_CONTAINER, CMARKDOWN_SILENT: continue
      default: inline?.take(event, &builder)
      }
    }
    builder.end()
    if lost > 0 {
      builder.notes.append("marks in it could not be followed to their end \(lost) times; places there are coarse")
    }
  }

  private func lineEnds(_ event: cmarkdown_event) -> Int {
    event.text.map { UnsafeRawBufferPointer(start: $0, count: event.length).count { $0 == 0x0A } } ?? 0
  }

  private func field(_ event: cmarkdown_event, _ builder: StoryBuilder) -> Field? {
    switch event.kind {
    case CMARKDOWN_CELL: return .caption
    case CMARKDOWN_HEADING:
      let isFirst = builder.isEmpty || !builder.blocks.contains { $0.field == nil || $0.field == .headline }
      return event.level == 1 && isFirst ? .headline : .subheading
    default: return nil
    }
  }

  private func content(_ event: cmarkdown_event, _ row: inout (line: Int, end: Int)) -> Source {
    let content = event.text.map { Array(UnsafeRawBufferPointer(start: $0, count: event.length)) } ?? []
    let (first, last) = (Int(event.line), Int(event.end_line))
    var found: Source?
    switch event.kind {
    case CMARKDOWN_CELL:
      let start = row.line == first ? row.end : nil
      if let cell = lines.cell(content, line: first, from: start) {
        row = (first, cell.end)
        found = cell.source
      }
    case CMARKDOWN_HEADING: found = lines.heading(content, line: first, column: Int(event.column))
    default: break
    }
    if let source = found ?? lines.paragraph(content, from: first, to: last + 1) { return source }
    // Known by its lines alone.
    let range = lines.range(first, max(first, last)) ?? source.range
    var map = SourceMap()
    map.appendAtom(length: content.count, range, through: .identity())
    return Source(content, map: map, escaping: [.sealed])
  }

  /// A block of HTML, unless the marks of a quotation stand before its lines.
  private func html(_ event: cmarkdown_event, _ builder: inout StoryBuilder) {
    guard event.enters, let range = lines.range(Int(event.line), max(Int(event.line), Int(event.end_line))),
      let tree = try? MarkupTree.html(Source(source.bytes, range: range))
    else { return }
    if source.bytes[range.start..<range.end].first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
      MarkupFlow(tree).walk(0, into: &builder)
    }
  }
}
