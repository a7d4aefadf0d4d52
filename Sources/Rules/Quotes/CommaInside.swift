import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A comma before the closing mark, as American English sets it, in a language that sets it behind: „Ja,“ sagte sie.
struct CommaInside: Rule {
  static let card = RuleCard(
    id: "quotes/comma-inside", title: "A comma stands inside the quotation marks",
    mqm: .punctuation, severity: .minor, confidence: .medium, languages: .withData("quotes.comma"),
    why: """
      American English sets the comma before the closing mark, whatever it belongs to. Most languages set it behind, where \
      the sentence around the quotation needs it.
      """,
    advice: "Set the comma behind the closing mark.",
    examples: [
      .flags("de", "„Die Brücke bleibt zu[[,“]] sagte Holm am Montag.", fixed: "„Die Brücke bleibt zu“, sagte Holm am Montag."),
      .flags(
        "sv", "”Bron förblir stängd[[,”]] sa Holm i måndags.", fixed: "”Bron förblir stängd”, sa Holm i måndags."),
      .flags(
        "pl", "Sztuki „Deszcz[[,”]] „Most” i „Port” wracają.", fixed: "Sztuki „Deszcz”, „Most” i „Port” wracają."),
      .passes("de", "„Die Brücke bleibt zu“, sagte Holm am Montag."),
      .passes("en", "“The bridge will stay closed,” Holm said on Monday."),
      .passes("de", "„Die Brücke, sagte Holm, „bleibt zu“."),
      .passes("fr", "« Le pont reste fermé », a dit Holm lundi."),
      .passes("de", "„Die Brücke bleibt zu,“ sagte Holm am Montag.", style: .commas(.inside)),
    ])

  static var needs: Needs { .all(.quotations) }

  private let style: HouseStyle
  init(_ style: HouseStyle) { self.style = style }

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard style.commas(for: story.language.tag) == nil else { return }
    QuotationComma.forEach(.inside, story) { place, fix in
      out.report(
        place, "The comma stands before the closing mark; \(story.language.profile.name) sets it behind.", fixes: [fix])
    }
  }
}

/// The comma between a quotation and the sentence around it.
enum QuotationComma {
  /// A straight mark before a capital may open the next quotation, unless nouns have one.
  private static func mayOpen(_ mark: QuoteMarkColumn, _ next: Int, _ story: borrowing Analysis) -> Bool {
    mark.scalar == 0x22 && story.tokens.indices.contains(next) && story.tokens[next].isCapitalised
      && !story.language.habits.contains(.capitalNouns)
  }

  /// Calls `body` with every comma and closing mark that stand so, and with the fix that has them change places.
  static func forEach(_ place: HouseStyle.CommaSide, _ story: borrowing Analysis, _ body: (ByteRange, Fix) -> Void) {
    for quotation in story.quotations {
      let mark = story.quoteMarks[quotation.closeMark]
      guard mark.fault == nil, !mark.isDamaged, mark.width == 1, story.paragraphs[mark.paragraph].language == nil else {
        continue
      }
      let comma = place == .inside ? mark.token - 1 : mark.token + 1
      guard story.isMark(comma, 0x2C), place == .inside || !story.tokens[comma].flags.contains(.spaceBefore) else { continue }
      let next = max(comma, mark.token) + 1
      let before = min(comma, mark.token) - 1
      // “Ready?”, she asked: what ends a sentence keeps its place, and no two marks are set behind one another.
      guard quotation.tokens.contains(before), story.tokens[before].isWord, !mayOpen(mark, next, story),
        !story.tokens.indices.contains(next) || story.tokens[next].kind != .mark
          || story.tokens[next].flags.contains(.spaceBefore)
      else { continue }
      let (commaBytes, markBytes) = (story.bytes(of: comma..<comma + 1), story.bytes(of: mark))
      let target = place == .inside ? markBytes.end : markBytes.start
      let edits = [Edit(commaBytes, ""), Edit(ByteRange(target, target), ",")]
      body(
        commaBytes.union(markBytes),
        Fix(
          title: "Set the comma \(place == .inside ? "behind" : "before") the mark", applicability: .safe,
          edits: edits.sorted { $0.range < $1.range }))
    }
  }
}
