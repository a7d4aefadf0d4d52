import TextBase

extension [UInt8] {
  mutating func write(_ text: String) { append(contentsOf: text.utf8) }

  mutating func write(_ number: Int) { append(contentsOf: String(number).utf8) }

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
