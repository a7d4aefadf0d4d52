import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A label of the source page in its own language: Автор:, Quelle:, Texte :.
struct UntranslatedLabel: Rule {
  static let card = RuleCard(
    id: "attribution/untranslated-label", title: "A label was left in another language",
    mqm: .untranslated, severity: .minor, confidence: .high, languages: .withData("source-openers"),
    why: "Labels of sources, photographs and authors are copied with the name behind them, and nobody translates them.",
    advice: "Translate the label, or delete the line.",
    examples: [
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[Автор]]: Ivan Orlov"),
      .flags("en", "The parliament met on Monday and voted on the budget.\n[[Quelle]]: dpa"),
      .flags("de", "Das Parlament stimmte am Montag über den Haushalt ab.\n[[Source]]: Reuters"),
      .flags("fr", "Le parlement a voté lundi le budget de l'année.\n[[Fuente]]: EFE"),
      .passes("en", "The parliament met on Monday and voted on the budget.\nSource: Reuters"),
      .passes("de", "Das Parlament stimmte am Montag über den Haushalt ab.\nQuelle: dpa"),
      .passes("fr", "Le parlement a voté lundi le budget de l'année.\nSource : AFP"),
      .passes(
        "en",
        "The parliament met on Monday.\nFilm: the new season begins with a comedy by a young director from the north of the country."
      ),
    ])

  static var needs: Needs { .all(.lineOpeners) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.language.has(.foreignLabels) else { return }
    for (number, paragraph) in story.paragraphs.enumerated() where paragraph.language == nil || paragraph.tokens.count < 16 {
      guard let next = story.opening(number, .foreignLabels), next < paragraph.tokens.upperBound, story.isColon(next),
        story.wordCount(number) <= 14, next - paragraph.tokens.lowerBound <= 5
      else { continue }
      let range = story.bytes(of: paragraph.tokens.lowerBound..<next)
      out.report(
        range, "The label \(Wording.quoted(story.text(range))) is not \(story.language.profile.name).")
    }
  }
}
