import Findings
import RuleKit
import Stories
import TextBase

/// A comma on the other side of the closing mark than the house style sets it. Once a story.
struct CommaStyle: Rule {
  static let card = RuleCard(
    id: "style/comma-place", title: "A comma is not where the house style sets it beside a closing mark",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: """
      The configuration says whether the desk sets the comma before the closing mark, as American papers do, or behind it. \
      Without such a setting the rule is silent.
      """,
    advice: "Set the comma as the house style does.",
    examples: [
      .flags(
        "en", "“The bridge will stay closed[[”,]] Holm said.", fixed: "“The bridge will stay closed,” Holm said.",
        style: .commas(.inside)),
      .flags(
        "en", "The plays “Rain[[,”]] “Harbour,” and “Bridge” return.",
        fixed: "The plays “Rain”, “Harbour”, and “Bridge” return.",
        style: .commas(.outside)),
      .passes("en", "“The bridge will stay closed”, Holm said."),
      .passes("en", "“The bridge will stay closed,” Holm said.", style: .commas(.inside)),
      .passes("en", "“Is the bridge closed?”, Holm asked.", style: .commas(.inside)),
      .passes("en", "The bridge, “a wreck”, stays closed.", style: .commas(.outside)),
    ])

  static var needs: Needs { .all(.quotations) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard let wanted = style.commas(for: story.language.tag) else { return }
    var first: ByteRange?
    var edits: [Edit] = []
    QuotationComma.forEach(wanted == .inside ? .outside : .inside, story) { place, fix in
      first = first ?? place
      edits += fix.edits
    }
    guard let first else { return }
    let count = edits.count / 2
    out.report(
      first,
      "House style sets the comma \(wanted.rawValue) the quotation marks; \(count == 1 ? "one is" : "\(count) are") set otherwise.",
      fixes: [
        Fix(title: "Set the comma as the house style does", applicability: .safe, edits: edits.sorted { $0.range < $1.range })
      ])
  }
}
