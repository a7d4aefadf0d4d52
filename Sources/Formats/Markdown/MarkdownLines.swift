import TextBase

/// The lines of a Markdown text, and the way from a block's content to them. cmark-gfm hands out the content of a block line by
/// line, each line a part of one of the file's, so that places in it are exact whatever quotation marks, indents or escaped
/// bars stand around and within it; its columns of inline text are not (they count from the first line of a paragraph, and
/// bars of a table that were escaped count once).
struct MarkdownLines {
  private let source: Source
  private let bytes: [UInt8]
  /// Without their ends.
  private var lines: [ByteRange] = []

  init(_ source: Source) {
    self.source = source
    bytes = source.bytes
    var start = source.range.start
    while start < source.range.end {
      let line = MarkdownLines.line(bytes, from: start, to: source.range.end)
      lines.append(line)
      start = MarkdownLines.next(bytes, line.end, source.range.end)
    }
  }

  private static func line(_ bytes: [UInt8], from start: Int, to end: Int) -> ByteRange {
    var at = start
    while at < end, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
    return ByteRange(start, at)
  }

  /// The start of the line behind the one that ends at `at`.
  private static func next(_ bytes: [UInt8], _ at: Int, _ end: Int) -> Int {
    guard at < end else { return end }
    return at + (bytes[at] == 0x0D && at + 1 < end && bytes[at + 1] == 0x0A ? 2 : 1)
  }

  /// Bytes of the source from one line to another, both counted from 1.
  func range(_ first: Int, _ last: Int) -> ByteRange? {
    guard first >= 1, first <= last, last <= lines.count else { return nil }
    return ByteRange(lines[first - 1].start, lines[last - 1].end)
  }

  // MARK: paragraphs

  /// The content of a paragraph, each of its lines the end of a line of the file. `first` is where it begins at the
  /// earliest: definitions of links may stand before it.
  func paragraph(_ content: [UInt8], from first: Int, to last: Int) -> Source? {
    var parts: [ByteRange] = []
    var start = 0
    while start < content.count {
      let part = MarkdownLines.line(content, from: start, to: content.count)
      parts.append(part)
      start = MarkdownLines.next(content, part.end, content.count)
    }
    guard !parts.isEmpty else { return nil }
    // From the end, where nothing but the line below a heading may follow.
    var line = min(last, lines.count) - parts.count
    while line >= max(0, first - 1) {
      if let source = match(parts, of: content, at: line) { return source }
      line -= 1
    }
    return nil
  }

  private func match(_ parts: [ByteRange], of content: [UInt8], at first: Int) -> Source? {
    var map = SourceMap()
    for (index, part) in parts.enumerated() {
      let line = lines[first + index]
      // Blanks at the end may have been taken off.
      let trimmed = trim(bytes, line)
      let wanted = trim(content, part)
      let start = trimmed.end - wanted.count
      guard start >= line.start, content[wanted.start..<wanted.end].elementsEqual(bytes[start..<trimmed.end]),
        start + part.count <= line.end
      else { return nil }
      map.appendCopy(length: part.count, origin: start)
      let rest = (index + 1 < parts.count ? parts[index + 1].start : content.count) - part.end
      if rest > 0 {
        let behind = start + part.count
        map.appendAtom(length: rest, origin: behind, originLength: gap(behind, first + index))
      }
    }
    return Source(content, map: map, escaping: [.markdown])
  }

  /// How much a line's end takes: with the blanks of the next line where nothing else parts the two.
  private func gap(_ behind: Int, _ line: Int) -> Int {
    let next = MarkdownLines.next(bytes, lines[line].end, source.range.end)
    var at = next
    while at < source.range.end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    return (at < source.range.end && bytes[at] == UInt8(ascii: ">") ? next : at) - behind
  }

  private func trim(_ bytes: [UInt8], _ range: ByteRange) -> ByteRange {
    var range = range
    while range.end > range.start, bytes[range.end - 1] == 0x20 || bytes[range.end - 1] == 0x09 { range.end -= 1 }
    return range
  }

  // MARK: headings and cells

  /// The content of a heading of one line, behind its signs.
  func heading(_ content: [UInt8], line: Int, column: Int) -> Source? {
    guard line >= 1, line <= lines.count, column >= 1 else { return nil }
    let line = lines[line - 1]
    var at = min(line.end, line.start + column - 1)
    while at < line.end, bytes[at] == UInt8(ascii: "#") { at += 1 }
    while at < line.end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at + content.count <= line.end, bytes[at..<(at + content.count)].elementsEqual(content) else { return nil }
    return Source(content, map: .identity(from: at), escaping: [.markdown])
  }

  /// The content of a table's cell, looked for from `start` in its line; and where the next one begins.
  func cell(_ content: [UInt8], line: Int, from start: Int?) -> (source: Source, end: Int)? {
    guard line >= 1, line <= lines.count else { return nil }
    let line = lines[line - 1]
    var start = start ?? line.start
    while start < line.end {
      if let found = match(cell: content, from: start, to: line.end) { return found }
      start += 1
    }
    return nil
  }

  private func match(cell content: [UInt8], from start: Int, to end: Int) -> (source: Source, end: Int)? {
    let bar = UInt8(ascii: "|")
    let backslash = UInt8(ascii: "\\")
    var map = SourceMap()
    var at = start
    for (index, byte) in content.enumerated() {
      if byte == bar, at + 1 < end, bytes[at] == backslash, bytes[at + 1] == bar {
        map.appendAtom(length: 1, origin: at, originLength: 2)
        at += 2
      } else if at < end, bytes[at] == byte, byte != bar || (index > 0 && content[index - 1] == backslash) {
        map.appendCopy(length: 1, origin: at)
        at += 1
      } else {
        return nil
      }
    }
    // It is the whole of a cell.
    while at < end, bytes[at] == 0x20 || bytes[at] == 0x09 { at += 1 }
    guard at == end || bytes[at] == bar else { return nil }
    return (Source(content, map: map, escaping: [.markdown]), min(end, at + 1))
  }
}
