import TextBase

/// UTF-8 that was read in a character set of East Asia. A few characters that hardly anyone writes betray it: they stand for
/// the first two bytes of the marks and letters that are most frequent in UTF-8.
enum MultibyteMisreading {
  static func damage(_ run: [UInt32], _ ends: [Int], _ start: Int, isLatin: Bool) -> Damage? {
    guard let first = run.first else { return nil }
    // The replacement character itself, read in the wrong set: what stood there is lost.
    for (sign, charset) in lost where run.starts(with: sign) {
      var count = sign.count
      while run[count...].starts(with: sign) { count += sign.count }
      return Damage(
        range: ByteRange(start, ends[count - 1]), kind: .misread, repaired: "\u{FFFD}", isExact: false, charset: charset)
    }
    let charset: (icu: String, name: String)
    switch first {
    case 0x9225, 0x9286, 0x951B: charset = ("gb18030", "GBK")
    case 0x7E3A, 0x7E67, 0x7E5D: charset = ("ibm-943_P15A-2003", "Shift-JIS")
    case 0x4E00...0x9FFF where isLatin: return han(run, ends, start)
    default: return nil
    }
    // As much of the run as is strict UTF-8.
    for count in stride(from: min(run.count, 200), through: 1, by: -1) {
      var text = ""
      for scalar in run.prefix(count) { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
      guard let bytes = Charset.encode(text, as: charset.icu) else { continue }
      let repaired = String(decoding: bytes, as: UTF8.self)
      guard !repaired.unicodeScalars.contains("\u{FFFD}") else { continue }
      return Damage(range: ByteRange(start, ends[count - 1]), kind: .misread, repaired: repaired, charset: charset.name)
    }
    // 鈥 begins every curly mark and dash; its last byte may be lost.
    guard first == 0x9225 else { return nil }
    return Damage(
      range: ByteRange(start, ends[0]), kind: .misread, repaired: "\u{FFFD}", isExact: false, charset: charset.name)
  }

  /// A Han character inside a word of Latin letters: “pr茅sident”. Its two bytes are those of an accented letter.
  private static func han(_ run: [UInt32], _ ends: [Int], _ start: Int) -> Damage? {
    for count in stride(from: min(run.count, 12), through: 1, by: -1) {
      var text = ""
      for scalar in run.prefix(count) { text.unicodeScalars.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
      for times in 1...3 {
        guard let bytes = Charset.encode(text, as: "gb18030") else { break }
        text = String(decoding: bytes, as: UTF8.self)
        if text.unicodeScalars.contains("\u{FFFD}") { break }
        guard text.unicodeScalars.allSatisfy({ $0.value < 0x250 || (0x1E00...0x206F).contains($0.value) || $0.value == 0x20AC })
        else { continue }
        return Damage(
          range: ByteRange(start, ends[count - 1]), kind: .misread, repaired: text, charset: "GBK", times: times)
      }
    }
    return nil
  }

  private static let lost: [(sign: [UInt32], charset: String)] = [
    ([0x951F, 0x65A4, 0x62F7], "GBK"), ([0xC3D9, 0xC619], "EUC-KR"),
  ]
}
