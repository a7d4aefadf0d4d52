import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Straight quotation marks around Chinese or Japanese. Once a story.
struct HalfWidthQuotes: Rule {
  static let card = RuleCard(
    id: "quotes/half-width", title: "Half-width quotation marks stand around Chinese or Japanese text",
    mqm: .punctuation, severity: .minor, confidence: .medium, languages: .only(["zh", "ja"]),
    why: "Straight marks come from a Latin keyboard or from the source text; they are too narrow among full-width characters.",
    advice: "Use the full-width marks of the language.",
    examples: [
      .flags("zh", "部长周一称之为[[\"新的开始\"]]，会议随后结束。", fixed: "部长周一称之为“新的开始”，会议随后结束。"),
      .flags("ja", "大臣は月曜日に[[\"新しい出発\"]]と述べ、会議を終えた。", fixed: "大臣は月曜日に「新しい出発」と述べ、会議を終えた。"),
      .passes("zh", "部长周一称之为“新的开始”，会议随后结束。"),
      .passes("zh", "他引用了\"a new start\"这一说法，会议随后结束。"),
      .passes("ja", "大臣は月曜日に「新しい出発」と述べ、会議を終えた。"),
      .passes("en", "The minister called it \"a new start\" on Monday."),
    ])

  static var needs: Needs { .all(.quotations) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.profile.fullWidth,
      let style = story.language.profile.quoteStyles.first(where: { $0.outerOpen != 0x22 })
    else { return }
    var common = CommonPair()
    var straight: [Quotation] = []
    for quotation in story.quotations where !quotation.isInner {
      let (open, close) = (story.quoteMarks[quotation.openMark], story.quoteMarks[quotation.closeMark])
      if open.scalar == 0x22, close.scalar == 0x22 {
        let inside = open.token + open.width
        let token = inside < close.token ? story.tokens[inside] : story.tokens[open.token]
        guard token.kind == .ideograph, story.paragraphs[open.paragraph].language == nil else { continue }
        straight.append(quotation)
      } else if open.family == .curly || open.family == .corners {
        common.add(open.scalar, close.scalar)
      }
    }
    guard let first = straight.first else { return }
    let (opening, closing) = common.texts(else: style.outerOpen, style.outerClose)
    out.report(
      story.shown(first),
      "Half-width marks stand around \(story.language.profile.name) text (\(straight.count == 1 ? "once" : "\(straight.count) times")); copy uses \(opening) \(closing).",
      fixes: [
        Fix(
          title: "Set \(opening) \(closing)", applicability: .review,
          edits: straight.flatMap {
            [
              Edit(story.bytes(of: story.quoteMarks[$0.openMark]), opening),
              Edit(story.bytes(of: story.quoteMarks[$0.closeMark]), closing),
            ]
          })
      ])
  }
}
