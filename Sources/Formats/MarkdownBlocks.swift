import Findings
import TextBase

/// The blocks of a Markdown text, line by line: paragraphs, headings, items, quotations, tables; code and markup are no
/// copy.
struct MarkdownBlocks {
  private let source: Source
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int
  /// Lines of the paragraph that is open, without what marks them as part of a list or quotation.
  private var paragraph: [ByteRange] = []
  /// The open paragraph is an item of a list.
  private var isItem = false

  init(_ source: Source, from start: Int) {
    self.source = source
    bytes = source.bytes
    at = start
    end = source.range.end
  }

  mutating func read(into builder: inout StoryBuilder) {
    while let line = nextLine() {
      var line = strip(line)
      let indent = indent(line)
      line.start += indent.bytes
      if line.isEmpty {
        close(&builder)
      } else if let fence = fence(line) {
        close(&builder)
        skipCode(fence)
      } else if indent.columns >= 4, paragraph.isEmpty {
        // Code by its indent.
      } else if let level = heading(line) {
        close(&builder)
        heading(ByteRange(line.start + level, line.end), level, &builder)
      } else if let level = underline(line), !paragraph.isEmpty {
        close(&builder, field: level == 1 && builder.isEmpty ? .headline : .subheading)
      } else if isRule(line) {
        close(&builder)
      } else if paragraph.isEmpty, isComment(line) {
        if let copy = behindComment(line) { paragraph.append(copy) }
      } else if paragraph.isEmpty, isMarkup(line) {
        skipMarkup()
      } else if paragraph.isEmpty, isDefinition(line) {
        continue
      } else if isTableRow(line) {
        close(&builder)
        row(line, &builder)
      } else {
        if startsItem(&line) {
          close(&builder)
          isItem = true
        }
        if !line.isEmpty { paragraph.append(line) }
      }
    }
    close(&builder)
  }

  // MARK: lines

  private mutating func nextLine() -> ByteRange? {
    guard at < end else { return nil }
    let start = at
    while at < end, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    let line = ByteRange(start, at)
    if at < end { at += bytes[at] == 0x0D && at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1 }
    return line
  }

  /// Without the marks of quotations before it.
  private func strip(_ line: ByteRange) -> ByteRange {
    var line = line
    while true {
      let indent = indent(line)
      let mark = line.start + indent.bytes
      guard indent.columns < 4, mark < line.end, bytes[mark] == UInt8(ascii: ">") else { return line }
      line.start = mark + 1
      if line.start < line.end, bytes[line.start] == 0x20 { line.start += 1 }
    }
  }

  private func indent(_ line: ByteRange) -> (bytes: Int, columns: Int) {
    var columns = 0
    var at = line.start
    while at < line.end, bytes[at] == 0x20 || bytes[at] == 0x09 {
      columns += bytes[at] == 0x09 ? 4 : 1
      at += 1
    }
    return (at - line.start, columns)
  }

  // MARK: what a line is

  private func run(_ line: ByteRange, of byte: UInt8) -> Int {
    var at = line.start
    while at < line.end, bytes[at] == byte { at += 1 }
    return at - line.start
  }

  private func fence(_ line: ByteRange) -> (byte: UInt8, count: Int)? {
    for byte in [UInt8(ascii: "`"), UInt8(ascii: "~")] {
      let count = run(line, of: byte)
      if count >= 3, byte != UInt8(ascii: "`") || !bytes[(line.start + count)..<line.end].contains(byte) {
        return (byte, count)
      }
    }
    return nil
  }

  private mutating func skipCode(_ fence: (byte: UInt8, count: Int)) {
    while let line = nextLine() {
      var line = strip(line)
      line.start += indent(line).bytes
      let count = run(line, of: fence.byte)
      if count >= fence.count, bytes[(line.start + count)..<line.end].allSatisfy({ $0 <= 0x20 }) { return }
    }
  }

  private func heading(_ line: ByteRange) -> Int? {
    let level = run(line, of: UInt8(ascii: "#"))
    guard (1...6).contains(level), line.start + level == line.end || bytes[line.start + level] <= 0x20 else { return nil }
    return level
  }

  /// The level that a line of = or - gives the paragraph above.
  private func underline(_ line: ByteRange) -> Int? {
    let trimmed = Source(bytes, range: line).trimmed.range
    if run(trimmed, of: UInt8(ascii: "=")) == trimmed.count { return 1 }
    return run(trimmed, of: UInt8(ascii: "-")) == trimmed.count ? 2 : nil
  }

  private func isRule(_ line: ByteRange) -> Bool {
    let marks = bytes[line.start..<line.end].filter { $0 > 0x20 }
    guard marks.count >= 3, let first = marks.first, "*-_".utf8.contains(first) else { return false }
    return marks.allSatisfy { $0 == first }
  }

