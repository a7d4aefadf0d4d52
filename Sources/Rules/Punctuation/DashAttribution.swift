import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A comma and a dash before the speaker: “…”, - said Larsen.
struct DashAttribution: Rule {
  static let card = RuleCard(
    id: "punctuation/dash-attribution", title: "A comma and a dash stand before the speaker",
    mqm: .punctuation, severity: .minor, confidence: .high, languages: .withData("habits.no-speech-dash"),
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
        guard index + 2 < end, story.tokens[index + 1].flags.contains(.spaceBefore),
          let comma = SpeechTag.comma(before: index, story),
          let speaker = SpeechTag.speaker(after: index, end, story), !SpeechTag.interrupts(index, end, story)
        else { continue }
        let gap = ByteRange(Int(story.tokens[index - 1].end), Int(story.tokens[index + 1].start))
        out.report(
          story.bytes(of: comma..<speaker + 1), "A comma and a dash part the speech from its speaker; the comma alone does.",
          fixes: [.replace(gap, with: " ", "Delete the dash", .safe)])
      }
    }
  }
}
