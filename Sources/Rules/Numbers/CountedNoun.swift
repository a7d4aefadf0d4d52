import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A noun in the wrong number behind its figure: 1 people, 21 person.
struct CountedNoun: Rule {
  static let card = RuleCard(
    id: "numbers/agreement", title: "A noun does not agree with the figure before it", mqm: .grammar, severity: .minor,
    confidence: .high, languages: .withData("counted-one"),
    why: """
      Chinese, Turkish and others leave the noun as it is behind a figure, and a template sets the figure only after the \
      sentence was translated. What is left is “21 person” or “1 people”.
      """,
    advice: "Put the noun in the number that the figure asks for.",
    examples: [
      .flags("en", "The fire took the lives of [[21 person]], among them the owner."),
      .flags("en", "The boat was built for [[1 people]]."),
      .flags("de", "Das Feuer traf ein Haus mit [[21 Person]] und einem Hund."),
      .flags("fr", "L’incendie a touché une maison de [[21 personne]], dont le maire."),
      .flags("es", "El barco fue construido para [[1 personas]]."),
      .passes("en", "The fire took the lives of 21 people, and 1 person is missing. A team of 12 child care workers came."),
      .passes("en", "It was a case for 5 person crews. In phase 1 patients were young, and group 1 children were not."),
      .passes("en", "The driver of the No. 21 passenger bus, the number 2 person in the firm, sold article 5 patient data."),
      .passes("de", "Für 21 Personen war Platz, für 1 Person nicht. Die 1. Frauen-Bundesliga ruht."),
      .flags("nl", "De brand trof een huis met [[21 persoon]], onder wie de eigenaar."),
      .passes("nl", "Er was plaats voor 21 personen en 1 kind, en in 21 jaar kwam er 21 man."),
      .passes("sv", "Av 21 personer var 1 soldat, och huset har plats för 21 man."),
      .passes("ro", "Casa avea loc pentru 21 de persoane și 1 copil."),
      .passes("it", "La casa era per 21 persone, non per 1 persona e mezzo."),
      .passes("fr", "Le bateau porte 1,5 personne au mètre, 21 personnes en tout et 1 personne de plus."),
    ])

  static var needs: Needs { .all(.figures) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    guard story.wordClasses.contains(.countedOne) || story.wordClasses.contains(.countedMany) else { return }
    for number in story.numbers where number.shape.separators == 0 && !number.hasLetters && number.scale == 0 {
      let noun = number.tokens.upperBound
      let paragraph = story.paragraphs[number.paragraph]
      guard let value = number.value, value >= 1, value < 1000, noun < paragraph.tokens.upperBound,
        story.isIn(noun, value == 1 ? .countedMany : .countedOne), !story.isIn(noun, value == 1 ? .countedOne : .countedMany),
        story.tokens[noun].flags.contains(.spaceBefore), number.unit == nil, !number.isMoney, !number.isNegative,
        paragraph.isBody, paragraph.language == nil, story.tokens[noun].joint == 0, isNoun(noun, story),
        countsAlone(number, paragraph.tokens, story), value == 1 || ends(noun + 1, paragraph.tokens, story)
      else { continue }
      let right = story.language.partner(story.tokens[noun].id)
      out.report(
        story.bytes(of: number.tokens.lowerBound..<noun + 1),
        "\(Wording.quoted(story.text(noun))) does not agree with \(story.text(number.tokens))"
          + (right.map { "; it asks for \(Wording.quoted($0))." } ?? "."))
    }
  }

  private func isNoun(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.tokens[token].shape == .lower
      || story.tokens[token].shape == .capitalised && story.language.habits.contains(.capitalNouns)
  }

  /// Whether a small word stands before the figure: behind a noun it may be a number of that (phase 1), behind an article it
  /// may belong to another noun (a 5 person crew).
  private func countsAlone(_ number: NumberColumn, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    let before = number.tokens.lowerBound - 1
    guard before >= paragraph.lowerBound, story.standsFree(number), !story.isLabelled(number),
      story.tokens[number.tokens.lowerBound].flags.contains(.spaceBefore), story.tokens[before].kind == .word,
      story.tokens[before].shape == .lower, !story.isIn(before, .articles), !story.isIn(before, .copulas)
    else { return false }
    return story.isIn(before, .prepositions) || story.isIn(before, .function)
  }

  /// Whether nothing that the noun may be part of follows.
  private func ends(_ next: Int, _ paragraph: Range<Int>, _ story: borrowing Analysis) -> Bool {
    guard next < paragraph.upperBound else { return true }
    switch story.tokens[next].kind {
    case .mark: return story.endsPhrase(next)
    case .word:
      return story.tokens[next].shape == .lower && (story.isIn(next, .prepositions) || story.isIn(next, .function))
    default: return false
    }
  }
}
