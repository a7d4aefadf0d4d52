import Findings
import RuleKit
import Stories
import TextBase

/// Quotation marks that are good in the language, but not those of the house style. Once a story.
struct QuotationStyle: Rule {
  static let card = RuleCard(
    id: "style/quotation-marks", title: "The quotation marks are not those of the house style",
    mqm: .inconsistentStyle, severity: .minor, confidence: .high,
    why: "The configuration names the outer quotation marks of the house style. Without such a setting the rule is silent.",
    advice: "Use the marks of the house style.",
    examples: [
      .flags(
        "en", "The mayor called it [[\"a new start\"]] on Monday.", fixed: "The mayor called it “a new start” on Monday.",
        style: .marks("“", "”")),
      .flags("de", "Die Stadt sprach am Montag von einem [[„neuen Anfang“]].", style: .marks("«", "»")),
      .passes("en", "The mayor called it “a new start” on Monday.", style: .marks("“", "”")),
      .passes("en", "The mayor called it \"a new start\" on Monday."),
      .passes("en", "“She called it ‘a new start’ on Monday,” he said.", style: .marks("“", "”")),
    ])

  static var needs: Needs { .all(.quotations) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let wanted = style.quotes(for: story.language.tag) else { return }
    var first: Range<Int>?
    var count = 0
    var edits: [Edit] = []
    var isSimple = true
    var end = 0
    for quotation in story.quotations.sorted(by: { $0.tokens.lowerBound < $1.tokens.lowerBound }) {
      // Inner quotations follow the outer ones.
      guard quotation.tokens.lowerBound >= end else {
        isSimple = false
        continue
      }
      end = quotation.tokens.upperBound
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      guard open.fault == nil, close.fault == nil, !open.isDamaged, !close.isDamaged,
        story.paragraphs[open.paragraph].language == nil, open.scalar != wanted.open || close.scalar != wanted.close
      else { continue }
      if first == nil { first = quotation.tokens }
      count += 1
      edits.append(Edit(story.bytes(of: open), QuotationStyle.text(wanted.open)))
      edits.append(Edit(story.bytes(of: close), QuotationStyle.text(wanted.close)))
      // Marks with a custom of spaces are not simply exchanged.
      if ![open.scalar, close.scalar, wanted.open, wanted.close].allSatisfy(QuotationStyle.isTight) { isSimple = false }
    }
    guard let first else { return }
    out.report(
      story.bytes(of: first),
      "House style sets quotations in \(wanted.sample); \(count == 1 ? "one is" : "\(count) are") set otherwise.",
      fixes: isSimple
        ? [
          Fix(
            title: "Use the marks of the house style", applicability: .safe,
            edits: edits.sorted { $0.range < $1.range })
        ] : [])
  }

  private static func isTight(_ scalar: UInt32) -> Bool { scalar == 0x22 || (0x201C...0x201F).contains(scalar) }
  private static func text(_ scalar: UInt32) -> String { Unicode.Scalar(scalar).map { String(Character($0)) } ?? "" }
}
