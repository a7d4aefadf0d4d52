import Findings
import RuleKit
import Stories
import TextBase

/// An opening shape closes a quotation, or a closing one opens it.
struct ReversedMark: Rule {
  static let card = RuleCard(
    id: "quotes/reversed-mark", title: "A quotation mark is turned the wrong way",
    mqm: .punctuation, severity: .minor, confidence: .medium,
    why: "Marks that were set by a machine for another language, or by an editor program that lost count, face the wrong way.",
    advice: "Turn the mark.",
    examples: [
      .flags("en", "“We agree,” she said. [[”]]We[[“]] it was not."),
      .flags("de", "„Wir sind einig“, sagte sie. [[“]]Alle[[„]] kamen."),
      .flags("en", "‘We all agree,’ she said. [[’]]It is late,’ he added."),
      .passes("en", "“We agree,” she said. “We all do.”"),
      .passes("en", "‘We all agree,’ she said. ’Tis late, and ’90s songs were sung."),
      .passes("sv", "”Vi är överens”, sade hon."),
      .passes("de", "„Wir sind einig“, sagte sie. „Alle.“"),
      .passes("de", "»Wir sind einig«, sagte sie."),
    ])

  static var needs: Needs { .all(.faultyMarks) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.quoteMarks.indices where story.quoteMarks[index].fault == .reversed {
      let mark = story.quoteMarks[index]
      guard mark.partner != nil else { continue }
      out.report(
        story.bytes(of: mark),
        "\(Wording.quoted(story.text(story.bytes(of: mark)))) faces the wrong way: it \(mark.role == .open ? "opens" : "closes") a quotation here.",
        confidence: mark.margin >= 0.5 ? .medium : .low)
    }
  }
}
