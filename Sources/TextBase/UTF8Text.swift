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

  /// Whether eight bytes, as one number, are all at least 0x20. Bytes from 0x80 on count as such.
  @inlinable @inline(__always)
  public static func hasNoControls(_ eight: UInt64) -> Bool {
    (eight &- 0x2020_2020_2020_2020) & ~eight & 0x8080_8080_8080_8080 == 0
  }

  /// How many of eight bytes stand before the first that is less than 0x20; 8 where none is.
  @inlinable @inline(__always)
  public static func lengthBeforeControl(_ eight: UInt64) -> Int {
    let controls = (eight &- 0x2020_2020_2020_2020) & ~eight & 0x8080_8080_8080_8080
    return controls == 0 ? 8 : controls.trailingZeroBitCount &>> 3
  }

  /// Calls `body` with each byte below 0x20 among the first `end`, eight instructions for each eight others.
  @inlinable @inline(__always)
  public static func forEachControl(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, _ body: (UInt8) -> Void) {
    precondition(end <= bytes.count)
    guard let base = bytes.baseAddress else { return }
    var at = 0
    while at <= end &- 8 {
      let length = lengthBeforeControl(UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self))
      at &+= length
      if length == 8 { continue }
      body(base[at])
      at &+= 1
    }
    while at < end {
      if base[at] < 0x20 { body(base[at]) }
      at &+= 1
    }
  }

  /// The eight bytes at `offset` as one number.
  @inlinable @inline(__always)
  public static func eight(_ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset + 8 <= bytes.count)
    return UnsafeRawPointer(bytes.baseAddress! + offset).loadUnaligned(as: UInt64.self)
  }

  /// UTF-16 units of the scalars that begin in a part of valid UTF-8.
  static func units(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    precondition(start >= 0 && start <= end && end <= bytes.count)
    guard let base = bytes.baseAddress else { return 0 }
    let ones: UInt64 = 0x0101_0101_0101_0101
    var at = start
    var units = end &- start
    while at &+ 8 <= end {
      // Each byte of these numbers counts one place of eight, and holds no more than 255.
      var continuations: UInt64 = 0
      var fourByteLeads: UInt64 = 0
      let stop = min(end &- 7, at &+ 8 &* 255)
      while at < stop {
        let eight = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
        continuations &+= (eight & ~(eight &<< 1)) &>> 7 & ones
        fourByteLeads &+= (eight & (eight &<< 1) & (eight &<< 2) & (eight &<< 3)) &>> 7 & ones
        at &+= 8
      }
      units &+= UTF8Text.sum(fourByteLeads) &- UTF8Text.sum(continuations)
    }
    while at < end {
      units &+= base[at] & 0xC0 == 0x80 ? -1 : base[at] >= 0xF0 ? 1 : 0
      at &+= 1
    }
    return units
  }

  /// The eight bytes of a number together.
  @inline(__always)
  private static func sum(_ bytes: UInt64) -> Int {
    let pairs = (bytes & 0x00FF_00FF_00FF_00FF) &+ (bytes &>> 8 & 0x00FF_00FF_00FF_00FF)
    return Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
  }

  /// Where the first byte below 0x20 stands from `start` on, `end` where none does; and whether all before it is ASCII.
  static func runBeforeControl(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
  ) -> (end: Int, isASCII: Bool) {
    precondition(start >= 0 && end <= bytes.count)
    guard let base = bytes.baseAddress else { return (start, true) }
    var at = start
    var all: UInt64 = 0
    while at &+ 8 <= end {
      let eight = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
      if !hasNoControls(eight) { break }
      all |= eight
      at &+= 8
    }
    while at < end, base[at] >= 0x20 {
      all |= UInt64(base[at])
      at &+= 1
    }
    return (at, all & 0x8080_8080_8080_8080 == 0)
  }

  /// Offsets of the bytes that are no part of valid UTF-8, at most `limit` of them; and how many there are in all.
  public static func invalidBytes(
    _ bytes: UnsafeBufferPointer<UInt8>, limit: Int
  ) -> (offsets: [Int], count: Int) {
    if UTF8Validity.holds(bytes) { return ([], 0) }
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
