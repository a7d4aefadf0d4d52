import Lexicons
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

/// A hash of the bytes of a word as they stand, eight at a time: what depends on nothing else is kept by it.
enum ByteKey {
  @inline(__always)
  static func of(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> UInt64 {
    var key = FNV.basis ^ UInt64(truncatingIfNeeded: range.count)
    guard range.count >= 8 else { return mix(key, few(bytes, range)) }
    var at = range.start
    while at + 8 < range.end {
      key = mix(key, UTF8Text.eight(bytes, at))
      at += 8
    }
    // The last eight, some of them for the second time.
    return mix(key, UTF8Text.eight(bytes, range.end - 8))
  }

  /// Fewer than eight bytes as one number.
  @inline(__always)
  private static func few(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange) -> UInt64 {
    if range.start + 8 <= bytes.count {
      return UTF8Text.eight(bytes, range.start) & ((1 &<< UInt64(truncatingIfNeeded: range.count &* 8)) &- 1)
    }
    var number: UInt64 = 0
    for at in (range.start..<range.end).reversed() { number = number << 8 | UInt64(bytes[at]) }
    return number
  }

  @inline(__always)
  private static func mix(_ key: UInt64, _ value: UInt64) -> UInt64 {
    let product = (key ^ value) &* 0x9E37_79B9_7F4A_7C15
    return product ^ product >> 29
  }
}

/// Words that were found to be neither foreign nor written with foreign letters. Copy is made of the same few thousand
/// words, and the tables of foreign words lie beyond the cache: nine of ten look-ups end here.
final class PlainWords {
  private static let size = 8192
  /// The upper half of a key, at the place that the rest gives: 43 bits tell the words apart.
  private let words = UnsafeMutablePointer<UInt32>.allocate(capacity: size)

  init() { words.initialize(repeating: 0, count: PlainWords.size) }

  deinit { words.deallocate() }

  /// Asks for the memory in which a key will be looked up.
  @inline(__always)
  func fetch(_ key: UInt64) { Memory.fetch(words + PlainWords.place(key)) }

  @inline(__always)
  func contains(_ key: UInt64) -> Bool { words[PlainWords.place(key)] == UInt32(truncatingIfNeeded: key >> 32) }

  func insert(_ key: UInt64) { words[PlainWords.place(key)] = UInt32(truncatingIfNeeded: key >> 32) }

  @inline(__always)
  private static func place(_ key: UInt64) -> Int { Int(truncatingIfNeeded: key) & (size - 1) }
}

/// The prefixes of the words that were asked for last, by the hash of the word. An entry is one number, the upper half of
/// the hash and the id.
final class PrefixMemo {
  private static let count = 4096
  private let entries = UnsafeMutablePointer<UInt64>.allocate(capacity: count)

  init() { entries.initialize(repeating: 0, count: PrefixMemo.count) }

  deinit { entries.deallocate() }

  @inline(__always)
  private func entry(_ hash: UInt64) -> UnsafeMutablePointer<UInt64> {
    entries + Int(truncatingIfNeeded: hash >> 32 ^ hash) & (PrefixMemo.count - 1)
  }

  /// Asks for the memory in which a hash will be looked up.
  @inline(__always)
  func fetch(_ hash: UInt64) { Memory.fetch(entry(hash)) }

  /// The id that is known for a hash, or that `find` gives.
  @inline(__always)
  func id(of hash: UInt64, _ find: () -> UInt32) -> UInt32 {
    let entry = entry(hash)
    if (entry.pointee ^ hash) >> 32 != 0 { entry.pointee = hash & ~0xFFFF_FFFF | UInt64(find()) }
    return UInt32(truncatingIfNeeded: entry.pointee)
  }
}

/// A filter over the case endings of a language's names: most names close with a letter that no ending closes with, and of
/// the endings that are tried hardly any gets as far as the vocabulary.
struct EndingFilter {
  private let bits = BitField(count: 1024)
  private let lastLetters = BitField(count: 64)
  let isEmpty: Bool

  init(_ language: Language, _ scalars: ScalarTable) {
    let endings = language.has(.nameEndings) ? language.words(in: .nameEndings) : []
    isEmpty = endings.isEmpty
    for ending in endings {
      let hash = WordHash.of(ending, scalars)
      bits.insert(EndingFilter.place(hash))
      let letters = NormalForm.nfc.apply(ending).unicodeScalars.map { WordHash.folded($0.value, scalars[$0.value]) }
      if let last = letters.last(where: { $0 != 0 }) { lastLetters.insert(Int(last)) }
    }
  }

  /// Whether a name that closes with this folded letter may have an ending.
  @inline(__always)
  func mayClose(with letter: UInt32) -> Bool { lastLetters.contains(Int(letter)) }

  /// Whether a name may end so.
  @inline(__always)
  func mayHold(_ hash: UInt64) -> Bool { bits.contains(EndingFilter.place(hash)) }

  /// The last letter comes in at the fortieth bit of a hash.
  @inline(__always)
  private static func place(_ hash: UInt64) -> Int { Int(truncatingIfNeeded: hash >> 40) }
}
