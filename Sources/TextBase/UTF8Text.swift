import CBytes

/// Decoding and measuring UTF-8 without `String`. Every function takes any bytes: what is not UTF-8 decodes to one
/// invalid unit a byte.
public enum UTF8Text {
  /// The scalar that stands for a byte which is no part of valid UTF-8. It is beyond Unicode, so no property matches it.
  public static let invalid: UInt32 = 0xFFFF_FFFF

  /// The scalar at `offset` and its length in bytes; an invalid byte gives (`invalid`, 1).
  @inlinable @inline(__always)
  public static func decode(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (scalar: UInt32, length: Int) {
    // Scalars of one and two bytes, which most copy in alphabets is made of, are decoded in place.
    let first = UInt32(bytes[offset])
    if first < 0x80 { return (first, 1) }
    if first >= 0xC2, first < 0xE0, bytes.count - offset >= 2 {
      let second = UInt32(bytes[offset + 1])
      if second & 0xC0 == 0x80 { return ((first & 0x1F) << 6 | (second & 0x3F), 2) }
      return (invalid, 1)
    }
    return decodeLong(bytes, offset)
  }

  @usableFromInline
  static func decodeLong(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (scalar: UInt32, length: Int) {
    let first = UInt32(bytes[offset])
    let left = bytes.count - offset
    if first >= 0xE0, first < 0xF0, left >= 3 {
      let second = UInt32(bytes[offset + 1])
      let third = UInt32(bytes[offset + 2])
      let scalar = (first & 0xF) << 12 | (second & 0x3F) << 6 | (third & 0x3F)
      if second & 0xC0 == 0x80, third & 0xC0 == 0x80, scalar >= 0x800, scalar & 0xF800 != 0xD800 {
        return (scalar, 3)
      }
    } else if first >= 0xF0, first < 0xF5, left >= 4 {
      let second = UInt32(bytes[offset + 1])
      let third = UInt32(bytes[offset + 2])
      let fourth = UInt32(bytes[offset + 3])
      let scalar = (first & 0x7) << 18 | (second & 0x3F) << 12 | (third & 0x3F) << 6 | (fourth & 0x3F)
      if second & 0xC0 == 0x80, third & 0xC0 == 0x80, fourth & 0xC0 == 0x80, scalar >= 0x10000, scalar < 0x110000 {
        return (scalar, 4)
      }
    }
    return (invalid, 1)
  }

  /// The scalar that ends just before `offset`, with its length in bytes; nil at the start.
  @inlinable
  public static func decodeLast(
    _ bytes: UnsafeBufferPointer<UInt8>, before offset: Int
  ) -> (scalar: UInt32, length: Int)? {
    guard offset > 0 else { return nil }
    var start = offset - 1
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    let (scalar, length) = decode(bytes, start)
    return start + length == offset ? (scalar, length) : (invalid, 1)
  }

  /// Whether `offset` lies between two scalars (invalid bytes count as scalars of their own).
  @inlinable
  public static func isBoundary(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count, bytes[offset] & 0xC0 == 0x80 else {
      return offset >= 0 && offset <= bytes.count
    }
    var start = offset - 1
    while start > 0, offset - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    return start + decode(bytes, start).length <= offset
  }

  /// The UTF-8 form of a scalar.
  public static func encode(_ scalar: UInt32, into out: inout [UInt8]) {
    switch scalar {
    case 0..<0x80: out.append(UInt8(scalar))
    case 0x80..<0x800:
      out.append(UInt8(0xC0 | scalar >> 6))
      out.append(UInt8(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      out.append(UInt8(0xE0 | scalar >> 12))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    default:
      out.append(UInt8(0xF0 | scalar >> 18 & 0x7))
      out.append(UInt8(0x80 | scalar >> 12 & 0x3F))
      out.append(UInt8(0x80 | scalar >> 6 & 0x3F))
      out.append(UInt8(0x80 | scalar & 0x3F))
    }
  }

  /// The eight bytes at `offset` as one number.
  @inlinable @inline(__always)
  public static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= bytes.count)
    return UnsafeRawPointer(bytes.baseAddress! + offset).loadUnaligned(as: UInt64.self)
  }

  /// Whether all of it is UTF-8.
  static func isValid(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.baseAddress.map { cbytes_are_utf8($0, bytes.count) } ?? true
  }

  /// UTF-16 units of the scalars that begin in a part of valid UTF-8.
  static func units(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count)
    return bytes.baseAddress.map { cbytes_utf16_units($0 + start, end - start) } ?? 0
  }

  /// Where the first byte below 0x20 stands from `start` on; `end` where none does.
  public static func control(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    find(bytes, start, end, cbytes_control)
  }

  /// Where the first byte stands that may end a line: a control, or E2, with which U+2028 begins.
  public static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    find(bytes, start, end, cbytes_line_end)
  }

  /// Where the first byte stands that may begin what JSON must escape: a control, " or \, C2 or E2.
  public static func escape(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    find(bytes, start, end, cbytes_escape)
  }

  /// How far all characters are plain: neither damage nor markup begins with any of them, but that it may begin with a
  /// Cyrillic letter before the offset.
  public static func plain(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) -> Int {
    find(bytes, start, end, cbytes_plain)
  }

  @inline(__always)
  private static func find(
    _ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ search: (UnsafePointer<UInt8>, Int, Int) -> Int
  ) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count, "beyond the text")
    return bytes.baseAddress.map { search($0, start, end) } ?? end
  }

  /// Offsets of the bytes that are no part of valid UTF-8, at most `limit` of them; and how many there are in all.
  public static func invalidBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> (offsets: [Int], count: Int) {
    if isValid(bytes) { return ([], 0) }
    var offsets: [Int] = []
    var count = 0
    var at = 0
    while at < bytes.count {
      // Eight ASCII bytes at a time: copy is mostly ASCII or mostly not, and both ways this test is cheap.
      if at + 8 <= bytes.count,
        UnsafeRawPointer(bytes.baseAddress! + at).loadUnaligned(as: UInt64.self) & 0x8080_8080_8080_8080 == 0
      {
        at += 8
        continue
      }
      let (scalar, length) = decode(bytes, at)
      if scalar == invalid {
        if offsets.count < limit { offsets.append(at) }
        count += 1
      }
      at += length
    }
    return (offsets, count)
  }
}

extension [UInt8] {
  /// The bytes of `range` as a string; invalid bytes become U+FFFD. For messages and reports, never for checking.
  public func text(_ range: ByteRange) -> String {
    let start = Swift.max(0, Swift.min(range.start, count))
    let end = Swift.max(start, Swift.min(range.end, count))
    return String(decoding: self[start..<end], as: UTF8.self)
  }
}
