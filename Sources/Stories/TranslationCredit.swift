import Findings
import Lexicons
import TextBase

extension Analysis {
  /// The language that a line of the story says it was translated from: “Translated from Finnish by Eva Holm”. A sentence
  /// about a translation is no such line: it stands among the copy, goes on behind the name of the language, or has words
  /// before.
  func creditedSource() -> String? {
    for hit in creditHits where !hit.isQuoted {
      guard let named = language.creditedLanguage(tokens, in: hit.tokens), named != language.tag,
        isCreditLine(hit)
      else { continue }
      return named
    }
    return nil
  }

  private func isCreditLine(_ hit: PhraseHit) -> Bool {
    let paragraph = paragraphs[hit.paragraph]
    // Credits open or close a story.
    guard hit.paragraph < 4 || hit.paragraph + 4 >= paragraphs.count, paragraph.wordTokens <= 20 else { return false }
    switch paragraph.field {
    case .body, .byline, .credit, .authorBox, .note: break
    // “*** AUTOMATED TRANSLATION FROM FINNISH ***” as the first line of all.
    case .headline: guard !tokens[paragraph.tokens.lowerBound].isWord else { return false }
    case .dateline, .summary, .subheading, .caption, .link: return false
    }
    let (before, after) = (hit.tokens.lowerBound - 1, hit.tokens.upperBound)
    if before >= paragraph.tokens.lowerBound {
      guard !tokens[before].isWord, tokens[before].kind != .quote, !isMark(before, 0x2C) else { return false }
    }
    let rest = after..<max(after, sentences[hit.sentence].tokens.upperBound)
    guard let next = rest.first(where: { tokens[$0].isWord }) else { return true }
    // A book is credited with its pages and its price.
    if (after..<paragraph.tokens.upperBound).contains(where: { tokens[$0].kind == .number }) { return false }
    // “Translation from Finnish: Eva Holm”
    if isMark(after, 0x3A), rest.count <= 5 { return rest.allSatisfy { isNameOrMark($0) } }
    // “by Eva Holm and Paul Berg”: names and small words.
    return next == after && (isIn(next, .bylineOpeners) || tokens[next].shape == .lower && isIn(next, .function))
      && rest.allSatisfy { isNameOrMark($0) || isIn($0, .function) || isIn($0, .bylineOpeners) }
  }

  private func isNameOrMark(_ token: Int) -> Bool {
    !tokens[token].isWord || tokens[token].isCapitalised || tokens[token].shape == .none
  }
}