  private static let blockNames: Set<String> = [
    "div", "section", "article", "table", "ul", "ol", "p", "pre", "script", "style", "figure", "iframe", "details", "summary",
    "header", "footer", "nav", "aside", "form", "video", "audio", "center", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "main",
  ]

  /// The start of a block of HTML, which lasts to the next blank line.
  private func isMarkup(_ line: ByteRange) -> Bool {
    guard bytes[line.start] == UInt8(ascii: "<") else { return false }
    var scanner = MarkupScanner(Source(bytes, range: line), isHTML: true)
    switch scanner.next() {
    case .start(let name, _, _), .end(let name): return MarkdownBlocks.blockNames.contains(name)
    case nil: return true
    default: return false
    }
  }

  private func isComment(_ line: ByteRange) -> Bool { bytes[line.start..<line.end].starts(with: Array("<!--".utf8)) }

  /// Reads on to the end of a comment; a blank line does not end it. Copy behind its end begins a paragraph.
  private mutating func behindComment(_ first: ByteRange) -> ByteRange? {
    var line = ByteRange(first.start + 4, first.end)
    while true {
      var at = line.start
      while at + 3 <= line.end {
        if bytes[at] == UInt8(ascii: "-"), bytes[at + 1] == UInt8(ascii: "-"), bytes[at + 2] == UInt8(ascii: ">") {
          let rest = ByteRange(at + 3, line.end)
          let blank = indent(rest).bytes
          return blank == rest.count ? nil : ByteRange(rest.start + blank, rest.end)
        }
        at += 1
      }
      guard let next = nextLine() else { return nil }
      line = next
    }
  }

  private mutating func skipMarkup() {
    while let line = nextLine() {
      if bytes[line.start..<line.end].allSatisfy({ $0 <= 0x20 }) { return }
    }
  }

  /// `[name]: address`
  private func isDefinition(_ line: ByteRange) -> Bool {
    guard bytes[line.start] == UInt8(ascii: "["), let close = bytes[line.start..<line.end].firstIndex(of: UInt8(ascii: "]"))
    else { return false }
    return close + 1 < line.end && bytes[close + 1] == UInt8(ascii: ":") && bytes[line.start + 1] != UInt8(ascii: "^")
  }

  private func isTableRow(_ line: ByteRange) -> Bool {
    bytes[line.start] == UInt8(ascii: "|") && line.count > 2 && bytes[line.start + 1..<line.end].contains(UInt8(ascii: "|"))
  }

  /// Takes the mark of a list item off.
  private func startsItem(_ line: inout ByteRange) -> Bool {
    var at = line.start
    if "-*+".utf8.contains(bytes[at]) {
      at += 1
    } else {
      while at < line.end, at - line.start < 9, (0x30...0x39).contains(bytes[at]) { at += 1 }
      guard at > line.start, at < line.end, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ")") else {
        return false
      }
      // A line that begins with a year is no item of a list unless one was begun.
      if !paragraph.isEmpty, !isItem, !(at == line.start + 1 && bytes[line.start] == UInt8(ascii: "1")) { return false }
      at += 1
    }
    guard at == line.end || bytes[at] == 0x20 || bytes[at] == 0x09 else { return false }
    while at < line.end, bytes[at] <= 0x20 { at += 1 }
    if at + 3 < line.end, bytes[at] == UInt8(ascii: "["), bytes[at + 2] == UInt8(ascii: "]"), bytes[at + 3] == 0x20 { at += 4 }
    line.start = at
    return true
  }

  // MARK: blocks

  private mutating func close(_ builder: inout StoryBuilder, field: Field? = nil) {
    isItem = false
    guard !paragraph.isEmpty else { return }
    add(paragraph, field, &builder)
    paragraph = []
  }

  private func heading(_ line: ByteRange, _ level: Int, _ builder: inout StoryBuilder) {
    var line = Source(bytes, range: line).trimmed.range
    var end = line.end
    while end > line.start, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    if end == line.start || bytes[end - 1] <= 0x20 { line.end = end }
    let isFirst = builder.isEmpty || !builder.blocks.contains { $0.field == nil || $0.field == .headline }
    add([line], level == 1 && isFirst ? .headline : .subheading, &builder, once: true)
  }

  private func row(_ line: ByteRange, _ builder: inout StoryBuilder) {
    var at = line.start + 1
    var start = at
    while at < line.end {
      if bytes[at] == UInt8(ascii: "|"), bytes[at - 1] != UInt8(ascii: "\\") {
        let cell = Source(bytes, range: ByteRange(start, at)).trimmed.range
        let isRuler = bytes[cell.start..<cell.end].allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") }
        if !isRuler { add([cell], .caption, &builder) }
        start = at + 1
      }
      at += 1
    }
  }

  private func add(_ lines: [ByteRange], _ field: Field?, _ builder: inout StoryBuilder, once: Bool = false) {
    builder.end()
    builder.field = field
    var inline = MarkdownInline(source, lines)
    inline.write(into: &builder)
    builder.end(once: once)
    builder.field = nil
  }
}
