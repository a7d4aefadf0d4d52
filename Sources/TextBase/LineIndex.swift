/// Lines and columns of a decoded file. Lines end with LF, CR LF or CR, as in the language server protocol and SARIF;
/// U+2028 does not end a line there and does not here. Lines and columns count from 1, columns in UTF-16 code units.
///
/// Built once per file that has findings: one pass, then a binary search per question.
public final class LineIndex: Sendable {
  /// Byte offset of each line's first byte.
  private let lineStarts: [Int]
  /// UTF-16 offset of each line's first unit, counted behind the byte order mark.
  private let lineStartsUTF16: [Int]
  /// UTF-16 units of the whole file.
  private let unitCount: Int
  /// Places on the way, so that a question about a very long line reads a little of it: byte offsets of scalars and
  /// their UTF-16 offsets.
  private let stops: [Int]
  private let stopsUTF16: [Int]
  private static let stopDistance = 2048
  private let bytes: [UInt8]
  /// Length of the byte order mark that `bytes` begins with: 3 or 0.
  private let markLength: Int
  /// Whether every byte is known to be UTF-8: units are then counted eight bytes at a time.
  private let isValid: Bool

  /// `bytes` is UTF-8; each invalid byte counts as one unit. `isValid` says that there is none.
  public init(_ bytes: [UInt8], isValid: Bool = false) {
    self.bytes = bytes
    self.isValid = isValid
    markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var starts = [0]
    var startsUTF16 = [0]
    starts.reserveCapacity(bytes.count / 100 + 16)
    startsUTF16.reserveCapacity(bytes.count / 100 + 16)
    var units = 0
    var stops: [Int] = []
    var stopsUTF16: [Int] = []
    stops.reserveCapacity(bytes.count / LineIndex.stopDistance)
    stopsUTF16.reserveCapacity(bytes.count / LineIndex.stopDistance)
    var nextStop = LineIndex.stopDistance
    let markLength = self.markLength
    bytes.withUnsafeBufferPointer { bytes in
      var at = markLength
      let count = bytes.count
      while at < count {
        if at >= nextStop, bytes[at] & 0xC0 != 0x80 {
          stops.append(at)
          stopsUTF16.append(units)
          nextStop = at + LineIndex.stopDistance
        }
        if isValid {
          // Up to the line's end, or to what may be it.
          let end = UTF8Text.control(bytes, from: at, to: max(at, min(count, nextStop)))
          if end > at {
            units &+= UTF8Text.units(bytes, at, end)
            at = end
            continue
          }
        }
        let byte = bytes[at]
        if isValid, byte >= 0x80 {
          units += byte & 0xC0 == 0x80 ? 0 : byte >= 0xF0 ? 2 : 1
          at += 1
          continue
        }
        if byte >= 0x80 {
          let (scalar, length) = UTF8Text.decode(bytes, at)
          units += scalar >= 0x10000 && scalar != UTF8Text.invalid ? 2 : 1
          at += length
          continue
        }
        at += 1
        units += 1
        if byte == 0x0A || (byte == 0x0D && !(at < bytes.count && bytes[at] == 0x0A)) {
          starts.append(at)
          startsUTF16.append(units)
        }
      }
    }
    unitCount = units
    lineStarts = starts
    lineStartsUTF16 = startsUTF16
    self.stops = stops
    self.stopsUTF16 = stopsUTF16
  }

  public struct Position: Hashable, Sendable {
    /// From 1.
    public let line: Int
    /// From 1, in UTF-16 code units.
    public let column: Int
    /// UTF-16 code units from the start of the file, without its byte order mark.
    public let utf16: Int
  }

  public var lineCount: Int { lineStarts.count }

  /// The place of a byte offset. An offset within a scalar gives the scalar's start.
  public func position(_ byte: Int) -> Position {
    let byte = max(markLength, min(byte, bytes.count))
    let line = index(of: byte, in: lineStarts)
    var at = line == 0 ? markLength : lineStarts[line]
    if isPlain(line, from: at) {
      return Position(line: line + 1, column: byte - at + 1, utf16: lineStartsUTF16[line] + byte - at)
    }
    var units = 0
    if byte - at > LineIndex.stopDistance, !stops.isEmpty {
      // The first stop may lie behind the byte: stops wait for the start of a scalar.
      let stop = index(of: byte, in: stops)
      if stops[stop] > at, stops[stop] <= byte {
        at = stops[stop]
        units = stopsUTF16[stop] - lineStartsUTF16[line]
      }
    }
    bytes.withUnsafeBufferPointer { bytes in
      if isValid {
        var end = byte
        while end > at, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        units += UTF8Text.units(bytes, at, end)
        at = byte
      }
      while at < byte {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        if at + length > byte { break }
        units += scalar >= 0x10000 && scalar != UTF8Text.invalid ? 2 : 1
        at += length
      }
    }
    return Position(line: line + 1, column: units + 1, utf16: lineStartsUTF16[line] + units)
  }

  /// The places of both ends of a range; most ranges lie in one line.
  public func positions(_ range: ByteRange) -> (start: Position, end: Position) {
    let start = position(range.start)
    let first = start.line == 1 ? markLength : lineStarts[start.line - 1]
    let isLast = start.line == lineStarts.count
    let length = range.end - range.start
    guard range.start >= first, length >= 0, range.end < (isLast ? bytes.count : lineStarts[start.line]),
      isPlain(start.line - 1, from: first)
    else { return (start, position(range.end)) }
    return (start, Position(line: start.line, column: start.column + length, utf16: start.utf16 + length))
  }

  /// Whether a line that begins at `start` has as many units as bytes: it is ASCII, or holds nothing but it and bytes that
  /// are no UTF-8.
  private func isPlain(_ line: Int, from start: Int) -> Bool {
    let isLast = line + 1 == lineStarts.count
    let (end, units) = isLast ? (bytes.count, unitCount) : (lineStarts[line + 1], lineStartsUTF16[line + 1])
    return end - start == units - lineStartsUTF16[line]
  }

  /// The byte offset of a UTF-16 offset; within a surrogate pair, of the pair's start.
  public func byte(utf16: Int) -> Int {
    let line = index(of: max(0, utf16), in: lineStartsUTF16)
    return advance(from: line == 0 ? markLength : lineStarts[line], units: utf16 - lineStartsUTF16[line])
  }

  /// The byte offset of a line and column; nil when there is no such line.
  public func byte(line: Int, column: Int) -> Int? {
    guard line >= 1, line <= lineStarts.count, column >= 1 else { return nil }
    return advance(from: line == 1 ? markLength : lineStarts[line - 1], units: column - 1)
  }

  /// The bytes of a line (from 1) without its terminator.
  public func lineRange(_ line: Int) -> ByteRange {
    let start = line == 1 ? markLength : lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return ByteRange(start, end)
  }

  private func advance(from start: Int, units: Int) -> Int {
    bytes.withUnsafeBufferPointer { bytes in
      var at = start
      var left = units
      while left > 0, at < bytes.count {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        let width = scalar >= 0x10000 && scalar != UTF8Text.invalid ? 2 : 1
        if width > left { break }
        left -= width
        at += length
      }
      return at
    }
  }

  /// The last index whose value is at most `value`.
  private func index(of value: Int, in starts: [Int]) -> Int {
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }
}
