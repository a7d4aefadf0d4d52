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
      .flags("it", "L’attore Paolo Morvini è [[stata]] eletto sindaco."),
      .flags("pt", "A candidata Marta Moreira, [[nascido]] em Braga, será ministra."),
      .flags(
        "it", "Paolo Morvini, che è [[nata]] a Bari, sarà sindaco.", fixed: "Paolo Morvini, che è nato a Bari, sarà sindaco."),
      .passes("fr", "La candidate Sophie Morvan, née à Brest, sera maire. Le livre de Sophie Morvan a été élu."),
      .passes("fr", "La ministre Sophie Morvan a nommé son successeur. La juge Anne Morvan avait condamné le maire."),
      .passes(
        "fr", "Le mari de la ministre Sophie Morvan, élu à Brest, sera maire. Le fils de la chanteuse Anne Morvan est né."),
      .passes("es", "La ministra Lucía Moreno ha nombrado a su sucesor. El padre de la alcaldesa Lucía Moreno fue detenido."),
      .passes("es", "Lucía Moreno fue elegida alcaldesa. El marido de Lucía Moreno fue detenido."),
      .passes("fr", "Sophie Morvan, élu(e) à Brest, sera maire."),
      .passes("it", "Andrea Morvini, nato a Bari, è stato eletto sindaco."),
      .passes("pt", "Segundo a advogada de Marta Moreira, nascido em Braga, o réu está doente."),
    ])

  static var needs: Needs { .all(.people) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for person in story.people where !person.isQuoted {
      guard let at = participle(behind: person, story) else { continue }
      let (own, other): (WordClass, WordClass) =
        person.gender == .male ? (.agreeingMale, .agreeingFemale) : (.agreeingFemale, .agreeingMale)
      guard story.isIn(at, other), !story.isIn(at, own), !story.isForBoth(at) else { continue }
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

  /// Behind the name: “was elected”, “, elected”, “, who was elected”.
  private func participle(behind person: PersonName, _ story: borrowing Analysis) -> Int? {
    let sentence = story.sentences[person.sentence].tokens
    let end = person.tokens.upperBound
    switch NamePhrase.of(person, story) {
    case .isBound: return nil
    case .opensClause: return story.participle(behind: person.surname, in: sentence)
    case .opensSentence:
      guard story.isMark(end, 0x2C) else { return story.participle(behind: person.surname, in: sentence) }
      let isRelative = story.isIn(end + 1, .relativePronouns)
      return story.participle(behind: isRelative ? end + 1 : end, in: sentence, isBare: !isRelative)
    }
  }
}
