import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A scale word in the singular behind a figure that asks for the plural: 4,5 million d’euros.
struct ScaleAgreement: Rule {
  static let card = RuleCard(
    id: "numbers/scale-agreement", title: "A scale word stands in the singular behind a larger figure", mqm: .grammar,
    severity: .minor, confidence: .high, languages: .withData("scale-singular"),
    why: """
      English says 4 million without an ending. Copied from there, the word stays in the singular where its own language \
      bends it.
      """,
    advice: "Put the scale word in the form that the figure asks for.",
    examples: [
      .flags("fr", "Le projet a coûté [[4,5 million]] d’euros à la ville."),
      .flags("de", "Das Projekt kostete die Stadt [[12 Million]] Euro."),
      .flags("es", "El proyecto costó [[3 millón]] de euros a la ciudad."),
      .flags("ru", "Проект обошёлся городу в [[12 миллион]] рублей."),
      .flags("sv", "Bron kostade staden [[12 miljon]] kronor."),
      .flags("el", "Το έργο κόστισε στην πόλη [[12 εκατομμύριο]] ευρώ."),
      .passes("bg", "Проектът струва на града 21 милиона лева, а преди беше 1 милион."),
      .passes("ro", "Proiectul a costat orașul 12 milioane de lei, iar mai înainte 1 milion."),
      .passes("fr", "Le projet a coûté 1,5 million d’euros, puis 4 millions."),
      .passes("de", "Das Projekt kostete erst 1 Million Euro, dann 12 Millionen."),
      .passes("ru", "Проект обошёлся городу в 21 миллион рублей, потом в 3 миллиона."),
      .passes("pl", "Projekt kosztował miasto 1 milion euro, a potem 12 milionów."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let bendsAfterOne = !story.language.habits.contains(.singularAfterOne)
    for number in story.numbers where story.paragraphs[number.paragraph].language == nil && !number.hasLetters {
      let word = number.tokens.upperBound
      guard word < story.paragraphs[number.paragraph].tokens.upperBound, story.isIn(word, .scaleSingular),
        story.tokens[word].flags.contains(.spaceBefore), let value = number.value, value >= 2, value < 1000,
        bendsAfterOne || !endsInOne(value)
      else { continue }
      out.report(
        story.bytes(of: number.tokens.lowerBound..<word + 1),
        "\(Wording.quoted(story.text(word))) is the singular; \(story.text(number.tokens)) asks for another form.")
    }
  }

  /// 21, 101, but not 11.
  private func endsInOne(_ value: Double) -> Bool {
    value == value.rounded() && Int(value) % 10 == 1 && Int(value) % 100 != 11
  }
}
