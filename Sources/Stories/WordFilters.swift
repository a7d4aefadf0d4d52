import TextBase

/// Letters of an alphabet below U+2000, a bit each: asked for every letter of every word that no list knows.
struct LetterSet {
  private var bits = [UInt64](repeating: 0, count: 0x2000 / 64)
  let isEmpty: Bool

  init(_ letters: [UInt32]) {
    isEmpty = letters.isEmpty
    for letter in letters where letter < 0x2000 { bits[Int(letter >> 6)] |= 1 << UInt64(letter & 63) }
  }

  /// Whether the letters of a range are ASCII, apostrophes or in the set.
  func containsAll(of bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> Bool {
    bits.withUnsafeBufferPointer { bits in
      var at = range.start
      while at < range.end {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        guard scalar < 0x80 || scalar == 0x2019 || scalar < 0x2000 && bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1
        else { return false }
        at += length
      }
      return true
    }
  }

  func contains(_ scalar: UInt32) -> Bool { scalar < 0x2000 && bits[Int(scalar >> 6)] >> UInt64(scalar & 63) & 1 == 1 }
}

/// Words that were looked up among the foreign words and are none. Copy is made of the same few thousand words, and the
/// tables of foreign words lie beyond the cache: nine of ten look-ups end here.
final class PlainWords {
  private static let size = 2048
  private let words = UnsafeMutablePointer<UInt64>.allocate(capacity: size)

  init() { words.initialize(repeating: 0, count: PlainWords.size) }

  deinit { words.deallocate() }

  /// A word of ASCII letters is looked up by its ending too, so the same hash of other letters is another word.
  @inline(__always)
  func contains(_ hash: UInt64, isASCII: Bool) -> Bool {
    let key = isASCII ? hash : ~hash
    return words[PlainWords.place(key)] == key
  }

  func insert(_ hash: UInt64, isASCII: Bool) {
    let key = isASCII ? hash : ~hash
    words[PlainWords.place(key)] = key
  }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key >> 44) & (size - 1) }
}
