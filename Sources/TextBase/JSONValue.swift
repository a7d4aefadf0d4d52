/// A JSON text as RFC 8259 defines it. Strings remember where they stand in the input, so that a place in a story can be
/// shown in the file that carried it.
public enum JSONValue: Sendable {
  /// Members in the order of the input; a name may stand twice.
  case object([Member])
  case array([JSONValue])
  case string(JSONString)
  case number(JSONNumber)
  case bool(Bool)
  case null

  public struct Member: Sendable {
    public let name: JSONString
    public let value: JSONValue
  }

  /// The last member of that name, as most readers of JSON take it; nil for anything but an object.
  public subscript(name: StaticString) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return name.withUTF8Buffer { wanted in members.last { $0.name.bytes.elementsEqual(wanted) }?.value }
  }

  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
  public var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
  public var string: JSONString? { if case .string(let string) = self { string } else { nil } }
  public var text: String? { string?.text }
  public var number: Double? { if case .number(let number) = self { number.value } else { nil } }
  public var bool: Bool? { if case .bool(let flag) = self { flag } else { nil } }
  public var isNull: Bool { if case .null = self { true } else { false } }

  /// The number if it is a whole one that an `Int` can hold.
  public var integer: Int? { number.flatMap { Int(exactly: $0) } }
}

/// A number, and how it was written: "1.50" and "1.5" are one value and two texts.
public struct JSONNumber: Hashable, Sendable {
  public let value: Double
  public let raw: String
}

/// A string: its UTF-8 without escapes, and where it stands.
public struct JSONString: Hashable, Sendable {
  public let bytes: [UInt8]
  /// Bytes of the input between the quotation marks.
  public let range: ByteRange

  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the bytes stand in the input as they are, without an escape.
  public var isVerbatim: Bool { bytes.count == range.count }

  /// The way back from an offset in `bytes` to the byte in the input. Built anew at each call: only few strings of a file
  /// are ever asked.
  public func map(in input: [UInt8]) -> SourceMap {
    guard !isVerbatim else { return SourceMap.identity(from: range.start) }
    var map = SourceMap()
    input.withUnsafeBufferPointer { input in
      var at = range.start
      while at < range.end {
        var run = at
        while run < range.end, input[run] != UInt8(ascii: "\\") { run += 1 }
        if run > at { map.appendCopy(length: run - at, origin: at) }
        at = run
        guard at < range.end else { break }
        let (scalar, length) = JSONEscape.decode(input, at, end: range.end) ?? (0xFFFD, range.end - at)
        map.appendAtom(length: UTF8Text.length(of: scalar), origin: at, originLength: length)
        at += length
      }
    }
    return map
  }
}

/// Why a text is not JSON, and where.
public struct JSONProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// Byte of the input.
  public let offset: Int
  public let reason: String
  public var description: String { "byte \(offset): \(reason)" }
}

/// Escape sequences, shared by the reader and the way back.
enum JSONEscape {
  /// The scalar that the escape at `at` stands for and the length of the escape; nil when it is none. A surrogate
  /// without its partner is U+FFFD.
  static func decode(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, end: Int) -> (scalar: UInt32, length: Int)? {
    guard at + 1 < end else { return nil }
    switch input[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return (UInt32(input[at + 1]), 2)
    case UInt8(ascii: "b"): return (0x08, 2)
    case UInt8(ascii: "f"): return (0x0C, 2)
    case UInt8(ascii: "n"): return (0x0A, 2)
    case UInt8(ascii: "r"): return (0x0D, 2)
    case UInt8(ascii: "t"): return (0x09, 2)
    case UInt8(ascii: "u"): break
    default: return nil
    }
    guard let unit = unit(input, at, end: end) else { return nil }
    guard unit & 0xF800 == 0xD800 else { return (unit, 6) }
    if unit < 0xDC00, at + 7 < end, input[at + 6] == UInt8(ascii: "\\"), input[at + 7] == UInt8(ascii: "u"),
      let second = self.unit(input, at + 6, end: end), second & 0xFC00 == 0xDC00
    {
      return (0x10000 + (unit & 0x3FF) << 10 + (second & 0x3FF), 12)
    }
    return (0xFFFD, 6)
  }

  /// The four hexadecimal digits of the escape at `at`.
  private static func unit(_ input: UnsafeBufferPointer<UInt8>, _ at: Int, end: Int) -> UInt32? {
    guard at + 6 <= end else { return nil }
    var unit: UInt32 = 0
    for byte in input[(at + 2)..<(at + 6)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte & 0xF)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        unit = unit << 4 | UInt32(byte & 0xF) + 9
      default: return nil
      }
    }
    return unit
  }
}

extension UTF8Text {
  /// Bytes of a scalar in UTF-8.
  @inlinable
  public static func length(of scalar: UInt32) -> Int {
    scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4
  }
}
