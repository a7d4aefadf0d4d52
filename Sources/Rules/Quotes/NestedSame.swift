import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A quotation within a quotation with the same marks.
struct NestedSame: Rule {
  static let card = RuleCard(
    id: "quotes/nested-same", title: "A quotation within a quotation carries the same marks",
    mqm: .punctuation, severity: .minor, confidence: .low,
    why: "With the same marks inside and outside, the reader takes the inner opening mark for the end of the quotation.",
    advice: "Set the inner quotation in the marks of the second level.",
    examples: [
      .flags("en", "“She told me [[“never again,”]] and then she left,” Larsen said."),
      .flags("en", "\"She told me, [[\"Because it makes me laugh,\"]]\" Larsen said."),
      .flags("de", "„Sie sagte mir [[„nie wieder“]] und ging“, berichtete Larsen."),
      .passes("en", "“She told me ‘never again’ and then she left,” Larsen said."),
      .passes("en", "“Yes,” she said. “No,” he said."),
      .passes("ru", "«Компания «Север» продана», — сообщил он."),
      .passes("fr", "« Il a dit « non » hier », raconte-t-elle."),
    ])

  static var needs: Needs { .all(.innerQuotations) }

  /// In tokens. In longer ones a lost mark is likelier.
  private static let longest = 80

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var outer: Quotation?
    for quotation in story.quotations where story.quoteMarks[quotation.openMark].family != .single {
      guard quotation.isInner, let around = outer, quotation.closeMark < around.closeMark else {
        if !quotation.isInner { outer = quotation }
        continue
      }
      let open = story.quoteMarks[quotation.openMark]
      let first = story.quoteMarks[around.openMark]
      let profile = story.language.profile
      guard open.scalar == first.scalar, open.paragraph == first.paragraph, open.range.start > first.range.end,
        open.scalar < 0x3000, around.tokens.count <= NestedSame.longest,
        !profile.quoteStyles.contains(where: { $0.outerOpen == open.scalar && $0.innerOpen == open.scalar })
      else { continue }
      let second = profile.quoteStyles.first { $0.outerOpen == first.scalar } ?? profile.quoteStyles.first
      out.report(
        story.bytes(of: open).union(story.bytes(of: story.quoteMarks[quotation.closeMark])),
        "The inner quotation has the same marks as the outer one\(second.map { "; set \(QuotePairs.text($0.innerOpen)) \(QuotePairs.text($0.innerClose)) inside" } ?? "").",
        related: [("the outer one opens here", story.bytes(of: first))])
    }
  }
}
