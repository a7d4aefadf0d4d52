import Lexicons
import TextBase

/// How a text that no language is told of becomes one: saved in one set of one byte a character, it was read in another from
/// beginning to end, “оПХБЕР” for “Привет”.
struct Recoding {
  /// What it was, and as what it was read.
  let original, charset: SingleByteCharset

  /// Sets of languages that are not written in Latin letters. Where most letters are ASCII a language is told, and each
  /// damaged word stands out in it.
  private static let originals: [SingleByteCharset] = [
    .windows1251, .koi8, .dos866, .iso8859_5, .windows1253, .windows1255, .windows1256,
  ]
  private static let readings: [SingleByteCharset] = [
    .windows1252, .windows1251, .koi8, .dos866, .iso8859_5, .windows1250, .mac, .dos437, .dos850, .windows1253,
  ]
  /// Characters that are looked at.
  private static let sample = 1500
  /// Words of two letters and more that tell enough, and one in so many of them that must be a function word: in copy one in
  /// five is, in letters at random one in thirty.
  private static let (leastWords, share) = (15, 8)

  /// The scalar that stood where `scalar` is; `UTF8Text.invalid` where none did.
  func restored(_ scalar: UInt32) -> UInt32 {
    let byte = charset.byte(scalar)
    return byte == 0 ? UTF8Text.invalid : original.scalar(byte)
  }

  /// Nil where no two sets make words of the text.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, _ index: LanguageIndex, _ scalars: ScalarTable) {
    var text: [UInt32] = []
    var at = 0
    while at < bytes.count, text.count < Recoding.sample {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      text.append(scalar)
      at += length
    }
    let foreign = text.filter { $0 >= 0x80 }
    // Before any set is asked for: to make one costs more than to check a short story.
    guard foreign.count * 2 > text.count, foreign.count >= Recoding.leastWords * 2 else { return nil }
    // Ends the last word.
    text.append(0x20)
    var best: (recoding: Recoding, hits: Int)?
    // A character that the set does not have was not read in it.
    for charset in Recoding.readings where foreign.count(where: { charset.byte($0) == 0 }) * 50 < foreign.count {
      for original in Recoding.originals where original.name != charset.name {
        let recoding = Recoding(original: original, charset: charset)
        let (words, hits) = recoding.functionWords(text, index, scalars)
        if words >= Recoding.leastWords, hits * Recoding.share >= words, hits > best?.hits ?? 0 { best = (recoding, hits) }
      }
    }
    guard let best else { return nil }
    self = best.recoding
  }

  private init(original: SingleByteCharset, charset: SingleByteCharset) {
    self.original = original
    self.charset = charset
  }

  /// The words that the text would have, and how many of them are function words of the one language that has most.
  private func functionWords(_ text: [UInt32], _ index: LanguageIndex, _ scalars: ScalarTable) -> (words: Int, hits: Int) {
    var words = 0
    var votes = [Int](repeating: 0, count: 64)
    var (hash, letters) = (FNV.basis, 0)
    for scalar in text {
      let restored = scalar < 0x80 ? scalar : restored(scalar)
      if restored != UTF8Text.invalid, scalars[restored].isLetter {
        hash = FNV.combine(hash, scalar: WordHash.folded(restored, scalars[restored]))
        letters += 1
        continue
      }
      if letters > 1 {
        words += 1
        var languages = index.languages(of: hash)
        while languages != 0 {
          votes[languages.trailingZeroBitCount] += 1
          languages &= languages - 1
        }
      }
      (hash, letters) = (FNV.basis, 0)
    }
    return (words, votes.max() ?? 0)
  }
}

extension Analysis {
  /// Reads the whole story in another set of characters where that makes it one: each paragraph is one damage.
  mutating func findRecoding(_ index: LanguageIndex, _ scalars: ScalarTable) {
    guard let recoding = Recoding(bytes, index, scalars) else { return }
    damages = damages.filter { $0.kind != .misread } + paragraphs.compactMap { recoding.damage(bytes, $0.range) }
    damages.sort { $0.range.start < $1.range.start }
  }
}

extension Recoding {
  /// From the first to the last character of a paragraph that is not ASCII; nil where there is none.
  fileprivate func damage(_ bytes: UnsafeBufferPointer<UInt8>, _ paragraph: ByteRange) -> Damage? {
    let whole = paragraph.start..<paragraph.end
    guard let first = whole.first(where: { bytes[$0] >= 0x80 }), let last = whole.last(where: { bytes[$0] >= 0x80 }) else {
      return nil
    }
    // Near relatives of a set differ in a few letters, KOI8-U and KOI8-R in і: what comes back is to be read again.
    var damage = Damage(range: ByteRange(first, last + 1), kind: .misread, repaired: "", isExact: false)
    (damage.original, damage.charset) = (original.name, charset.name)
    var at = first
    while at <= last {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      let was = scalar < 0x80 ? scalar : restored(scalar)
      damage.repaired.unicodeScalars.append(Unicode.Scalar(was) ?? "\u{FFFD}")
      at += length
    }
    return damage
  }
}
