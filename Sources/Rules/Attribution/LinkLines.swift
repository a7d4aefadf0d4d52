import Lexicons
import Stories
import TextBase

extension Analysis {
  /// The token behind the word or phrase of a class that a paragraph begins with, marks before it passed over.
  func opening(_ paragraph: Int, _ wordClass: WordClass) -> Int? {
    let range = paragraphs[paragraph].tokens
    guard let first = range.prefix(3).first(where: { tokens[$0].isWord }) else { return nil }
    // Hits stand in the order of their first words.
    var low = 0
    var high = classHits.count
    while low < high {
      let middle = (low + high) / 2
      if classHits[middle].tokens.lowerBound < first { low = middle + 1 } else { high = middle }
    }
    // The longest that fits: “Read also” before “Read”.
    var end = isIn(first, wordClass) ? first + 1 : nil
    while low < classHits.count, classHits[low].tokens.lowerBound == first {
      if classHits[low].index == wordClass.bit { end = max(end ?? 0, classHits[low].tokens.upperBound) }
      low += 1
    }
    return end
  }

  func isColon(_ token: Int) -> Bool { isMark(token, 0x3A) || isMark(token, 0xFF1A) }

  func wordCount(_ paragraph: Int) -> Int { paragraphs[paragraph].tokens.count { tokens[$0].isWord } }

  /// Whether a paragraph ends as a sentence does.
  func endsAsSentence(_ paragraph: Int) -> Bool {
    let range = paragraphs[paragraph].tokens
    guard let last = range.last(where: { tokens[$0].kind != .quote && !isMark($0, 0x29) }) else { return false }
    return [0x2E, 0x21, 0x3F, 0x3002, 0xFF01, 0xFF1F, 0x964, 0x6D4, 0x61F].contains { isMark(last, $0) }
  }
}
