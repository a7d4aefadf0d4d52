import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A participle of the other gender behind a full name: Maria Rossi, nato a …
struct ParticipleGender: Rule {
  static let card = RuleCard(
    id: "grammar/participle-gender", title: "The participle does not agree with the person before it",
    mqm: .grammar, severity: .minor, confidence: .medium, languages: .withData("agreeing-male"),
    why: "“Born”, “elected” and “arrested” have one form in English; a machine takes the masculine for all.",
    advice: "Let the participle agree with the person.",
    examples: [
      .flags(
        "fr", "La candidate Sophie Morvan, [[né]] à Brest, sera maire.",
        fixed: "La candidate Sophie Morvan, née à Brest, sera maire."),
      .flags("es", "La candidata Lucía Moreno fue [[elegido]] alcaldesa el lunes."),
      .flags("it", "Il candidato Paolo Morvini è [[stata]] eletto sindaco."),
      .flags("pt", "A candidata Marta Moreira, [[nascido]] em Braga, será ministra."),
      .passes("fr", "La candidate Sophie Morvan, née à Brest, sera maire. Le livre de Sophie Morvan a été élu."),
      .passes("es", "Lucía Moreno fue elegida alcaldesa. El marido de Lucía Moreno fue detenido."),
      .passes("it", "Andrea Morvini, nato a Bari, è stato eletto sindaco."),
      .passes("pt", "Segundo a advogada de Marta Moreira, nascido em Braga, o réu está doente."),
    ])

  static var needs: Needs { .all(.people) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for person in story.people where !person.isQuoted {
      // Behind a preposition or an “and” the name is not what the participle goes with.
      let before = person.given - 1
      let sentence = story.sentences[person.sentence].tokens
      if sentence.contains(before), story.isIn(before, .prepositions) || story.isIn(before, .articles) { continue }
      if sentence.contains(before), story.tokens[before].shape == .lower, story.tokens[before].scalars <= 3 { continue }
      var at = person.tokens.upperBound
      if story.isMark(at, 0x2C) {
        at += 1
      } else {
        var copulas = 0
        while copulas < 2, sentence.contains(at), story.isIn(at, .copulas) {
          at += 1
          copulas += 1
        }
      }
      guard sentence.contains(at), story.tokens[at].shape == .lower else { continue }
      let (own, other): (WordClass, WordClass) =
        person.gender == .male ? (.agreeingMale, .agreeingFemale) : (.agreeingFemale, .agreeingMale)
      guard story.isIn(at, other), !story.isIn(at, own) else { continue }
      let range = story.bytes(of: at..<at + 1)
      let name = story.bytes(of: person.tokens)
      out.report(
        range,
        "\(Wording.quoted(story.text(range))) is \(person.gender == .male ? "feminine" : "masculine"); \(Wording.quoted(story.text(name))) names a \(person.gender == .male ? "man" : "woman").",
        related: [("the person", name)],
        fixes: story.language.partner(story.tokens[at].id).map {
          [.replace(range, with: $0, "Write \(Wording.quoted($0))", .review)]
        } ?? [])
    }
  }
}
