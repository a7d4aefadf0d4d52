import TextBase

extension [UInt8] {
  mutating func write(_ text: String) { append(contentsOf: text.utf8) }

  /// Text of our own, without a string being made.
  mutating func write(literal: StaticString) { literal.withUTF8Buffer { append(contentsOf: $0) } }

  /// In decimal. Spans make numbers the most frequent thing in a report, so no string is made for them.
  mutating func write(_ number: Int) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
      var rest = number.magnitude
      var first = 20
      repeat {
        first -= 1
        digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      } while rest > 0
      if number < 0 { append(UInt8(ascii: "-")) }
      append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
    }
  }

  mutating func write(spaces count: Int) {
    if count > 0 { append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }
}

/// "1 story", "2 stories".
func counted(_ count: Int, _ one: String, _ many: String) -> String {
  "\(count) \(count == 1 ? one : many)"
}

extension Double {
  /// With one decimal, whatever the locale.
  var oneDecimal: String {
    let tenths = Int((self * 10).rounded())
    return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}
