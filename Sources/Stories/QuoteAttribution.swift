import Lexicons
import TextBase

extension Analysis {
  /// Whether the paragraph ends, behind the mark, in words that say who spoke: “We will go on, she said. Then the quotation
  /// that opened there has lost its closing mark.
  func endsInAttribution(_ mark: QuoteMarkColumn) -> Bool {
    let end = paragraphs[mark.paragraph].tokens.upperBound
    var index = end - 1
    var words = 0
    var speaks = false
    while index > mark.token {
      let token = tokens[index]
      switch token.kind {
      case .word, .number:
        words += 1
        if words > 8 { return false }
        if token.id != 0, language.isIn(token.id, .speechVerbs) { speaks = true }
      case .mark:
        // The last clause begins at a comma or a dash.
        if isMark(index, 0x2C) || isDash(index) {
          guard token.start > mark.range.end else { return false }
          return speaks && !(isDash(index) && tokens[index].start == tokens[index - 1].end)
        }
        if index < end - 1 { return false }
      default: return false
      }
      index -= 1
    }
    return false
  }
}
