import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A mark by which agencies join and close their takes: (MORE), -30-, 1stLd-Writethru.
struct TakeMarker: Rule {
  static let card = RuleCard(
    id: "attribution/take-marker", title: "A marker of the wire was left in the copy",
    mqm: .markup, severity: .minor, confidence: .high,
    why: "Such markers tell the desk that a take is urgent, goes on or ends. Readers have no use for them.",
    advice: "Delete the marker.",
    examples: [
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[(MORE)]]"),
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[-30-]]"),
      .flags("de", "Das Parlament stimmte am Montag über den Haushalt ab.\n[[1stLd-Writethru]]"),
      .flags("en", "[[Eds]]: Updates with quotes\nThe parliament met on Monday and voted on the budget."),
      .passes("en", "The parliament met on Monday and wants more.\nMORE money is not the answer, the minister said."),
      .passes("en", "The temperature fell to -30 on Monday.\nIt has not been so cold since 1987, the station said."),
      .passes("en", "The parliament met on Monday.\nThe case is urgent, the minister said, and more will follow."),
    ])

  static var needs: Needs { .any(.shortParagraphs, words: words + [editors]) }

  init(_ style: HouseStyle) {}

  /// Words that are a marker when they are a whole line in capitals.
  private let lines = ["more", "ends", "end", "urgent", "writethru", "endit", "mtf", "endall"].map { WordHash.of(folded: $0) }
  /// Words that are no others.
  private static let words = [
    "writethru", "1stld", "2ndld", "3rdld", "4thld", "leadall", "1stlead", "2ndlead", "3rdlead",
  ].map { WordHash.of(folded: $0) }
  private static let editors = WordHash.of(folded: "eds")
  private let words = TakeMarker.words
  private let editors = TakeMarker.editors

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for paragraph in story.paragraphs where paragraph.tokens.count <= 30 {
      let range = paragraph.tokens
      guard let first = range.first(where: { story.tokens[$0].isWord }) else { continue }
      let token = story.tokens[first]
      var words = 0
      var hasMarker = false
      for index in range where story.tokens[index].isWord {
        words += 1
        if words > 4 { break }
        hasMarker = hasMarker || self.words.contains(story.tokens[index].hash)
      }
      if words == 1, range.count <= 5, isFramed(range, first, story) {
        let isThirty = token.kind == .number && story.text(first) == "30" && range.count >= 3
        if isThirty || token.shape == .upper && lines.contains(token.hash) { report(range, story, &out) }
      } else if token.hash == editors, first == range.lowerBound, story.isMark(first + 1, 0x3A),
        range.contains(first + 1)
      {
        report(first..<first + 1, story, &out)
      }
      if words <= 4, hasMarker {
        report(range, story, &out)
      }
    }
  }

  /// In brackets, between dashes or alone.
  private func isFramed(_ range: Range<Int>, _ word: Int, _ story: borrowing Analysis) -> Bool {
    range.allSatisfy {
      $0 == word || story.isDash($0) || story.isMark($0, 0x28) || story.isMark($0, 0x29) || story.isMark($0, 0x23)
    }
  }

  private func report(_ tokens: Range<Int>, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let range = story.bytes(of: tokens)
    out.report(range, "\(Wording.quoted(story.text(range))) is a marker between newsrooms, not part of the story.")
  }
}
