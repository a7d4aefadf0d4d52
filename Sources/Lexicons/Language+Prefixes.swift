import TextBase

extension Language {
  /// The id of the longest prefix in the lexicons that a word begins with; 0 for none.
  public func prefixID(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ scalars: ScalarTable) -> UInt32 {
    var hash = FNV.basis
    var at = range.start
    var length = 0
    var found: UInt32 = 0
    let longest = 63 - prefixLengths.leadingZeroBitCount
    guard let base = bytes.baseAddress, range.end <= bytes.count else { return 0 }
    while at < range.end, length < longest {
      var (folded, width) = scalars.plainLetter(base, at, range.end)
      if width == 0 {
        let (scalar, itsWidth) = UTF8Text.decode(bytes, at)
        (folded, width) = (WordHash.folded(scalar, scalars[scalar]), itsWidth)
      }
      at &+= width
      guard folded != 0 else { continue }
      hash = FNV.combine(hash, scalar: folded)
      length += 1
      if length > 1 {
        // Most words leave the way of every prefix after two or three letters.
        let (word, bit) = Language.trailPlace(hash, prefixTrail.count)
        if prefixTrail[word] & bit == 0 { return found }
      }
      if prefixLengths >> UInt64(length) & 1 == 1 {
        let id = prefixes[hash]
        if id != 0 { found = id }
      }
    }
    return found
  }

  /// The bit for a hash in a trail of `count` numbers, a power of two.
  static func trailPlace(_ hash: UInt64, _ count: Int) -> (word: Int, bit: UInt64) {
    (Int(truncatingIfNeeded: hash >> 32 ^ hash >> 8) & (count - 1), 1 << (hash & 63))
  }
}
