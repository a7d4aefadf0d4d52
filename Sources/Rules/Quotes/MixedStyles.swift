import Findings
import RuleKit
import Stories
import TextBase

/// Two styles of quotation marks in one story, one of them rare. Once a story.
struct MixedStyles: Rule {
  static let card = RuleCard(
    id: "quotes/mixed-styles", title: "The story mixes two styles of quotation marks",
    mqm: .inconsistentStyle, severity: .minor, confidence: .low,
    why: "One style in a story; a second one usually came in with a pasted paragraph.",
    advice: "Use one style throughout.",
    examples: [
      .flags("en", "“One,” he said. “Two,” she said. “Three,” he said. [[\"Four,\"]] she said. “Five,” he said."),
      .flags("ru", "«Да», — сказал он. «Нет», — сказала она. «Да», — сказал он. [[\"Нет\"]], — сказала она."),
      .passes("en", "“One,” he said. “Two,” she said."),
      .passes("ru", "«Клуб „Север“ победил», — сказал он. «Да», — ответила она."),
      .passes("en", "“One,” he said. \"Two,\" she said."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var counts: [QuoteFamily: Int] = [:]
    var firsts: [QuoteFamily: Range<Int>] = [:]
    var lastEnd = 0
    for quotation in story.quotations.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
      let family = story.quoteMarks[quotation.openMark].family
      // Inner quotations are another level, not another style.
      guard family != .single, family != .angles, quotation.tokens.lowerBound >= lastEnd else { continue }
      lastEnd = quotation.tokens.upperBound
      counts[family, default: 0] += 1
      if firsts[family] == nil { firsts[family] = quotation.tokens }
    }
    let total = counts.values.reduce(0, +)
    guard counts.count == 2, let rare = counts.min(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) }),
      let common = counts.first(where: { $0.key != rare.key }), rare.value * 10 <= total * 3, total >= 4,
      let place = firsts[rare.key], let twin = firsts[common.key]
    else { return }
    out.report(
      story.bytes(of: place), "\(rare.value) of \(total) quotations are set in another style than the rest.",
      related: [("the usual style", story.bytes(of: twin))])
  }
}
