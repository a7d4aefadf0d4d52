import Findings
import Stories
import TextBase

/// Markdown as GitHub has it (cmark-gfm), with front matter.
struct MarkdownReader: StoryReader {
  static let format = "markdown"
  let options: ReadingOptions

  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let source = Source(file)
    var builder = StoryBuilder()
    var start = source.range.start
    if let matter = MarkdownReader.frontMatter(source.bytes, from: start) {
      readFrontMatter(matter, source, &builder)
      start = matter.end
    }
    try MarkdownDocument(source, from: start).read(into: &builder)
    return [builder.story()]
  }

  /// The lines between two `---` at the start of a file, of which each is a key, a part of one or a comment.
  static func frontMatter(_ bytes: [UInt8], from start: Int) -> (inner: ByteRange, end: Int)? {
    let fence = Array("---".utf8)
    guard bytes[start...].starts(with: fence), let first = lineEnd(bytes, start + 3, blank: true) else { return nil }
    var at = first
    var hasKey = false
    for _ in 0..<400 where at < bytes.count {
      var end = at
      while end < bytes.count, bytes[end] != 0x0A { end += 1 }
      if bytes[at...].starts(with: fence), let after = lineEnd(bytes, at + 3, blank: true) {
        return hasKey ? (ByteRange(first, at), after) : nil
      }
      let line = bytes[at..<end]
      let key = line.prefix { MarkupScanner.isName($0, first: false) && $0 != UInt8(ascii: ":") }
      if !key.isEmpty, key.endIndex < end, bytes[key.endIndex] == UInt8(ascii: ":") {
        hasKey = true
      } else if let byte = line.first, ![0x20, 0x09, 0x0D, UInt8(ascii: "#"), UInt8(ascii: "-")].contains(byte) {
        return nil
      }
      at = min(end + 1, bytes.count)
    }
    return nil
  }

  /// The start of the next line where nothing but white space is left on this one.
  private static func lineEnd(_ bytes: [UInt8], _ start: Int, blank: Bool) -> Int? {
    var at = start
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x09 || bytes[at] == 0x0D { at += 1 }
    if at == bytes.count { return at }
    return bytes[at] == 0x0A ? at + 1 : nil
  }

  private static let fields: [String: Field] = [
    "title": .headline, "headline": .headline, "subtitle": .summary, "description": .summary, "summary": .summary,
    "excerpt": .summary, "standfirst": .summary, "lead": .summary, "author": .byline, "byline": .byline,
  ]

  private func readFrontMatter(_ matter: (inner: ByteRange, end: Int), _ source: Source, _ builder: inout StoryBuilder) {
    var found: [(field: Field, value: Source)] = []
    var at = matter.inner.start
    while at < matter.inner.end {
      var end = at
      while end < matter.inner.end, source.bytes[end] != 0x0A { end += 1 }
      if let colon = source.bytes[at..<end].firstIndex(of: UInt8(ascii: ":")) {
        let key = String(decoding: source.bytes[at..<colon], as: UTF8.self)
        var value = Source(source.bytes, range: ByteRange(colon + 1, end), escaping: [.sealed]).trimmed
        let first = value.range.isEmpty ? 0 : value.bytes[value.range.start]
        if value.range.count >= 2, first == 0x22 || first == 0x27, value.bytes[value.range.end - 1] == first {
          value.range = ByteRange(value.range.start + 1, value.range.end - 1)
        }
        if ["lang", "language", "locale"].contains(key.lowercased()) { builder.language = LanguageTag.parse(value.text) }
        if options.isSourceLanguage(key) { builder.sourceLanguage = LanguageTag.parse(value.text) }
        // Blocks, lists and values with escapes are more than a line of copy.
        let isPlain = ![UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "["), UInt8(ascii: "{")].contains(first)
        if isPlain, !value.text.contains("\\"), let field = MarkdownReader.fields[key.lowercased()] {
          found.append((field, value))
        }
      }
      at = end + 1
    }
    for (field, value) in found { builder.line(value, field: field) }
  }
}
