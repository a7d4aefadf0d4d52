import Lexicons
import TextBase

extension Analysis {
  /// Whether a word ends in one of the endings that `wordClass` lists, or is one.
  public func ends(_ token: Int, in wordClass: WordClass) -> Bool { ending(of: token, in: wordClass) > 0 }

  /// The bytes of the longest ending of a word that `wordClass` lists; 0 without one. An ending has two letters at least and
  /// eight bytes at most.
  public func ending(of token: Int, in wordClass: WordClass) -> Int {
    guard language.has(wordClass) else { return 0 }
    let word = tokens[token]
    let end = Int(word.end)
    var start = end
    var letters = 0
    var longest = 0
    while start > Int(word.start), let length = UTF8Text.decodeLast(bytes, before: start)?.length, end - start + length <= 8 {
      start -= length
      letters += 1
      guard letters >= 2 else { continue }
      var hash = FNV.basis
      var at = start
      while at < end {
        let (scalar, length) = UTF8Text.decode(bytes, at)
        hash = FNV.combine(hash, scalar: scalar)
        at += length
      }
      let id = language.id(of: hash)
      if id != 0, language.isIn(id, wordClass) { longest = end - start }
    }
    return longest
  }
}
