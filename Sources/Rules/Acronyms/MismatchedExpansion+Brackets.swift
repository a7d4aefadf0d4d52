import Lexicons
import RuleKit
import Stories
import TextBase

// The other way round: ABC (Long Name).
extension MismatchedExpansion {
  /// Reports abbreviations in front of a bracket that holds the name of another body. Both must be listed: what a body is called
  /// in a translation seldom has the initials of its letters at home.
  func checkExpansions(_ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    for hit in story.entityHits {
      let bracket = hit.tokens.upperBound
      // The EU (European Commission): the bracket names who of it acts.
      guard story.isMark(bracket, 0x28) || story.isMark(bracket, 0xFF08), isAbbreviation(hit, language),
        !MismatchedExpansion.umbrellas.contains(language.id(language.entities[entity(hit, language)])),
        let end = (bracket + 1..<min(bracket + 16, story.tokens.count)).first(where: {
          story.isMark($0, 0x29) || story.isMark($0, 0xFF09)
        })
      else {
        checkLetters(behind: hit, story, &out)
        continue
      }
      var start = bracket + 1
      while start < end, story.isIn(start, .articles) { start += 1 }
      func isName(_ other: PhraseHit) -> Bool { other.tokens == start..<end }
      let names = story.entityHits.filter(isName) + story.namesakeHits.filter(isName)
      let meanings = [hit] + story.namesakeHits.filter { $0.tokens == hit.tokens }
      guard let name = names.first, names.allSatisfy({ isSpelledOut($0, language) }),
        !names.contains(where: { name in meanings.contains { entity($0, language) == entity(name, language) } })
      else { continue }
      let letters = Wording.quoted(story.text(story.coreBytes(of: hit.tokens)))
      let full = language.expansion(of: entity(hit, language)) ?? language.name(language.entities[entity(hit, language)])
      out.report(
        story.coreBytes(of: hit.tokens.lowerBound..<end + 1),
        "\(letters) stands for \(Wording.quoted(full)), not for \(Wording.quoted(story.text(story.bytes(of: name.tokens)))).")
    }
  }

  /// 世界银行（IMF）: where words have no spaces between them there are no initials to compare, and both must be listed.
  private func checkLetters(behind name: PhraseHit, _ story: borrowing Analysis, _ out: inout FindingSink) {
    let language = story.language
    let bracket = name.tokens.upperBound
    guard story.isMark(bracket, 0xFF08) || story.isMark(bracket, 0x28), isSpelledOut(name, language),
      story.isMark(bracket + 2, 0xFF09) || story.isMark(bracket + 2, 0x29),
      !story.glosses().contains(where: { $0.abbreviation == bracket + 1 })
    else { return }
    func isLetters(_ other: PhraseHit) -> Bool { other.tokens == bracket + 1..<bracket + 2 && isAbbreviation(other, language) }
    let letters = story.entityHits.filter(isLetters) + story.namesakeHits.filter(isLetters)
    let names = [name] + story.namesakeHits.filter { $0.tokens == name.tokens }
    guard let first = letters.first,
      !letters.contains(where: { letters in names.contains { entity($0, language) == entity(letters, language) } })
    else { return }
    let other = language.expansion(of: entity(first, language)) ?? language.name(language.entities[entity(first, language)])
    out.report(
      story.bytes(of: name.tokens.lowerBound..<bracket + 3),
      "\(Wording.quoted(story.text(bracket + 1))) is another body: \(other).")
  }

  private static let umbrellas: Set<String> = ["african-union", "arab-league", "council-of-europe", "eu", "oas", "un"]

  private func entity(_ hit: PhraseHit, _ language: Language) -> Int { Int(language.forms[hit.index].entity) }

  private func isAbbreviation(_ hit: PhraseHit, _ language: Language) -> Bool {
    hit.tokens.count == 1 && language.forms[hit.index].formClass == .abbreviation
      && language.entities[entity(hit, language)].kind == .organisation
  }

  /// Whether a body is named by words.
  private func isSpelledOut(_ hit: PhraseHit, _ language: Language) -> Bool {
    [.full, .usual, .descriptive].contains(language.forms[hit.index].formClass)
      && language.entities[entity(hit, language)].kind == .organisation
  }
}
