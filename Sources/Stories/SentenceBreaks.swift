import Lexicons
import TextBase

extension Analysis {
  /// Finds sentences by the rules of UAX #29 over tokens, then joins what an abbreviation, an initial or an ordinal parted.
  func findSentences(_ scalars: ScalarTable, into sentences: inout [Sentence]) {
    sentences.reserveCapacity(tokens.count / 16 + 8)
    for paragraph in paragraphs.indices {
      let range = paragraphs[paragraph].tokens
      var start = range.lowerBound
      var at = range.lowerBound
      for mark in marks.part(paragraphs[paragraph].marks) where mark >= at {
        guard tokens[mark].kind == .mark || tokens[mark].kind == .symbol,
          let next = SentenceRules.boundary(after: mark, in: range, tokens, bytes, scalars)
        else { continue }
        if next < range.upperBound, !joins(mark, next, range) {
          sentences.append(Sentence(tokens: start..<next, paragraph: paragraph))
          start = next
        }
        at = max(next, mark + 1)
      }
      if start < range.upperBound { sentences.append(Sentence(tokens: start..<range.upperBound, paragraph: paragraph)) }
    }
  }

  /// Says of paragraphs and words where the sentences stand.
  mutating func markSentences() {
    var number = 0
    for paragraph in paragraphs.indices {
      let first = number
      while number < sentences.count, sentences[number].paragraph == paragraph {
        if let word = sentences[number].tokens.first(where: { tokens[$0].isWord }) {
          tokens[word].flags.insert(.sentenceStart)
        }
        number += 1
      }
      paragraphs[paragraph].sentences = first..<number
    }
  }

  /// Whether the point at `term` ends no sentence, although the general rules break before `next`.
  private func joins(_ term: Int, _ next: Int, _ range: Range<Int>) -> Bool {
    guard isMark(term, 0x2E), next == term + 1, term > range.lowerBound else { return false }
    let before = tokens[term - 1]
    guard !tokens[term].flags.contains(.spaceBefore), before.end == tokens[term].start else { return false }
    let following = tokens[next]
    if before.kind == .word {
      if before.shape == .singleUpper, before.scalars == 1, following.isCapitalised || following.kind == .number {
        return true
      }
      // U.S, z.B: points inside, so this one belongs to it; it may end the sentence too, and then a function word or
      // pronoun with a capital follows.
      if before.scalars <= 5, before.shape == .upper, text(term - 1).contains(".") {
        return !(following.isCapitalised && following.id != 0 && language.isIn(following.id, .function))
      }
      guard before.id != 0 else { return false }
      let isAbbreviation =
        language.isIn(before.id, .abbreviation)
        || (language.isIn(before.id, .abbreviationCapitalised) && before.isCapitalised)
      guard isAbbreviation else { return false }
      // “no.” and “sat.” are words too: only a figure behind them makes them an abbreviation.
      if language.isIn(before.id, .function) { return following.kind == .number }
      return following.isWord || following.kind == .quote
    }
    // 4. Dezember: an ordinal before its month.
    if before.kind == .number, following.id != 0, language.isIn(following.id, .month) { return true }
    return false
  }
}

/// The sentence boundary rules SB5 to SB11 of UAX #29 with ICU's properties, over tokens.
enum SentenceRules {
  /// The token before which a sentence ends because of the mark at `term`: `range.upperBound` at the end of the
  /// paragraph, nil when the mark ends nothing.
  static func boundary(
    after term: Int, in range: Range<Int>, _ tokens: TokenColumn, _ bytes: UnsafeBufferPointer<UInt8>,
    _ scalars: ScalarTable
  ) -> Int? {
    var kind = property(tokens[term], bytes, scalars)
    // CLDR's Greek: the semicolon asks.
    let isGreekQuestion =
      bytes[Int(tokens[term].start)] == 0x3B && term > range.lowerBound && tokens[term - 1].script == Script.greek.code
    if isGreekQuestion { kind = SentenceBreak.sTerm }
    guard kind == SentenceBreak.aTerm || kind == SentenceBreak.sTerm else { return nil }
    var next = term + 1
    var sawClose = false
    // SB9: closing marks that follow directly.
    while next < range.upperBound, !tokens[next].flags.contains(.spaceBefore),
      property(tokens[next], bytes, scalars) == SentenceBreak.close
    {
      sawClose = true
      next += 1
    }
    guard next < range.upperBound else { return range.upperBound }
    let following = property(tokens[next], bytes, scalars)
    // SB8a: a further mark belongs to this one.
    if following == SentenceBreak.sContinue || following == SentenceBreak.aTerm || following == SentenceBreak.sTerm {
      return nil
    }
    guard kind == SentenceBreak.aTerm else { return next }
    let hasSpace = tokens[next].flags.contains(.spaceBefore)
    // SB6: 3.4
    if !sawClose, !hasSpace, following == SentenceBreak.numeric { return nil }
    // SB7: U.S
    if !sawClose, !hasSpace, following == SentenceBreak.upper, term > range.lowerBound,
      tokens[term - 1].end == tokens[term].start
    {
      let last = lastProperty(tokens[term - 1], bytes, scalars)
      if last == SentenceBreak.upper || last == SentenceBreak.lower { return nil }
    }
    // SB8: a lower-case letter follows before any other letter.
    var probe = next
    while probe < range.upperBound {
      switch firstLetter(tokens[probe], bytes, scalars) {
      case SentenceBreak.lower: return nil
      case SentenceBreak.upper, SentenceBreak.oLetter, SentenceBreak.aTerm, SentenceBreak.sTerm: return next
      default: probe += 1
      }
    }
    return next
  }

  private static func property(
    _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>, _ scalars: ScalarTable
  ) -> UInt8 {
    let (scalar, _) = UTF8Text.decode(bytes, Int(token.start))
    return scalar == UTF8Text.invalid ? 0 : scalars[scalar].sentence_break
  }

  private static func lastProperty(
    _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>, _ scalars: ScalarTable
  ) -> UInt8 {
    guard let (scalar, _) = UTF8Text.decodeLast(bytes, before: Int(token.end)), scalar != UTF8Text.invalid else { return 0 }
    return scalars[scalar].sentence_break
  }

  /// The property of the first letter or terminal mark in a token; 0 when it has none.
  private static func firstLetter(
    _ token: Token, _ bytes: UnsafeBufferPointer<UInt8>, _ scalars: ScalarTable
  ) -> UInt8 {
    var at = Int(token.start)
    while at < Int(token.end) {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if scalar != UTF8Text.invalid {
        let property = scalars[scalar].sentence_break
        switch property {
        case SentenceBreak.lower, SentenceBreak.upper, SentenceBreak.oLetter, SentenceBreak.aTerm, SentenceBreak.sTerm:
          return property
        default: break
        }
      }
      at += length
    }
    return 0
  }
}
