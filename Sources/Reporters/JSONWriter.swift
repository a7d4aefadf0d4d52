import TextBase

/// JSON written straight into a byte buffer. A comma is due unless the last byte opens something, so no state is kept
/// and every function may be mixed with plain writes.
extension [UInt8] {
  private mutating func separate() {
    switch last {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"): break
    case .some: append(UInt8(ascii: ","))
    }
  }

  mutating func beginObject() {
    separate()
    append(UInt8(ascii: "{"))
  }

  mutating func endObject() { append(UInt8(ascii: "}")) }

  mutating func beginArray() {
    separate()
    append(UInt8(ascii: "["))
  }

  mutating func endArray() { append(UInt8(ascii: "]")) }

  /// A member's name, at most 60 bytes; its value follows. Names are ours and need no escapes.
  mutating func key(_ name: StaticString) {
    separate()
    append(atMost: 64) {
      $0.put("\"")
      $0.put(name)
      $0.put("\":")
    }
  }

  mutating func value(_ text: String) {
    separate()
    writeJSONString(text)
  }

  mutating func value(_ number: Int) {
    separate()
    write(number)
  }

  mutating func member(_ name: StaticString, _ text: String) {
    key(name)
    writeJSONString(text)
  }

  mutating func member(_ name: StaticString, _ text: String?) {
    key(name)
    if let text { writeJSONString(text) } else { write("null") }
  }

  mutating func member(_ name: StaticString, _ number: Int) {
    key(name)
    write(number)
  }

  mutating func member(_ name: StaticString, _ flag: Bool) {
    key(name)
    write(flag ? "true" : "false")
  }

  mutating func member(_ name: StaticString, _ texts: some Sequence<String>) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  /// Quotes a string. Control characters are escaped, those of C1 and DELETE too, and so are U+2028 and U+2029, which
  /// end a line in JavaScript.
  mutating func writeJSONString(_ text: String) {
    append(atMost: FixedText.quotedSize(text)) { $0.put(quoted: text) }
  }

  /// Puts a comma first unless the last byte opens something.
  mutating func appendElement(atMost count: Int, _ put: (inout FixedText) -> Void) {
    separate()
    append(atMost: count, put)
  }
}

extension FixedText {
  /// Most bytes that a string takes in quotes: an escape has six.
  static func quotedSize(_ text: String) -> Int { 6 * text.utf8.count + 2 }

  static func quotedSize(_ text: String?) -> Int { text.map { quotedSize($0) } ?? 4 }

  mutating func put(quoted text: String?) {
    if let text { put(quoted: text) } else { put("null") }
  }

  mutating func put(quoted text: String) {
    put(UInt8(ascii: "\""))
    if text.utf8.withContiguousStorageIfAvailable({ put(escaping: $0) }) == nil {
      Array(text.utf8).withUnsafeBufferPointer { put(escaping: $0) }
    }
    put(UInt8(ascii: "\""))
  }

  private mutating func put(escaping bytes: UnsafeBufferPointer<UInt8>) {
    var copied = 0
    var at = 0
    while true {
      at = UTF8Text.escape(bytes, from: at, to: bytes.count)
      guard at < bytes.count else { break }
      guard let (scalar, length) = FixedText.escapable(bytes, at) else {
        at += 1
        continue
      }
      put(UnsafeBufferPointer(rebasing: bytes[copied..<at]))
      put(escape: scalar)
      at += length
      copied = at
    }
    put(UnsafeBufferPointer(rebasing: bytes[copied...]))
  }

  /// The scalar at `at` and its length if it must be escaped.
  private static func escapable(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int)? {
    let byte = bytes[at]
    switch byte {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return (UInt32(byte), 1)
    case 0xC2 where bytes[at + 1] < 0xA0: return (UInt32(bytes[at + 1]), 2)
    case 0xE2 where bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8:
      return (0x2000 | UInt32(bytes[at + 2] & 0x3F), 3)
    default: return nil
    }
  }

  private mutating func put(escape scalar: UInt32) {
    put(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5C: put(UInt8(scalar))
    case 0x0A: put(UInt8(ascii: "n"))
    case 0x0D: put(UInt8(ascii: "r"))
    case 0x09: put(UInt8(ascii: "t"))
    default:
      put(UInt8(ascii: "u"))
      for shift in [12, 8, 4, 0] {
        let digit = UInt8(scalar >> UInt32(shift) & 15)
        put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") - 10 + digit)
      }
    }
  }
}

/// Upper-case hexadecimal with leading zeros.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
