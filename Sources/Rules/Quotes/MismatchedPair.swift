import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A quotation opened in one style and closed in another.
struct MismatchedPair: Rule {
  static let card = RuleCard(
    id: "quotes/mismatched-pair", title: "A quotation is opened in one style and closed in another",
    mqm: .punctuation, severity: .minor, confidence: .medium,
    why: "Mixed marks usually mean that one half came from another language or another keyboard.",
    advice: "Use the two marks of one style.",
    examples: [
      .flags("de", "Er rief [[„Wir kommen\"]] und ging."),
      .flags("en", "She called it [[“a new start\"]] and left."),
      .flags("es", "Lo llamó [[«un nuevo comienzo\"]] y se fue."),
      .flags("pl", "Nazwał to [[„nowym początkiem»]] i wyszedł."),
      .flags("en", "She said: [[“]]We will go on with it.\nWe have no choice\", she added."),
      .passes("de", "Er rief „Wir kommen“ und ging."),
      .passes("sv", "”Vi kommer”, sade hon."),
      .passes("pl", "„Idziemy”, powiedział."),
      .passes("ru", "«Мы идём», — сказал он."),
      .passes("en", "He spoke of “the \"old\" rules” and left."),
    ])

  static var needs: Needs { .all(.unusualQuotations) }

  /// A story that does this more often has a habit; the first place and the count say enough.
  private static let habit = 3

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    var odd: [Quotation] = []
    for quotation in story.quotations {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      guard open.family != .single, close.family != .single, open.width == close.width,
        !QuotePairs.belong(open.scalar, close.scalar, profile), story.paragraphs[open.paragraph].language == nil
      else { continue }
      odd.append(quotation)
    }
    let isHabit = odd.count > Self.habit
    for quotation in odd.prefix(isHabit ? 1 : Self.habit) {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      let (opening, closing) = (story.text(story.bytes(of: open)), story.text(story.bytes(of: close)))
      out.report(
        story.shown(quotation),
        "Opened with \(Wording.quoted(opening)), closed with \(Wording.quoted(closing))\(isHabit ? " (\(odd.count) such pairs in the story)" : "").",
        confidence: min(open.margin, close.margin) >= 0.5 ? .medium : .low,
        related: [("opened here", story.bytes(of: open)), ("closed here", story.bytes(of: close))])
    }
  }
}
