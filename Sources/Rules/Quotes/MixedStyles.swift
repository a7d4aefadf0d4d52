import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// Two styles of quotation marks in one story, one of them rare. Once a story.
struct MixedStyles: Rule {
  static let card = RuleCard(
    id: "quotes/mixed-styles", title: "The story mixes two styles of quotation marks",
    mqm: .inconsistentStyle, severity: .minor, confidence: .medium,
    why: "One style in a story; a second one usually came in with a pasted paragraph.",
    advice: "Use one style throughout.",
    examples: [
      .flags("en", "“One,” he said. “Two,” she said. “Three,” he said. [[\"Four,\"]] she said. “Five,” he said."),
      .flags("ru", "«Да», — сказал он. «Нет», — сказала она. «Да», — сказал он. [[\"Нет\"]], — сказала она."),
      .flags("uk", "«Так», — сказав він. «Ні», — сказала вона. «Так», — сказав він. [[„Ні”]], — сказала вона."),
      .passes("en", "“One,” he said. “Two,” she said."),
      .passes("ru", "«Клуб „Север“ победил», — сказал он. «Да», — ответила она. «Нет». «Да»."),
      .passes("en", "“One,” he said. \"Two,\" she said."),
      .passes("ru", "\"Да\", — сказал он. \"Нет\", — сказала она. \"Да\". «Спор о \"северном пути\"», — написал он. \"Нет\"."),
      .passes("it", "«Uno», disse. «Due», rispose. «Tre», disse. L’accordo era “nero su bianco” da lunedì. «Quattro», disse."),
      .passes("ja", "「はい」と話した。「いいえ」と答えた。「はい」。『本』という題だ。"),
    ])

  static var needs: Needs { .all(.unusualQuotations) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.quotations.count >= 4 else { return }
    let profile = story.language.profile
    let inner = story.quotations.filter(\.isInner).map(\.tokens.lowerBound).sorted()
    /// By opening and closing mark: how many and where first.
    var styles: [(open: UInt32, close: UInt32, count: Int, first: Quotation)] = []
    var total = 0
    for quotation in story.quotations where !quotation.isInner {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      // Single marks, titles and brackets have uses of their own beside speech; foreign pairs have a rule of their own.
      guard open.family == .straight || open.family == .curly || open.family == .guillemets, open.width == close.width,
        open.fault == nil, close.fault == nil, QuotePairs.belong(open.scalar, close.scalar, profile),
        // Behind a preposition word processors turn the mark.
        !(open.spacing == .glued && profile.attached == .prefix),
        !ForeignStyle.isForeign(open.scalar, close.scalar, false, profile), story.paragraphs[open.paragraph].language == nil
      else { continue }
      // The outer marks may have changed so that the inner ones are told apart.
      if MixedStyles.holds(quotation, inner) { continue }
      total += 1
      if let known = styles.firstIndex(where: { $0.open == open.scalar && $0.close == close.scalar }) {
        styles[known].count += 1
      } else {
        styles.append((open.scalar, close.scalar, 1, quotation))
      }
    }
    // Italian sets «speech» and “terms”: one short term in the inner marks is no second style.
    if let common = styles.max(by: { $0.count < $1.count }) {
      let removed = styles.filter { $0.count == 1 && isTerm($0.first, within: (common.open, common.close), story) }
      styles.removeAll { style in removed.contains { $0.first.openMark == style.first.openMark } }
      total -= removed.count
    }
    guard total >= 4, styles.count >= 2, let common = styles.max(by: { $0.count < $1.count }),
      let rare = styles.first(where: { $0.first.openMark != common.first.openMark }), common.count * 10 >= total * 7
    else { return }
    let others = total - common.count
    let samples = (
      rare: QuotePairs.text(rare.open) + "…" + QuotePairs.text(rare.close),
      common: QuotePairs.text(common.open) + "…" + QuotePairs.text(common.close)
    )
    out.report(
      story.shown(rare.first),
      "\(others) of \(total) quotations \(others == 1 ? "is" : "are") set in another style (\(samples.rare)) than the rest (\(samples.common)).",
      related: [("the usual style", story.shown(common.first))])
  }

  /// Whether a quotation is up to four words in the marks that the language sets within the usual ones, and nobody's speech.
  private func isTerm(_ quotation: Quotation, within outer: (UInt32, UInt32), _ story: borrowing Analysis) -> Bool {
    let (open, close) = (story.quoteMarks[quotation.openMark], story.quoteMarks[quotation.closeMark])
    guard open.family == .curly,
      story.language.profile.quoteStyles.contains(where: {
        ($0.outerOpen, $0.outerClose) == outer && ($0.innerOpen, $0.innerClose) == (open.scalar, close.scalar)
      }), close.token - open.token <= 5, (open.token + 1..<close.token).allSatisfy({ story.tokens[$0].isWord })
    else { return false }
    let next = close.token + 1
    return !(story.tokens.indices.contains(next) && (story.isMark(next, 0x2C) || story.isDash(next)))
  }

  /// Whether one of the sorted places lies in the quotation.
  private static func holds(_ quotation: Quotation, _ places: [Int]) -> Bool {
    var (low, high) = (0, places.count)
    while low < high {
      let middle = (low + high) / 2
      if places[middle] < quotation.tokens.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < places.count && places[low] < quotation.tokens.upperBound
  }
}
