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
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 64) { buffer in
      var text = FixedText(buffer)
      text.put(UInt8(ascii: "\""))
      text.put(name)
      text.put(UInt8(ascii: "\""))
      text.put(UInt8(ascii: ":"))
      append(contentsOf: text.written)
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
    var text = text
    text.withUTF8 { bytes in
      if bytes.count <= 100, isPlain(bytes) { return appendQuoted(bytes) }
      append(UInt8(ascii: "\""))
      var copied = 0
      var at = 0
      while at < bytes.count {
        if at + 8 <= bytes.count, [UInt8].isPlain(UTF8Text.eight(bytes, at)) {
          at += 8
          continue
        }
        guard let (scalar, length) = escapable(bytes, at) else {
          at += 1
          continue
        }
        append(contentsOf: bytes[copied..<at])
        writeJSONEscape(scalar)
        at += length
        copied = at
      }
      append(contentsOf: bytes[copied...])
      append(UInt8(ascii: "\""))
    }
  }

  /// Names and words, which need no escape, in one piece.
  private mutating func appendQuoted(_ bytes: UnsafeBufferPointer<UInt8>) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 102) { buffer in
      var text = FixedText(buffer)
      text.put(UInt8(ascii: "\""))
      text.put(bytes)
      text.put(UInt8(ascii: "\""))
      append(contentsOf: text.written)
    }
  }

  /// Whether every byte stands for itself, a byte of a longer character among them.
  private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = 0
    while at + 8 <= bytes.count {
      if ![UInt8].isPlain(UTF8Text.eight(bytes, at)) { return false }
      at += 8
    }
    while at < bytes.count {
      switch bytes[at] {
      case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F, 0xC2, 0xE2: return false
      default: at += 1
      }
    }
    return true
  }

  /// Whether none of eight bytes may begin what must be escaped.
  @inline(__always)
  private static func isPlain(_ eight: UInt64) -> Bool {
    let ones: UInt64 = 0x0101_0101_0101_0101
    func holds(_ byte: UInt64) -> UInt64 {
      let marked = eight ^ (byte &* ones)
      return (marked &- ones) & ~marked
    }
    let found = holds(0x22) | holds(0x5C) | holds(0x7F) | holds(0xC2) | holds(0xE2)
    return found & 0x8080_8080_8080_8080 == 0 && UTF8Text.hasNoControls(eight)
  }

  /// The scalar at `at` and its length if it must be escaped.
  private func escapable(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> (UInt32, Int)? {
    let byte = bytes[at]
    switch byte {
    case 0..<0x20, UInt8(ascii: "\""), UInt8(ascii: "\\"), 0x7F: return (UInt32(byte), 1)
    case 0xC2 where bytes[at + 1] < 0xA0: return (UInt32(bytes[at + 1]), 2)
    case 0xE2 where bytes[at + 1] == 0x80 && bytes[at + 2] & 0xFE == 0xA8:
      return (0x2000 | UInt32(bytes[at + 2] & 0x3F), 3)
    default: return nil
    }
  }

  private mutating func writeJSONEscape(_ scalar: UInt32) {
    append(UInt8(ascii: "\\"))
    switch scalar {
    case 0x22, 0x5C: append(UInt8(scalar))
    case 0x0A: append(UInt8(ascii: "n"))
    case 0x0D: append(UInt8(ascii: "r"))
    case 0x09: append(UInt8(ascii: "t"))
    default:
      append(UInt8(ascii: "u"))
      write(hexadecimal(scalar, digits: 4))
    }
  }
}

/// Upper-case hexadecimal with leading zeros.
func hexadecimal(_ number: UInt32, digits: Int) -> String {
  let text = String(number, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
}
