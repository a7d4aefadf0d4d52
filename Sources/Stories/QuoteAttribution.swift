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
      let own = paragraphs[mark.paragraph].tokens
      if isAttributed(mark.token + mark.width..<own.upperBound)
        || (mark.paragraph + 1..<min(next, mark.paragraph + 6)).contains(where: { isAttributed(paragraphs[$0].tokens) })
      {
        price = 2.4
      }
    }
    return price
  }

  /// Whether words say who spoke, behind a comma or a dash: We will go on, she said. Then the quotation that is open there
  /// has lost its closing mark.
  private func isAttributed(_ range: Range<Int>) -> Bool {
    /// Since the last comma or dash.
    var words = 0
    var speaks = false
    var isClause = false
    for index in range {
      let token = tokens[index]
      switch token.kind {
      case .word, .number, .ideograph:
        words += 1
        if isClause, words <= 8, isSpeaking(token) {
          if words <= 3 { return true }
          speaks = true
        }
      case .mark:
        if isMark(index, 0x2C) || isDash(index) && token.flags.contains(.spaceBefore) {
          isClause = true
          words = 0
          speaks = false
        } else if index < range.upperBound - 1 {
          isClause = false
        }
      default: break
      }
    }
    return isClause && speaks && words <= 8
  }

  private func isSpeaking(_ token: Token) -> Bool {
    token.id != 0 && (language.isIn(token.id, .speechVerbs) || language.isIn(token.id, .attributionWords))
  }

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
