import Findings
import TextBase

/// A story as a reader found it in a file: its prose, the place of each piece, and what the format says of it.
public struct StoryText: Sendable {
  /// A run of prose: a paragraph, or a field that the format names.
  public struct Block: Sendable {
    /// Bytes of `bytes`.
    public var range: ByteRange
    /// What the format says it is; nil where that must be found out.
    public var field: Field?
    /// BCP 47, where the format says so.
    public var language: String?
    /// What must be done to text before it may stand in the file at this place, innermost first.
    public var escaping: [Escaping]
    public init(range: ByteRange, field: Field? = nil, language: String? = nil, escaping: [Escaping] = []) {
      self.range = range
      self.field = field
      self.language = language
      self.escaping = escaping
    }
  }

  /// UTF-8.
  public var bytes: [UInt8]
  /// From `bytes` to the decoded file.
  public var map: SourceMap
  public var blocks: [Block]
  /// Declared by the format or by the user.
  public var language: String?
  public var sourceLanguage: String?
  /// Offsets in `bytes` that are not UTF-8.
  public var invalid: [Int]
  public var invalidCount: Int
  /// What tells it from the other stories of its file.
  public var identifier: String?
  /// Things an editor should know of the reading.
  public var notes: [String] = []
  /// Bytes of `bytes` that belong to the copy but are not to be judged: code, what is marked as not to be translated.
  public var protected: [ByteRange] = []
  /// The source text, when there is one. No rule reads it yet; readers and rules for two languages come with it.
  public var source: String?

  public init(
    bytes: [UInt8], map: SourceMap, blocks: [Block], language: String? = nil, sourceLanguage: String? = nil,
    invalid: [Int] = [], invalidCount: Int = 0
  ) {
    self.bytes = bytes
    self.map = map
    self.blocks = blocks
    self.language = language
    self.sourceLanguage = sourceLanguage
    self.invalid = invalid
    self.invalidCount = invalidCount
  }
}

extension StoryText {
  /// Whether a range lies in what is not to be judged.
  public func isProtected(_ range: ByteRange) -> Bool {
    var low = 0
    var high = protected.count
    while low < high {
      let middle = (low + high) / 2
      if protected[middle].end < range.end { low = middle + 1 } else { high = middle }
    }
    return low < protected.count && protected[low].contains(range)
  }
}

/// Turns a decoded file into stories. A format is one reader.
public protocol StoryReader: Sendable {
  /// As `--input-format` and the JSON name it.
  static var format: String { get }
  func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText]
}

/// Plain text: paragraphs are lines, or blocks between blank lines where the text was wrapped to a width.
public struct PlainTextReader: StoryReader {
  public static let format = "text"
  public init() {}

  public func read(_ file: DecodedFile) throws(DecodedFile.Unreadable) -> [StoryText] {
    let start = file.bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let lines = file.bytes.withUnsafeBufferPointer { PlainTextReader.lines($0, from: start) }
    let wrapped = WrappedLines(lines, file.bytes)
    var blocks: [StoryText.Block] = []
    blocks.reserveCapacity(lines.count)
    var above: ByteRange?
    for line in lines {
      if line.isEmpty {
        above = nil
        continue
      }
      if wrapped.width > 0, let above, wrapped.joins(above, line, file.bytes), var last = blocks.popLast() {
        last.range.end = line.end
        blocks.append(last)
      } else {
        blocks.append(StoryText.Block(range: line))
      }
      above = line
    }
    return [
      StoryText(
        bytes: file.bytes, map: .identity(), blocks: blocks, invalid: file.invalid, invalidCount: file.invalidCount)
    ]
  }

  /// Lines without their terminators and without white space around them; a blank one is an empty range. Ends are LF,
  /// CR LF, CR, U+2028, U+2029, vertical tab and form feed.
  public static func lines(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [ByteRange] {
    var lines: [ByteRange] = []
    guard start >= 0, start <= bytes.count else { return lines }
    lines.reserveCapacity(bytes.count / 200 + 8)
    var lineStart = start
    var at = start

    func close(_ end: Int) {
      var first = lineStart
      var last = end
      while first < last, bytes[first] == 0x20 || bytes[first] == 0x09 { first += 1 }
      while last > first, bytes[last - 1] == 0x20 || bytes[last - 1] == 0x09 { last -= 1 }
      lines.append(ByteRange(first, last))
    }

    while true {
      at = UTF8Text.lineEnd(bytes, from: at, to: bytes.count)
      guard at < bytes.count else { break }
      let byte = bytes[at]
      if byte >= 0x0A, byte <= 0x0D {
        close(at)
        at += byte == 0x0D && at + 1 < bytes.count && bytes[at + 1] == 0x0A ? 2 : 1
        lineStart = at
      } else if byte == 0xE2, at + 2 < bytes.count, bytes[at + 1] == 0x80, bytes[at + 2] & 0xFE == 0xA8 {
        close(at)
        at += 3
        lineStart = at
      } else {
        at += 1
      }
    }
    if lineStart < bytes.count { close(bytes.count) }
    return lines
  }

  /// Whether lines were broken to a width.
  public static func isWrapped(_ lines: [ByteRange], _ bytes: [UInt8]) -> Bool { WrappedLines(lines, bytes).width > 0 }
}
