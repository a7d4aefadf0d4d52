import Stories
import TextBase

/// Refuses Markdown that cmark-gfm would need minutes for. It goes in linear time, whatever the length of a paragraph, but
/// for some marks goes back to the paragraph's start, on to its end, or through all marks of another kind before them.
enum MarkdownLimit {
  /// Steps that a paragraph may ask for; a second or two.
  private static let steps = 400_000_000

  static func check(_ bytes: [UInt8], _ range: ByteRange) throws(DecodedFile.Unreadable) {
    var counts = Counts(start: range.start)
    var line = range.start
    while line < range.end {
      var end = line
      while end < range.end, bytes[end] != 0x0A { end += 1 }
      let kind = kind(bytes, line, end)
      if kind == .startsBlock { counts = Counts(start: line) }
      counts.take(bytes, line, end)
      if kind == .underline || kind == .delimiters { counts.delimiters += 1 }
      if counts.steps(to: end) > steps {
        throw DecodedFile.Unreadable(
          reason: "a paragraph of it holds more marks than can be followed in good time; give --input-format text")
      }
      line = end + 1
      if kind == .underline { counts = Counts(start: line) }
    }
  }

  private struct Counts {
    let start: Int
    var openings = 0, images = 0, closings = 0, emphases = 0, delimiters = 0

    init(start: Int) { self.start = start }

    mutating func take(_ bytes: [UInt8], _ line: Int, _ end: Int) {
      for at in line..<end {
        let next = at + 1 < end ? bytes[at + 1] : 0x0A
        switch bytes[at] {
        case UInt8(ascii: "<"): if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") { openings += 1 }
        case UInt8(ascii: "!"): if next == UInt8(ascii: "[") { images += 1 }
        case UInt8(ascii: "]"): closings += 1
        case UInt8(ascii: "*"), UInt8(ascii: "_"): emphases += 1
        default: break
        }
      }
    }

    /// The weights are how long a step of each takes.
    func steps(to end: Int) -> Int {
      max(openings * (end - start), images * images, 4 * (images + emphases) * closings, 8 * delimiters * (end - start))
    }
  }

  private enum Kind { case text, startsBlock, underline, delimiters }

  private static func kind(_ bytes: [UInt8], _ line: Int, _ end: Int) -> Kind {
    var at = line
    while at < end, at < line + 3, bytes[at] == 0x20 { at += 1 }
    var last = end
    while last > at, bytes[last - 1] <= 0x20 { last -= 1 }
    if at == last { return .startsBlock }
    switch bytes[at] {
    // Dashes below a paragraph make it a heading, elsewhere they are a rule: the next line begins something new.
    case UInt8(ascii: "-") where bytes[at..<last].allSatisfy({ $0 == UInt8(ascii: "-") }): return .underline
    // A heading or an item of a list, wherever it stands; an item without a word does not end a paragraph.
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "#"):
      if last > at + 2, bytes[at + 1] == 0x20, bytes[at + 2] > 0x20 { return .startsBlock }
    default: break
    }
    // What may stand below the head of a table, in a quotation too.
    let isRow = bytes[at..<last].allSatisfy { "-:| \t>".utf8.contains($0) } && bytes[at..<last].contains(UInt8(ascii: "-"))
    return isRow ? .delimiters : .text
  }
}
