import Findings
import TextBase

/// Places of edits in lines and columns, for formats that know no bytes of a file. Built once for a document; a place is
/// counted from its finding's, so that long lines cost no more than short ones.
struct EditRegions {
  private let document: DocumentReport
  /// First byte of each line of the decoded file; LF, CR LF and CR end a line.
  private let lineStarts: [Int]

  init(_ document: DocumentReport) {
    self.document = document
    let bytes = document.decoded
    var starts = [bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0]
    bytes.withUnsafeBufferPointer { bytes in
      for at in bytes.indices where bytes[at] == 0x0A || bytes[at] == 0x0D {
        if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { continue }
        starts.append(at + 1)
      }
    }
    lineStarts = starts
  }

  struct Position {
    /// From 1.
    let line: Int
    /// From 1, in UTF-16 code units and in UTF-8 bytes.
    let column, byteColumn: Int
  }

  struct Region {
    let start, end: Position
    /// Bytes of the decoded file.
    let range: ByteRange
  }

  /// The place of bytes of the file on disk near finding `index`; nil when it cannot be known in the decoded file.
  func region(_ edit: ByteRange, of index: Int) -> Region? {
    let span = index < document.decodedSpans.count ? document.decodedSpans[index] : nil
    guard !document.decoded.isEmpty,
      let range = document.decodedRange(edit, near: document.findings[index], at: span), range.start >= lineStarts[0]
    else { return nil }
    return region(decoded: range, of: index)
  }

  func region(decoded range: ByteRange, of index: Int) -> Region {
    Region(start: position(range.start, index), end: position(range.end, index), range: range)
  }

  private func position(_ byte: Int, _ index: Int) -> Position {
    var low = 0
    var high = lineStarts.count
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= byte { low = middle + 1 } else { high = middle }
    }
    let lineStart = lineStarts[max(0, low - 1)]
    let finding = document.findings[index].span
    let column: Int
    if index < document.decodedSpans.count, finding.startLine == low, document.decodedSpans[index].start >= lineStart {
      let known = document.decodedSpans[index].start
      column = finding.startColumn + (byte >= known ? units(known, byte) : -units(byte, known))
    } else {
      column = 1 + units(lineStart, byte)
    }
    return Position(line: low, column: column, byteColumn: byte - lineStart + 1)
  }

  /// UTF-16 code units of the bytes from `start` to `end`.
  private func units(_ start: Int, _ end: Int) -> Int {
    document.decoded.withUnsafeBufferPointer { bytes in
      var count = 0
      var at = start
      while at < end {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        count += scalar >= 0x10000 && scalar != UTF8Text.invalid ? 2 : 1
        at += length
      }
      return count
    }
  }
}

extension Fix {
  /// Whether a program may offer to apply it.
  var isOffered: Bool { applicability != .displayOnly && !edits.isEmpty }
}
