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
      .passes("de", "Er rief „Wir kommen“ und ging."),
      .passes("sv", "”Vi kommer”, sade hon."),
      .passes("pl", "„Idziemy”, powiedział."),
      .passes("ru", "«Мы идём», — сказал он."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let profile = story.language.profile
    for quotation in story.quotations {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      guard open.family != .single, close.family != .single, open.paragraph == close.paragraph, open.width == close.width,
        !isPair(open.scalar, close.scalar, profile)
      else { continue }
      out.report(
        story.bytes(of: quotation.tokens),
        "Opened with \(Wording.quoted(story.text(story.bytes(of: open)))), closed with \(Wording.quoted(story.text(story.bytes(of: close)))).",
        related: [("opened here", story.bytes(of: open)), ("closed here", story.bytes(of: close))])
    }
  }

  private func isPair(_ open: UInt32, _ close: UInt32, _ profile: LanguageProfile) -> Bool {
    // The same mark at both ends is a style of its own in several languages, and a habit of keyboards in others.
    if open == close { return true }
    let everywhere: [(UInt32, UInt32)] = [
      (0x22, 0x22), (0x201C, 0x201D), (0x201E, 0x201C), (0x201E, 0x201D), (0xAB, 0xBB), (0xBB, 0xAB), (0x201D, 0x201D),
      (0xBB, 0xBB), (0x300C, 0x300D), (0x300E, 0x300F), (0x300A, 0x300B), (0x3008, 0x3009), (0x201F, 0x201D), (0xFF02, 0xFF02),
      (0x201D, 0x201C), (0x301D, 0x301F),
    ]
    if everywhere.contains(where: { $0 == (open, close) }) { return true }
    return profile.quoteStyles.contains {
      ($0.outerOpen, $0.outerClose) == (open, close) || ($0.innerOpen, $0.innerClose) == (open, close)
    }
  }
}
