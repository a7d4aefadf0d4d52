import CCLD2

/// What Compact Language Detector 2 makes of a text.
public struct LanguageGuess: Sendable {
  /// BCP 47.
  public let language: String
  /// Share of the text in that language, 0…100.
  public let percent: Int
  public let isReliable: Bool

  /// Nil when CLD2 knows no language for it. Reads at most 4 KB: more does not change its answer on news and it is slower
  /// than all our own analysis.
  public init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let base = bytes.baseAddress else { return nil }
    var length = min(bytes.count, 4096)
    while length > 0, length < bytes.count, bytes[length] & 0xC0 == 0x80 { length -= 1 }
    var percent: Int32 = 0
    var isReliable = false
    let code = base.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
      String(cString: ccld2_detect($0, Int32(length), &percent, &isReliable))
    }
    guard code != "un" else { return nil }
    // CLD2 still writes the codes that BCP 47 retired.
    let modern = ["iw": "he", "no": "nb", "jw": "jv", "tl": "fil", "zh-Hant": "zh"]
    language = modern[code] ?? code
    self.percent = Int(percent)
    self.isReliable = isReliable
  }
}
