import Findings
import RuleKit
import Stories
import TextBase

/// The speaker stands inside the quotation, between two dashes: “We will come, – said Larsen, – and stay.”
struct SelfInterrupt: Rule {
  static let card = RuleCard(
    id: "quotes/self-interrupt", title: "The speaker stands inside the quotation, between dashes", mqm: .punctuation,
    severity: .minor, confidence: .high, languages: .withData("habits.no-speech-dash"),
    why: """
      Russian, Ukrainian and Polish name the speaker inside the quotation and part him off by dashes. Here he seems to be \
      part of what is quoted.
      """,
    advice: "Close the quotation before the speaker and open it again behind.",
    examples: [
      .flags(
        "en", "“We will come[[, – said Larsen, –]] and stay.” Nobody answered.",
        fixed: "“We will come,” said Larsen, “and stay.” Nobody answered."),
      .flags(
        "de", "„Wir kommen[[, – sagte Larsen, –]] und bleiben.“ Niemand antwortete.",
        fixed: "„Wir kommen“, sagte Larsen, „und bleiben.“ Niemand antwortete."),
      .passes("en", "“We will come,” said Larsen, “and stay.” Nobody answered."),
      .passes("en", "“We will come – as Larsen said – and stay.” Nobody answered."),
      .passes("ru", "«Мы придём, – сказал Ларсен, – и останемся». Никто не ответил."),
    ])

  static var needs: Needs { .all([.quotations, .dashesAfterSpeech]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.speechVerbs) else { return }
    for quotation in story.quotations {
      let open = story.quoteMarks[quotation.openMark]
      guard story.paragraphs[open.paragraph].language == nil else { continue }
      let end = quotation.tokens.upperBound
      for dash in quotation.tokens where story.tokens[dash].kind == .mark && story.isDash(dash) {
        guard dash > quotation.tokens.lowerBound + 1, story.isMark(dash - 1, 0x2C), dash + 2 < end,
          story.tokens[dash + 1].flags.contains(.spaceBefore), SpeechTag.speaker(after: dash, end, story) != nil,
          let second = SpeechTag.secondDash(after: dash, end, story)
        else { continue }
        report(dash - 1, dash, second, open, story.quoteMarks[quotation.closeMark], story, &out)
      }
    }
  }

  private func report(
    _ comma: Int, _ dash: Int, _ second: Int, _ open: QuoteMarkColumn, _ close: QuoteMarkColumn,
    _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let before = ByteRange(Int(story.tokens[comma].start), Int(story.tokens[dash + 1].start))
    let behind = ByteRange(Int(story.tokens[second - 1].end), Int(story.tokens[second + 1].start))
    let (opening, closing) = (story.text(open.range), story.text(close.range))
    let closed = story.language.profile.comma == .outside ? closing + "," : "," + closing
    out.report(
      story.bytes(of: comma..<second + 1), "The speaker stands inside the quotation, between two dashes.",
      fixes: [
        Fix(
          title: "Close the quotation before the speaker and open it behind", applicability: .review,
          edits: [Edit(before, closed + " "), Edit(behind, " " + opening)])
      ])
  }
}
