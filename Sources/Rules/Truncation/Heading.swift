import Lexicons
import RuleKit
import Stories
import TextBase

/// A line that heads what follows: several stories in one file, or a crosshead.
enum Heading {
  /// Headlines are seldom longer.
  static let longest = 16

  /// Whether the line is short, says nothing of what stands above it, and the two paragraphs below take up two of its words or
  /// a name, as a lede does with the words of its headline.
  static func heads(_ index: Int, _ story: borrowing Analysis) -> Bool {
    let paragraphs = story.paragraphs
    guard paragraphs[index].sentences.count <= 2, paragraphs[index].words <= longest, index > 0,
      index + 1 < paragraphs.count
    else { return false }
    let above = paragraphs[max(0, index - 2)].tokens.lowerBound..<paragraphs[index - 1].tokens.upperBound
    let below =
      paragraphs[index + 1].tokens.lowerBound..<paragraphs[min(index + 2, paragraphs.count - 1)].tokens.upperBound
    func holds(_ range: Range<Int>, _ word: Int, _ story: borrowing Analysis) -> Bool {
      range.contains { isContent($0, story) && isSame($0, word, story) }
    }
    var taken: [Int] = []
    var hasName = false
    for token in paragraphs[index].tokens where isContent(token, story) {
      if holds(above, token, story) { return false }
      guard !taken.contains(where: { isSame($0, token, story) }), holds(below, token, story) else { continue }
      taken.append(token)
      if story.tokens[token].kind == .number || story.tokens[token].isCapitalised { hasName = true }
    }
    return taken.count > 1 || hasName
  }

  private static func isContent(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    if word.kind == .number { return word.scalars >= 3 }
    return word.kind == .word && word.scalars >= 5 && !story.isIn(token, .function) && !story.isIn(token, .prepositions)
  }

  /// The same word, or one that begins with the same letters: industry, industries.
  private static func isSame(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    let (x, y) = (story.tokens[a], story.tokens[b])
    if x.hash == y.hash { return true }
    guard x.kind == .word, y.kind == .word else { return false }
    let length = Int(x.length) > Int(x.scalars) ? 8 : 5
    guard Int(x.length) >= length, Int(y.length) >= length else { return false }
    for offset in 0..<length {
      let (p, q) = (story.bytes[Int(x.start) + offset], story.bytes[Int(y.start) + offset])
      if p != q, p | 0x20 != q | 0x20 || p >= 0x80 { return false }
    }
    return true
  }
}
