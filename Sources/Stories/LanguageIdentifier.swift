import Lexicons
import TextBase

/// The language of copy, from the scripts and function words that the lexicons list, and from CLD2 where they do not
/// decide. Function words cost nothing, since the words are hashed anyway; CLD2 costs more than all our own analysis.
struct LanguageIdentifier {
  private let index: LanguageIndex

  /// Words that are looked at. The answer does not change with more (`LanguageTests` holds it on 25 languages).
  static let sample = 160
  /// Words after which a language that leads two to one is taken, if they are all of one script: a half of the words would
  /// have to be another's to change that. In garbled copy a second script tells what the first one was.
  static let clearSample = 80
  /// Fewer words tell too little: no language is named then.
  static let minimumWords = 6

  init(_ index: LanguageIndex) { self.index = index }

  /// BCP 47, or nil when the text is too short or says too little.
  func identify(
    _ tokens: Slice<TokenColumn>, _ bytes: UnsafeBufferPointer<UInt8>, minimumWords: Int = LanguageIdentifier.minimumWords
  ) -> String? {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 64 + 256) { counts in
      counts.initialize(repeating: 0)
      return identify(
        tokens, bytes, minimumWords, votes: UnsafeMutableBufferPointer(rebasing: counts[..<64]),
        byScript: UnsafeMutableBufferPointer(rebasing: counts[64...]))
    }
  }

  private func identify(
    _ tokens: Slice<TokenColumn>, _ bytes: UnsafeBufferPointer<UInt8>, _ minimumWords: Int,
    votes: UnsafeMutableBufferPointer<Int>, byScript: UnsafeMutableBufferPointer<Int>
  ) -> String? {
    var words = 0
    var scripts = (lowest: 256, highest: 0)
    for token in tokens.prefix(LanguageIdentifier.clearSample) { index.fetch(token.hash) }
    for token in tokens {
      switch token.kind {
      case .word:
        words += 1
        byScript[Int(token.script)] += 1
        scripts = (min(scripts.lowest, Int(token.script)), max(scripts.highest, Int(token.script)))
        var mask = index.languages(of: token.hash)
        // A word that many languages share says little of each.
        let weight = mask == 0 ? 0 : max(1, 12 / mask.nonzeroBitCount)
        while mask != 0 {
          votes[mask.trailingZeroBitCount] += weight
          mask &= mask - 1
        }
      case .ideograph:
        words += 1
        byScript[Int(token.script)] += 1
        scripts = (min(scripts.lowest, Int(token.script)), max(scripts.highest, Int(token.script)))
      default: break
      }
      if words == LanguageIdentifier.clearSample, scripts.lowest == scripts.highest, isClear(votes, words) { break }
      if words >= LanguageIdentifier.sample { break }
    }
    // The first of those that most words are written in.
    var script = 2
    var code = max(3, scripts.lowest)
    while code <= scripts.highest {
      if byScript[code] > byScript[script] { script = code }
      code += 1
    }
    guard words >= minimumWords, byScript[script] > 0 else { return nil }

    // Kana, even a little of it, is Japanese; Han alone is Chinese.
    let kana = byScript[Int(Script.hiragana.code)] + byScript[Int(Script.katakana.code)]
    if kana * 10 > words { return "ja" }
    if script == Int(Script.han.code) { return "zh" }
    let candidates = index.languages(inScript: UInt8(script))
    if candidates.nonzeroBitCount == 1, ![Script.latin, .cyrillic, .arabic].contains(Script(code: UInt8(script))) {
      return index.tags[candidates.trailingZeroBitCount]
    }
    var best = (language: -1, votes: 0)
    var second = 0
    for language in index.tags.indices where candidates >> UInt64(language) & 1 == 1 {
      if votes[language] > best.votes {
        second = best.votes
        best = (language, votes[language])
      } else if votes[language] > second {
        second = votes[language]
      }
    }
    // A quarter of running copy is function words; a clear lead over the next language is proof enough.
    if best.language >= 0, best.votes >= words, best.votes * 10 > second * 13 {
      return index.tags[best.language]
    }
    let leader = best.language >= 0 && best.votes > second ? index.tags[best.language] : nil
    return secondOpinion(tokens, bytes, words, leader)
  }

  /// Whether one language has two votes for every word, and twice as many as the next one.
  private func isClear(_ votes: UnsafeMutableBufferPointer<Int>, _ words: Int) -> Bool {
    var best = 0
    var second = 0
    for language in votes.indices {
      second = max(second, min(best, votes[language]))
      best = max(best, votes[language])
    }
    return best >= 2 * words && best >= 2 * second
  }

  /// `leader`: the language that most function words speak for, be they few: results and tables have hardly any.
  private func secondOpinion(
    _ tokens: Slice<TokenColumn>, _ bytes: UnsafeBufferPointer<UInt8>, _ words: Int, _ leader: String?
  ) -> String? {
    guard words >= 12, let first = tokens.first, let last = tokens.last else { return nil }
    let range = Int(first.start)..<Int(last.end)
    guard let guess = LanguageGuess(UnsafeBufferPointer(rebasing: bytes[range])) else { return nil }
    if guess.isReliable, guess.percent >= 70 { return guess.language }
    return guess.language == leader && words >= 40 ? leader : nil
  }
}
