import TextBase

/// Lines of plain text that were broken to a width, as mail and old wire systems break them.
struct WrappedLines {
  /// Characters of the longest line; 0 where lines are whole paragraphs.
  let width: Int

  /// Longer lines are paragraphs.
  private static let widest = 110
  /// A line that leaves so much room, or so much behind a full stop, was not broken there.
  private static let room = 24
  private static let roomBehindStop = 8

  /// Most lines that another follows directly stop in the middle of a sentence, where the next word had no room.
  init(_ lines: [ByteRange], _ bytes: [UInt8]) {
    var followed = 0
    var full = 0
    var open = 0
    var widest = 0
    for line in lines where !line.isEmpty && line.count <= WrappedLines.widest * 4 {
      widest = max(widest, WrappedLines.characters(line, bytes))
      // Most copy is known to have whole paragraphs from its second line on.
      if widest > WrappedLines.widest { break }
    }
    if (45...WrappedLines.widest).contains(widest) {
      for (line, next) in zip(lines, lines.dropFirst()) where !line.isEmpty && !next.isEmpty {
        followed += 1
        guard line.count <= WrappedLines.widest * 4 else { continue }
        if !WrappedLines.endsSentence(line, bytes) { open += 1 }
        let word = WrappedLines.firstWord(next, bytes)
        if word <= 30, WrappedLines.characters(line, bytes) + 1 + word > widest - 6 { full += 1 }
      }
    }
    let isWrapped = followed >= 4 && open * 10 >= followed * 6 && full * 10 >= followed * 6
    width = isWrapped ? widest : 0
  }

  /// Whether `next` goes on with the paragraph of `line`, directly above it.
  func joins(_ line: ByteRange, _ next: ByteRange, _ bytes: [UInt8]) -> Bool {
    // An indented first line.
    if WrappedLines.isIndented(next, bytes), !WrappedLines.isIndented(line, bytes) { return false }
    let left = width - WrappedLines.characters(line, bytes) - 1 - WrappedLines.firstWord(next, bytes)
    return left < (WrappedLines.endsSentence(line, bytes) ? WrappedLines.roomBehindStop : WrappedLines.room)
  }

  private static func isIndented(_ line: ByteRange, _ bytes: [UInt8]) -> Bool {
    line.start > 0 && (bytes[line.start - 1] == 0x20 || bytes[line.start - 1] == 0x09)
  }

  private static func characters(_ line: ByteRange, _ bytes: [UInt8]) -> Int {
    bytes[line.start..<line.end].count { $0 & 0xC0 != 0x80 }
  }

  private static func firstWord(_ line: ByteRange, _ bytes: [UInt8]) -> Int {
    var count = 0
    for byte in bytes[line.start..<line.end] {
      if byte == 0x20 || byte == 0x09 { break }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
    return count
  }

  /// A stop, a colon or a mark of another script stands at the end; letters and figures do not.
  private static func endsSentence(_ line: ByteRange, _ bytes: [UInt8]) -> Bool {
    let last = bytes[line.end - 1]
    if last < 0x80 { return [0x2E, 0x21, 0x3F, 0x22, 0x3A].contains(last) }
    let scalar = bytes.withUnsafeBufferPointer { UTF8Text.decodeLast($0, before: line.end)?.scalar ?? 0 }
    return scalar == 0xAB || scalar == 0xBB || (0x2010...0x206F).contains(scalar) || (0x3000...0x303F).contains(scalar)
      || (0xFF00...0xFFEF).contains(scalar) || scalar == 0x61F || scalar == 0x964
  }
}
