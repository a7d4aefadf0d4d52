import Lexicons
import TextBase

extension Analysis {
  /// What speaks against a quotation that runs on from a mark into the paragraph of the next mark, as a price.
  func priceOfRunningOn(_ mark: QuoteMarkColumn, to next: Int) -> Float {
    var price: Float = 0
    // Speech that goes on ends its paragraph with whole sentences: “ghost towns is a term. So does a headline.
    if mark.opensLower || isTerm(mark) { price = 2.2 }
    if mark.paragraph == 0, paragraphs.count > 2, endsOpen(0) { price = max(price, 2.2) }
    if price < 2.4 {
      let isTold =
        isAttributed(mark.paragraph, from: mark.token + mark.width)
        || (mark.paragraph + 1..<min(next, mark.paragraph + 6)).contains { isAttributed($0, from: 0) }
      if isTold { price = 2.4 }
    }
    return price
  }

  /// Whether words say who spoke, behind a comma or a dash: We will go on, she said. Then the quotation that is open there
  /// has lost its closing mark.
  private func isAttributed(_ paragraph: Int, from first: Int) -> Bool {
    let end = paragraphs[paragraph].tokens.upperBound
    for mark in marks(in: paragraphs[paragraph]) where mark >= first && startsClause(mark) {
      if isAttribution(mark + 1..<end) { return true }
    }
    return false
  }

  /// A comma, or a dash behind white space.
  private func startsClause(_ mark: Int) -> Bool {
    isMark(mark, 0x2C) || isDash(mark) && tokens[mark].flags.contains(.spaceBefore)
  }

  /// Whether a clause says who spoke, within three words, or within eight if it closes the paragraph.
  func isAttribution(_ range: Range<Int>) -> Bool {
    var words = 0
    var speaks = false
    for index in range {
      let token = tokens[index]
      switch token.kind {
      case .word, .number, .ideograph:
        words += 1
        if words > 8 { return false }
        if language.classes(of: token.id).intersects(Analysis.speaking) {
          if words <= 3 { return true }
          speaks = true
        }
      case .mark: if index < range.upperBound - 1 || startsClause(index) { return false }
      default: break
      }
    }
    return speaks
  }

  private static let speaking = WordClassSet.of(.speechVerbs, .attributionWords)

  /// Whether an article or preposition stands before the mark: of “North Bay” is a name or a term.
  private func isTerm(_ mark: QuoteMarkColumn) -> Bool {
    guard mark.spacing == .open, mark.token > paragraphs[mark.paragraph].tokens.lowerBound else { return false }
    return isIn(mark.token - 1, .articles) || isIn(mark.token - 1, .prepositions)
  }

  /// Whether a paragraph ends without a full stop, as a headline does.
  private func endsOpen(_ paragraph: Int) -> Bool {
    guard let last = paragraphs[paragraph].tokens.last else { return false }
    return tokens[last].isWord
  }
}
