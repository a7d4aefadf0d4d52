import Findings
import RuleKit
import Stories
import TextBase

/// What belongs to a file format and was left in the copy: &quot; &#39; \u00e9 %20 <br>.
struct MarkupEntity: Rule {
  static let card = RuleCard(
    id: "encoding/markup-entity", title: "A code of HTML, JSON or a web address was left in the copy",
    mqm: .markup, severity: .major, confidence: .high,
    why: "The copy was taken out of a page or a data file without being decoded, or was encoded once too often.",
    advice: "Write the character that the code stands for; take tags out.",
    examples: [
      .flags(
        "en", "The council said it was [[&quot;]]ready[[&quot;]] to vote.", fixed: "The council said it was \"ready\" to vote."),
      .flags("en", "The mayor[[&amp;#39;]]s office was closed.", fixed: "The mayor's office was closed."),
      .flags("fr", "Le caf[[&eacute;]] a ferm[[&#233;]] lundi.", fixed: "Le café a fermé lundi."),
      .flags("de", "Das Caf[[\\u00e9]] bleibt zu.", fixed: "Das Café bleibt zu."),
      .flags(
        "en", "The vote is on Monday.[[<br/>]]The count is on Tuesday.",
        fixed: "The vote is on Monday. The count is on Tuesday."),
      .flags("en", "The Central[[&nbsp]]Bank met on Monday.", fixed: "The Central\u{A0}Bank met on Monday."),
      .flags("en", "The town[[& apos ;]]s budget grew.", fixed: "The town's budget grew."),
      .flags("en", "The Prime[[%20]]Minister spoke on Monday.", fixed: "The Prime Minister spoke on Monday."),
      .passes("en", "Smith & Sons; Brown & Co; AT&T; R&D spending rose."),
      .passes("en", "Miller&Quotient and R&Nbspace merged."),
      .passes("en", "Read more at https://example.org/?a=1&copy=2&quot=3 today."),
      .passes("en", "Support fell to 50%20 years later; 5 < 6 and 7 > 3."),
      .passes("en", "The file is C:\\new\\table and the share is \\\\server\\news."),
      .passes("en", "He wrote <a few> words & amp makers laughed."),
    ])

  static var needs: Needs { .all(.damages) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for index in story.damages.indices where story.damages[index].kind != .misread {
      let damage = story.damages[index]
      let found = Wording.quoted(story.text(damage.range), limit: 30)
      let replacement = replacement(damage, story)
      let message: String
      switch damage.kind {
      case .tag: message = "\(found) is a tag of HTML, not copy."
      default:
        // \n and its kin are read as spaces.
        let isBreak = damage.kind == .escape && damage.repaired == " " && story.bytes[damage.range.start] == 0x5C
        let meaning =
          isBreak ? "a line break" : damage.repaired.unicodeScalars.first.map { name($0, damage.repaired) } ?? "nothing"
        message = "\(found) is a code that stands for \(meaning)."
      }
      let title = replacement.isEmpty ? "Take it out" : "Write \(Wording.quoted(replacement, limit: 24))"
      out.report(
        damage.range, message,
        fixes: [.replace(damage.range, with: replacement, title, damage.kind == .reference ? .safe : .review)])
    }
  }

  private func name(_ scalar: Unicode.Scalar, _ text: String) -> String {
    switch scalar.value {
    case 0x20, 0x09: "a space"
    case 0x0A, 0x0D: "a line break"
    case 0xA0, 0x202F: "a no-break space"
    case 0x22, 0xAB, 0xBB, 0x201C...0x201E: "a quotation mark (\(text))"
    case 0x27, 0x2018, 0x2019: "an apostrophe or single mark (\(text))"
    case 0xAD: "a soft hyphen"
    case 0x200B...0x200F: "an invisible character"
    default: Wording.quoted(text, limit: 12)
    }
  }

  /// A tag or line break between two words leaves a space; beside a space or at the end it leaves nothing.
  private func replacement(_ damage: Damage, _ story: borrowing Analysis) -> String {
    guard damage.repaired == " ", damage.kind != .reference else { return damage.repaired }
    let before = story.scalar(before: damage.range.start)
    let after = story.scalar(at: damage.range.end)
    let isAtEdge = before <= 0x20 || after <= 0x20 || before == 0xA0 || after == 0xA0 || before == 0xFEFF
    return isAtEdge ? "" : " "
  }
}
