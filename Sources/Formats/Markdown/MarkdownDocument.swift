import CMarkdown
import Findings
import Stories
import TextBase

/// Markdown's blocks as cmark-gfm finds them: paragraphs, headings, items, quotations, cells of tables. Code is no copy.
struct MarkdownDocument {
  private let source: Source
  private let lines: MarkdownLines

  /// A paragraph, list or table without a blank line in it is at most this long, in bytes.
  static let runLimit = 1 << 20
  /// The work that such a run may ask for: cmark-gfm goes back to its start, or on to its end, for each of some marks.
  private static let workLimit = 400_000_000

  init(_ source: Source, from start: Int) throws(DecodedFile.Unreadable) {
    self.source = Source(source.bytes, range: ByteRange(start, source.range.end), escaping: [.markdown])
    lines = MarkdownLines(self.source)
    try MarkdownDocument.refuseHostile(source.bytes, ByteRange(start, source.range.end))
  }

  /// Marks that take time by their number times their distance.
  private static func refuseHostile(_ bytes: [UInt8], _ range: ByteRange) throws(DecodedFile.Unreadable) {
    var start = range.start
    var openings = 0
    var brackets = 0
    var at = range.start
    while at < range.end {
      let byte = bytes[at]
      let next = at + 1 < range.end ? bytes[at + 1] : 0x0A
      if byte == UInt8(ascii: "<"), next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { openings += 1 }
      if byte == UInt8(ascii: "!"), next == UInt8(ascii: "[") { brackets += 1 }
      at += 1
      let isBlankLine = byte == 0x0A && (next == 0x0A || next == 0x0D)
      guard isBlankLine || at == range.end else { continue }
      if at - start > runLimit {
        throw DecodedFile.Unreadable(
          reason: "a paragraph or list of it has more than \(runLimit >> 20) MB without a blank line; give --input-format text")
      }
      if openings * (at - start) > workLimit || brackets * brackets > workLimit {
        throw DecodedFile.Unreadable(
          reason: "a paragraph of it holds too many marks that begin nothing; give --input-format text")
      }
      (start, openings, brackets) = (at, 0, 0)
    }
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
