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
      .flags("en", "Mr. Orlov told reporters that the talks would go on. [[She]] declined to give a date."),
      .flags("en", "Maria Orlova told reporters that the talks would go on.\n“They will last,” [[he]] added."),
      .passes("en", "Maria Orlova told reporters that the talks would go on. She declined to give a date."),
      .passes("en", "Mr. and Mrs. Orlov told reporters that the talks would go on. She declined to give a date."),
      .passes("en", "The chairman spoke for an hour.\nMaria Orlova said the talks would go on.\n“They will last,” he added."),
      .passes("en", "Maria Orlova said the talks would go on. “He is late,” she added. “He will not come.”"),
      .passes("en", "Maria Orlova met Peter Novak on Monday. He declined to give a date."),
      .passes("en", "Maria Orlova spoke for her husband. He declined to give a date."),
      .passes("en", "Maria Orlova thanked a driver who had stopped. He declined to be named."),
      .passes("en", "Maria Orlova asked a colleague for help.\n“Go left,” he said."),
      .passes("en", "Robin Smith told reporters that the talks would go on. He declined to give a date."),
      .passes("en", "Peter Novak leads the board. Maria Orlova told reporters so. He declined to give a date."),
      .passes("it", "Paolo Morvini ha incontrato una collega. Lei non ha risposto."),
      .passes("es", "Lucía Moreno presentó el plan del alcalde el lunes. Él no dio detalles."),
    ])

  static var needs: Needs { .any([.people, .notableWords]) }

  init(_ style: HouseStyle) {}

  func check(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let people = SubjectSwitch.people(story)
    for (index, person) in people.enumerated() where !person.isQuoted {
      let next = person.sentence + 1
      guard next < story.sentences.count, story.paragraphs[story.sentences[next].paragraph].isBody else { continue }
      let isSameParagraph = story.sentences[next].paragraph == story.sentences[person.sentence].paragraph
      let first = story.sentences[next].tokens.lowerBound
      let tag = story.tokens[first].kind == .quote ? speaker(behind: first, story) : nil
      let isTitled = story.isIn(person.given, .titleMale) || story.isIn(person.given, .titleFemale)
      // In a new paragraph a quotation goes on only from a sentence in which the person speaks. Mr Whippy is nobody: he
      // does not speak.
      guard isSameParagraph || tag != nil, isSameParagraph && !isTitled || speaks(person, story) else { continue }
      let pronoun = tag ?? first
      let other: WordClass = person.gender == .male ? .subjectPronounsFemale : .subjectPronounsMale
      guard story.tokens[pronoun].id != 0, story.isIn(pronoun, other), !story.tokens[pronoun].flags.contains(.quoted),
        isSubject(person, story), isAlone(person, people, index, story),
        !isExplained(person, pronoun, from: tag == nil ? nil : 0, story)
      else { continue }
      let range = story.bytes(of: pronoun..<pronoun + 1)
      let name = story.bytes(of: person.tokens)
      let bearer = person.gender == .male ? "man" : "woman"
      out.report(
        range,
        "\(Wording.quoted(story.text(range))) follows \(Wording.quoted(story.text(name))), \(isTitled ? "a \(bearer)" : "the name of a \(bearer)").",
        related: [("the person", name)])
    }
  }

  /// People named in full, and those who are Mr or Ms, in the order of the story.
  private static func people(_ story: borrowing Analysis) -> [PersonName] {
    let titles = WordClassSet.of(.titleMale, .titleFemale)
    var titled: [PersonName] = []
    var sentence = 0
    // Short titles are never part of the name of a place, as King and Prince are.
    for title in story.notable where story.tokens[title].scalars <= 3 && story.tokens[title].isCapitalised {
      let classes = story.language.classes(of: story.tokens[title].id)
      guard classes.intersects(titles), classes.contains(.titleMale) != classes.contains(.titleFemale) else { continue }
      while story.sentences[sentence].tokens.upperBound <= title { sentence += 1 }
      var end = title + (story.isMark(title + 1, 0x2E) ? 2 : 1)
      let name = end
      while story.sentences[sentence].tokens.contains(end), story.tokens[end].isCapitalised { end += 1 }
      guard end > name, end - name <= 3 else { continue }
      let isQuoted = story.tokens[title].flags.contains(.quoted)
      titled.append(
        PersonName(
          tokens: title..<end, gender: classes.contains(.titleMale) ? .male : .female, sentence: sentence, isQuoted: isQuoted))
    }
    guard !titled.isEmpty else { return story.people }
    // Both stand in the order of the story.
    var next = 0
    let others = story.people.filter { person in
      while next < titled.count, titled[next].tokens.upperBound <= person.tokens.lowerBound { next += 1 }
      return next == titled.count || !titled[next].tokens.overlaps(person.tokens)
    }
    return (others + titled).sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  /// The pronoun of “…,” he added, behind the quotation that opens at `mark`.
  private func speaker(behind mark: Int, _ story: borrowing Analysis) -> Int? {
    var at = mark
    while at < story.tokens.count, story.tokens[at].flags.contains(.quoted) || story.tokens[at].kind != .word {
      guard at == mark || !story.tokens[at].flags.contains(.lineStart) else { return nil }
      at += 1
    }
    guard at > mark + 2, at + 1 < story.tokens.count,
      story.tokens[at - 1].kind == .quote || (story.isMark(at - 1, 0x2C) && story.tokens[at - 2].kind == .quote)
    else { return nil }
    if story.isIn(at, .speechVerbs) { return at + 1 }
    return story.isIn(at + 1, .speechVerbs) ? at : nil
  }

  /// Whether a verb of speaking stands beside the name.
  private func speaks(_ person: PersonName, _ story: borrowing Analysis) -> Bool {
    story.isIn(person.tokens.upperBound, .speechVerbs) || story.isIn(person.given - 1, .speechVerbs)
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
  private func isAlone(
    _ person: PersonName, _ people: [PersonName], _ index: Int, _ story: borrowing Analysis
  ) -> Bool {
    for (place, other) in people.enumerated() where other.gender != person.gender {
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

  /// Family, roles of the other gender and earlier pronouns may be what is meant: in the paragraph, or in what the story
  /// itself says from the token `start` on.
  private func isExplained(
    _ person: PersonName, _ pronoun: Int, from start: Int?, _ story: borrowing Analysis
  ) -> Bool {
    let first = start ?? story.paragraphs[story.sentences[person.sentence].paragraph].tokens.lowerBound
    let suspects: WordClassSet =
      person.gender == .male
      ? .of(.kin, .pronounsFemale, .subjectPronounsFemale, .roleFemale, .titleFemale)
      : .of(.kin, .pronounsMale, .subjectPronounsMale, .roleMale, .titleMale)
    let languageHasGenderedRoles = !story.language.habits.contains(.neutralRoles)
    let paragraph = story.paragraphs[story.sentences[person.sentence].paragraph].tokens
    let ownTitle = story.sentences[person.sentence].tokens.lowerBound..<person.tokens.upperBound
    for token in first..<pronoun {
      if start != nil, story.tokens[token].flags.contains(.quoted) { continue }
      if story.language.classes(of: story.tokens[token].id).intersects(suspects) { return true }
      // “A man”, “the president”: roles without gender may be anybody, unless they stand before the name.
      if story.isIn(token, .titleAny), token + 1 != person.given, !languageHasGenderedRoles || token > person.given {
        return true
      }
      if token >= paragraph.lowerBound, !ownTitle.contains(token), isPerson(token, story) { return true }
    }
    return story.classHits(beginningIn: first..<pronoun).contains {
      $0.tokens.upperBound <= pronoun && suspects.contains(bit: $0.index)
    }
  }

  /// Whether a word is a noun of a person, by the list or by its ending: colleague, driver.
  private func isPerson(_ token: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[token]
    guard word.kind == .word, word.shape == .lower, !story.isIn(token, .function) else { return false }
    if story.isIn(token, .personNouns) { return true }
    return word.scalars > 4 && story.ends(token, in: .personEndings)
  }
}
