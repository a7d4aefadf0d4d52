import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// A woman who is “he” in the next sentence, or a man who is “she”.
struct SubjectSwitch: Rule {
  static let card = RuleCard(
    id: "pronouns/subject-switch", title: "The next sentence calls the person by the other pronoun",
    mqm: .grammar, severity: .major, confidence: .medium, languages: .withData("subject-pronouns-male"),
    why: """
      Many languages leave the pronoun out, or have one for both. The translation has to supply it, and guesses sentence by \
      sentence.
      """,
    advice: "Check who is meant, and correct the pronoun or name the person.",
    examples: [
      .flags("en", "Maria Orlova told reporters that the talks would go on. [[He]] declined to give a date."),
      .flags("en", "The fund is run by a board.\nPeter Novak resigned from it on Monday. [[She]] gave no reason."),
      .flags("es", "Lucía Moreno presentó el plan el lunes. [[Él]] no dio detalles."),
      .flags("it", "Paolo Morvini ha presentato il piano lunedì. [[Lei]] non ha dato dettagli."),
      .passes("en", "Maria Orlova told reporters that the talks would go on. She declined to give a date."),
      .passes("en", "Maria Orlova met Peter Novak on Monday. He declined to give a date."),
      .passes("en", "Maria Orlova spoke for her husband. He declined to give a date."),
      .passes("en", "Robin Smith told reporters that the talks would go on. He declined to give a date."),
      .passes("en", "Peter Novak leads the board. Maria Orlova told reporters so. He declined to give a date."),
      .passes("es", "Lucía Moreno presentó el plan del alcalde el lunes. Él no dio detalles."),
    ])

  static var needs: Needs { .all(.people) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    for (index, person) in story.people.enumerated() where !person.isQuoted {
      let next = person.sentence + 1
      guard next < story.sentences.count, story.sentences[next].paragraph == story.sentences[person.sentence].paragraph,
        story.paragraphs[story.sentences[next].paragraph].isBody
      else { continue }
      let pronoun = story.sentences[next].tokens.lowerBound
      let other: WordClass = person.gender == .male ? .subjectPronounsFemale : .subjectPronounsMale
      guard story.tokens[pronoun].id != 0, story.isIn(pronoun, other), !story.tokens[pronoun].flags.contains(.quoted),
        isSubject(person, story), isAlone(person, index, story), !isExplained(person, pronoun, story)
      else { continue }
      let range = story.bytes(of: pronoun..<pronoun + 1)
      let name = story.bytes(of: person.tokens)
      out.report(
        range,
        "\(Wording.quoted(story.text(range))) follows \(Wording.quoted(story.text(name))), the name of a \(person.gender == .male ? "man" : "woman").",
        related: [("the person", name)])
    }
  }

  /// Nothing but a title or role stands before the name.
  private func isSubject(_ person: PersonName, _ story: borrowing Analysis) -> Bool {
    let before = story.sentences[person.sentence].tokens.lowerBound..<person.given
    return before.count <= 4
      && before.allSatisfy {
        story.tokens[$0].isWord && !story.isIn($0, .prepositions) && !story.tokens[$0].flags.contains(.possessive)
      }
  }

  /// Nobody of the pronoun's gender, and nobody else at all nearby, has been named.
  private func isAlone(_ person: PersonName, _ index: Int, _ story: borrowing Analysis) -> Bool {
    for (place, other) in story.people.enumerated() where other.gender != person.gender {
      if place < index || other.sentence == person.sentence { return false }
    }
    // No other name in the sentence and the two before it: capitals that no lexicon knows.
    let first = max(story.paragraphs[story.sentences[person.sentence].paragraph].sentences.lowerBound, person.sentence - 2)
    let range = story.sentences[first].tokens.lowerBound..<story.sentences[person.sentence].tokens.upperBound
    for token in range where story.tokens[token].isCapitalised && !person.tokens.contains(token) {
      let word = story.tokens[token]
      if word.flags.contains(.sentenceStart), story.names.gender(word.hash) == nil { continue }
      if word.id == 0, word.shape != .upper, word.hash != story.tokens[person.surname].hash { return false }
    }
    return true
  }

  /// Family, roles of the other gender and earlier pronouns may be what is meant.
  private func isExplained(_ person: PersonName, _ pronoun: Int, _ story: borrowing Analysis) -> Bool {
    let paragraph = story.paragraphs[story.sentences[person.sentence].paragraph].tokens
    let suspects: WordClassSet =
      person.gender == .male
      ? .of(.kin, .pronounsFemale, .subjectPronounsFemale, .roleFemale, .titleFemale)
      : .of(.kin, .pronounsMale, .subjectPronounsMale, .roleMale, .titleMale)
    let languageHasGenderedRoles = story.language.tag != "en"
    for token in paragraph.lowerBound..<pronoun where story.tokens[token].id != 0 {
      if story.language.classes(of: story.tokens[token].id).intersects(suspects) { return true }
      // “A man”, “the president”: roles without gender may be anybody, unless they stand before the name.
      if story.isIn(token, .titleAny), token + 1 != person.given, !languageHasGenderedRoles || token > person.given {
        return true
      }
    }
    return story.classHits.contains {
      $0.tokens.upperBound <= pronoun && $0.tokens.lowerBound >= paragraph.lowerBound && suspects.contains(bit: $0.index)
    }
  }
}
