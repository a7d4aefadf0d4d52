import Lexicons
import RuleKit
import Stories
import TextBase

// ABC (Long Name), and names whose initials tell nothing: 世界银行（IMF）.
extension MismatchedExpansion {
  /// Reports a body and a bracket that names another one, where the lexicons list both: what a body is called in a translation
  /// seldom has the initials of its letters at home.
  func checkBrackets(_ story: borrowing Analysis, _ out: inout FindingSink) {
    var bodies: [Int: [PhraseHit]]?
    for hit in story.entityHits {
      let bracket = hit.tokens.upperBound
      guard opens(bracket, story), isBody(hit, story),
        let end = (bracket + 1..<min(bracket + 16, story.tokens.count)).first(where: { closes($0, story) })
      else { continue }
      var start = bracket + 1
      while start < end, story.isIn(start, .articles) { start += 1 }
      // Made once, for stories with thousands of brackets.
      let table = bodies ?? Dictionary(grouping: story.entityHits + story.namesakeHits) { $0.tokens.lowerBound }
      bodies = table
      let inside = (table[start] ?? []).filter { $0.tokens.upperBound == end }
      let outside = (table[hit.tokens.lowerBound] ?? []).filter { $0.tokens == hit.tokens }
      guard let other = inside.first, inside.allSatisfy({ isBody($0, story) }),
        !inside.contains(where: { inner in outside.contains { entity($0, story) == entity(inner, story) } })
      else { continue }
      report(hit, other, end, story, &out)
    }
  }

  private func report(
    _ hit: PhraseHit, _ other: PhraseHit, _ end: Int, _ story: borrowing Analysis, _ out: inout FindingSink
  ) {
    let language = story.language
    func full(_ hit: PhraseHit, _ language: Language, _ story: borrowing Analysis) -> String {
      let entity = entity(hit, story)
      let name = language.name(language.entities[entity])
      // A gap in a pattern is no name.
      return language.expansion(of: entity).map { $0.contains("..") ? name : $0 } ?? name
    }
    let range = story.coreBytes(of: hit.tokens.lowerBound..<end + 1)
    switch (isLetters(hit, story), isLetters(other, story)) {
    case (true, false):
      // The EU (European Commission): the bracket names who of it acts.
      guard !MismatchedExpansion.umbrellas.contains(language.id(language.entities[entity(hit, story)])) else { return }
      let letters = Wording.quoted(story.text(story.coreBytes(of: hit.tokens)))
      let name = Wording.quoted(story.text(story.bytes(of: other.tokens)))
      out.report(range, "\(letters) stands for \(Wording.quoted(full(hit, language, story))), not for \(name).")
    case (false, true):
      // Where initials can be compared, they are.
      guard !story.glosses().contains(where: { other.tokens.contains($0.abbreviation) }) else { return }
      let letters = Wording.quoted(story.text(other.tokens.lowerBound))
      out.report(range, "\(letters) is another body: \(full(other, language, story)).")
    default: break
    }
  }

  private static let umbrellas: Set<String> = ["african-union", "arab-league", "council-of-europe", "eu", "oas", "un"]

  private func opens(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isMark(token, 0x28) || story.isMark(token, 0xFF08)
  }

  private func closes(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isMark(token, 0x29) || story.isMark(token, 0xFF09)
  }

  private func entity(_ hit: PhraseHit, _ story: borrowing Analysis) -> Int { Int(story.language.forms[hit.index].entity) }

  private func isBody(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    isBody(story.language.forms[hit.index], story.language)
  }

  /// An abbreviation, or one spelled out as a word where letters have no case: اوپک for OPEC.
  private func isLetters(_ hit: PhraseHit, _ story: borrowing Analysis) -> Bool {
    if story.language.forms[hit.index].formClass == .abbreviation { return true }
    let token = story.tokens[hit.tokens.lowerBound]
    return hit.tokens.count == 1 && token.kind == .word && token.shape == .none
      && story.language.abbreviation(of: entity(hit, story)) != nil
  }
}
