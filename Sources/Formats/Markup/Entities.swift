import TextBase

/// References to characters: `&#8217;`, `&#x2019;`, `&rsquo;`.
enum Entities {
  /// What the reference at `at` stands for, and its length; nil where there is none that is known. What is not known stays
  /// as it stands: it is damage that an editor should see.
  static func decode(
    _ bytes: [UInt8], _ at: Int, end: Int, own: [String: [UInt8]], isHTML: Bool
  ) -> (value: [UInt8], length: Int)? {
    let limit = min(end, at + 34)
    guard at + 2 < limit, let semicolon = bytes[(at + 1)..<limit].firstIndex(of: UInt8(ascii: ";")), semicolon > at + 1
    else { return nil }
    let length = semicolon + 1 - at
    if bytes[at + 1] == UInt8(ascii: "#") {
      guard let scalar = number(bytes[(at + 2)..<semicolon], isHTML: isHTML) else { return nil }
      var value: [UInt8] = []
      UTF8Text.encode(scalar, into: &value)
      return (value, length)
    }
    let name = bytes[(at + 1)..<semicolon]
    guard name.allSatisfy({ MarkupScanner.isName($0, first: false) }) else { return nil }
    let text = String(decoding: name, as: UTF8.self)
    if let value = own[text] { return (value, length) }
    guard let scalar = NamedCharacters.scalar(text) else { return nil }
    var value: [UInt8] = []
    UTF8Text.encode(scalar, into: &value)
    return (value, length)
  }

  private static func number(_ digits: ArraySlice<UInt8>, isHTML: Bool) -> UInt32? {
    let isHexadecimal = digits.first.map { $0 | 0x20 == UInt8(ascii: "x") } ?? false
    let digits = isHexadecimal ? digits.dropFirst() : digits
    guard digits.count <= 8, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      let scalar = UnicodeScalar(value), value >= 0x20 || [9, 10, 13].contains(value)
    else { return nil }
    // HTML reads the numbers of windows-1252's punctuation as that punctuation.
    if isHTML, (0x80...0x9F).contains(value) { return windows1252[Int(value) - 0x80] }
    return scalar.value
  }

  private static let windows1252: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D, 0x8F,
    0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E, 0x178,
  ]
}
