import Findings
import RuleKit
import Stories
import TextBase

/// Quotation marks of another language. Once a story.
struct ForeignStyle: Rule {
  static let card = RuleCard(
    id: "quotes/foreign-style", title: "The quotation marks are those of another language",
    mqm: .punctuation, severity: .minor, confidence: .medium, languages: .withData("quotes.foreign"),
    why: "Marks kept from the source language show at first sight that a text was translated.",
    advice: "Use the marks of the language of the copy.",
    examples: [
      .flags("en", "The minister called it [[«a new start»]] on Monday."),
      .flags("en", "The minister called it [[„a new start“]] on Monday."),
      .flags("pl", "Minister nazwał to w poniedziałek [[„nowym początkiem“]]."),
      .passes("en", "The minister called it “a new start” on Monday."),
      .passes("de", "Der Minister sprach am Montag von einem „neuen Anfang“."),
      .passes("fr", "Le ministre a parlé lundi d’un « nouveau départ »."),
    ])

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let foreign = story.language.profile.foreignQuotes
    guard !foreign.isEmpty else { return }
    var first: Range<Int>?
    var count = 0
    var pair = ""
    for quotation in story.quotations {
      let open = story.quoteMarks[quotation.openMark]
      let close = story.quoteMarks[quotation.closeMark]
      guard open.fault == nil, close.fault == nil, foreign.contains([open.scalar, close.scalar]),
        story.paragraphs[open.paragraph].language == nil
      else { continue }
      if first == nil {
        first = quotation.tokens
        pair = "\(story.text(story.bytes(of: open))) \(story.text(story.bytes(of: close)))"
      }
      count += 1
    }
    guard let first else { return }
    let usual = story.language.profile.quoteStyles.first?.sample ?? "“ ”"
    out.report(
      story.bytes(of: first),
      "\(pair) are not the marks of \(story.language.profile.name) (\(count == 1 ? "once" : "\(count) times")); copy uses \(usual)."
    )
  }
}
