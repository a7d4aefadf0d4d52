import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A credit line that names the source by letters that only its own newsroom uses: Source: IZ.
struct SourceAbbreviation: Rule {
  static let card = RuleCard(
    id: "attribution/source-abbreviation", title: "The source is named by an in-house abbreviation",
    mqm: .untranslated, severity: .minor, confidence: .high, languages: .withData("source-openers"),
    why: "A scraper or a translator kept the credit as the source’s own system writes it. Readers cannot tell who is meant.",
    advice: "Name the outlet in full.",
    examples: [
      .flags("en", "The parliament met on Monday and voted on the budget.\nSource: [[IZ]]"),
      .flags("en", "The parliament met on Monday and voted on the budget.\nSource: [[RG]]"),
      .passes("en", "The parliament met on Monday and voted on the budget.\nSource: AP"),
      .passes("en", "The parliament met on Monday and voted on the budget.\nSource: Reuters"),
      .passes("en", "The parliament met on Monday and voted on the budget.\nSource: Ministry of Finance"),
    ])

  static var needs: Needs { .all(.credit) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for paragraph in story.paragraphs where paragraph.field == .credit {
      guard let colon = paragraph.tokens.first(where: { story.isMark($0, 0x3A) || story.isMark($0, 0xFF1A) }) else { continue }
      let name = colon + 1
      guard name < paragraph.tokens.upperBound, paragraph.tokens.upperBound - name <= 3, story.tokens[name].kind == .word,
        story.tokens[name].shape == .upper, story.tokens[name].scalars <= 4
      else { continue }
      let hit = story.entityHits.first { $0.tokens.contains(name) }
      let form = hit.map { story.language.forms[$0.index] }
      let range = story.bytes(of: name..<name + 1)
      if let form, form.formClass == .internal {
        let outlet = story.language.name(story.language.entities[Int(form.entity)])
        out.report(
          range, "\(Wording.quoted(story.text(name))) is what \(outlet) calls itself in-house; readers do not know it.")
      } else if form == nil {
        out.report(
          range, "\(Wording.quoted(story.text(name))) names no outlet that readers would know.",
          confidence: story.source.language == nil ? .low : .medium)
      }
    }
  }
}
