import Findings
import RuleKit
import Stories
import TextBase

/// A quotation that carries its marks twice.
struct DoubledQuotes: Rule {
  static let card = RuleCard(
    id: "quotes/doubled", title: "A quotation mark is set twice",
    mqm: .punctuation, severity: .minor, confidence: .high,
    why: "Spreadsheets and translation tools double quotation marks when they pack a text; the copy keeps both.",
    advice: "Leave one mark at each end.",
    examples: [
      .flags("en", "She called it [[\"\"a new start\"\"]] on Monday.", fixed: "She called it \"a new start\" on Monday."),
      .flags("en", "She called it [[““a new start””]] on Monday.", fixed: "She called it “a new start” on Monday."),
      .flags("ru", "Она назвала это [[««новым началом»»]].", fixed: "Она назвала это «новым началом»."),
      .flags(
        "en", "She called it [[““a start, or ‘restart’””]] on Monday.",
        fixed: "She called it “a start, or ‘restart’” on Monday."),
      .flags(
        "en", "She called it [[‘‘a new start’’]] and he ‘the end of it all’.",
        fixed: "She called it ‘a new start’ and he ‘the end of it all’."),
      .passes("en", "“She called it ‘a new start’” is what he heard."),
      .passes("en", "\"She told me, \"Because it makes me laugh,\"\" Larsen said."),
      .passes("en", "``We agree,'' she said."),
      .passes("hi", "उन्होंने कहा, ‘‘हम तीन थे, तीसरा छुट्टी पर है।’’"),
      .passes("en", "The file begins with \"\"\"a note\"\"\" and ends on Monday."),
      .passes("fr", "« « Non », dit-elle », raconte le témoin."),
    ])

  static var needs: Needs { .all(.innerQuotations) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var outer: Quotation?
    for quotation in story.quotations {
      guard quotation.isInner, let around = outer else {
        outer = quotation
        continue
      }
      let (first, open) = (story.quoteMarks[around.openMark], story.quoteMarks[quotation.openMark])
      let (last, close) = (story.quoteMarks[around.closeMark], story.quoteMarks[quotation.closeMark])
      guard first.scalar == open.scalar, last.scalar == close.scalar, first.range.end == open.range.start,
        close.range.end == last.range.start,
        // More than two in a row are a line, or code.
        !touches(around.openMark - 1, around.openMark, story), !touches(quotation.openMark, quotation.openMark + 1, story),
        !touches(quotation.closeMark - 1, quotation.closeMark, story), !touches(around.closeMark, around.closeMark + 1, story)
      else { continue }
      if first.scalar == 0x2018, story.language.habits.contains(.doublesSingleMarks) { continue }
      let mark = story.text(story.bytes(of: first))
      out.report(
        story.bytes(of: first).union(story.bytes(of: last)),
        "\(Wording.quoted(mark)) is set twice at each end of the quotation.",
        fixes: [
          Fix(
            title: "Leave one mark at each end", applicability: .safe,
            edits: [Edit(story.bytes(of: first), ""), Edit(story.bytes(of: last), "")])
        ])
    }
  }

  /// Whether two equal marks stand side by side.
  private func touches(_ mark: Int, _ next: Int, _ story: borrowing Analysis) -> Bool {
    guard mark >= 0, next < story.quoteMarks.count else { return false }
    let (mark, next) = (story.quoteMarks[mark], story.quoteMarks[next])
    return mark.scalar == next.scalar && mark.range.end == next.range.start
  }
}
