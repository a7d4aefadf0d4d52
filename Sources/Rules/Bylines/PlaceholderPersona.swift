import Findings
import RuleKit
import Stories
import TextBase

/// A placeholder in place of a person: Jane Doe, Max Mustermann, “Author Name”; stock sentences of made-up boxes.
struct PlaceholderPersona: Rule {
  static let card = RuleCard(
    id: "bylines/placeholder-persona", title: "A placeholder stands where an author should",
    mqm: .textualConventions, severity: .minor, confidence: .medium,
    why: "Templates carry invented people and stock sentences until somebody fills them in.",
    advice: "Put the real author there, or drop the box.",
    examples: [
      .flags("en", "Council raises fees for the second year\nBy [[John Doe]]\nThe council raised its fees on Monday."),
      .flags("de", "Rat erhöht die Gebühren zum zweiten Mal\nVon [[Max Mustermann]]\nDer Rat erhöhte am Montag die Gebühren."),
      .passes("en", "The suspect is listed as John Doe in the court papers."),
      .passes("en", "Council raises fees for the second year\nBy John Doering\nThe council raised its fees on Monday."),
      .passes("de", "Das Muster zeigt einen Max Mustermann als Inhaber des Ausweises."),
    ])

  static var needs: Needs { .all(.personas) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for hit in story.personaNameHits {
      let field = story.paragraphs[hit.paragraph].field
      let persona = story.language.personas[hit.index]
      guard field == .byline || field == .authorBox || !persona.bylineOnly, !hit.isQuoted else { continue }
      // Court reports use John Doe for the unnamed.
      let range = story.bytes(of: hit.tokens)
      out.report(range, "\(Wording.quoted(story.text(range))) is a placeholder, not an author.")
    }
    for hit in story.personaPhraseHits where story.paragraphs[hit.paragraph].field == .authorBox {
      let range = story.bytes(of: hit.tokens)
      out.report(range, "\(Wording.quoted(story.text(range))) is a stock sentence of template author boxes.", confidence: .low)
    }
  }
}
