/// A language tag of at most 15 bytes, held in place: a column of them counts no references.
public struct ShortTag: Hashable, Sendable, BitwiseCopyable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Of a longer tag the primary language alone.
  public init(_ tag: String) {
    let text = tag.utf8.count <= 15 ? tag[...] : tag.prefix { $0 != "-" }
    for (place, byte) in text.utf8.prefix(15).enumerated() {
      if place < 8 { low |= UInt64(byte) << UInt64(place * 8) } else { high |= UInt64(byte) << UInt64(place * 8 - 64) }
    }
  }

  /// BCP 47.
  public var text: String {
    let bytes = (0..<15).map { UInt8(truncatingIfNeeded: ($0 < 8 ? low : high) >> UInt64(($0 & 7) * 8)) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
