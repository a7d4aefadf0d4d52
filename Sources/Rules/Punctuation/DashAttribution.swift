import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A comma and a dash before the speaker: “…”, - said Larsen.
struct DashAttribution: Rule {
  static let card = RuleCard(
    id: "punctuation/dash-attribution", title: "A comma and a dash stand before the speaker",
    mqm: .punctuation, severity: .minor, confidence: .high, languages: .only(["en", "de", "nl", "sv", "cs"]),
    why: "Russian, Ukrainian, Polish and others part speech and speaker by a comma and a dash. Copy in this language does not.",
    advice: "Delete the dash.",
    examples: [
      .flags(
        "en", "“We will open the port[[”, - said]] Larsen on Monday.", fixed: "“We will open the port”, said Larsen on Monday."),
      .flags(
        "en", "The port will be open on Monday[[, – Larsen]] said.", fixed: "The port will be open on Monday, Larsen said."),
      .flags(
        "de", "„Wir öffnen den Hafen[[“, – sagte]] Larsen am Montag.", fixed: "„Wir öffnen den Hafen“, sagte Larsen am Montag."),
      .passes("en", "“We will open the port,” said Larsen – a former sailor – on Monday."),
      .passes("ru", "«Мы откроем порт», – сказал Ларсен в понедельник."),
      .passes("en", "The port – Larsen said – will be open on Monday."),
      .passes("pl", "Otworzymy port, – powiedział Larsen w poniedziałek."),
    ])

  static var needs: Needs { .all(.dashesAfterSpeech) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.speechVerbs) else { return }
    for paragraph in story.paragraphs where paragraph.language == nil && paragraph.tokens.count > 4 {
      for index in story.marks(in: paragraph)
      where index > paragraph.tokens.lowerBound + 1 && story.tokens[index].kind == .mark && story.isDash(index) {
        let end = paragraph.tokens.upperBound
        guard index + 2 < end, story.tokens[index + 1].flags.contains(.spaceBefore), let comma = comma(before: index, story),
          let speaker = speaker(after: index, end, story)
        else { continue }
        let gap = ByteRange(Int(story.tokens[index - 1].end), Int(story.tokens[index + 1].start))
        out.report(
          story.bytes(of: comma..<speaker + 1), "A comma and a dash part the speech from its speaker; the comma alone does.",
          fixes: [.replace(gap, with: " ", "Delete the dash", .safe)])
      }
    }
  }

  /// The comma, or the comma and the closing mark, that stand before the dash: the first of the two.
  private func comma(before index: Int, _ story: borrowing Analysis) -> Int? {
    func isComma(_ index: Int) -> Bool { story.isMark(index, 0x2C) || story.isMark(index, 0x21) || story.isMark(index, 0x3F) }
    if story.isMark(index - 1, 0x2C) { return story.tokens[index - 2].kind == .quote ? index - 2 : index - 1 }
    guard story.tokens[index - 1].kind == .quote, isComma(index - 2), !story.tokens[index - 1].flags.contains(.spaceBefore)
    else {
      return nil
    }
    return index - 2
  }

  /// A verb of speech with a name or pronoun beside it.
  private func speaker(after dash: Int, _ end: Int, _ story: borrowing Analysis) -> Int? {
    let first = dash + 1
    if story.isIn(first, .speechVerbs), story.tokens[first].shape == .lower {
      let next = first + 1
      let isPerson =
        story.tokens[next].isCapitalised || story.isIn(next, .function) || story.isIn(next, .articles)
        || story.isIn(next, .titleAny)
      return isPerson ? first : nil
    }
    guard story.tokens[first].isCapitalised || story.isIn(first, .pronounsMale) || story.isIn(first, .pronounsFemale) else {
      return nil
    }
    // Larsen said; Nora Larsen said.
    for index in first + 1..<min(end, first + 4) {
      if story.isIn(index, .speechVerbs), story.tokens[index].shape == .lower { return first }
      guard story.tokens[index].isCapitalised else { return nil }
    }
    return nil
  }
}
