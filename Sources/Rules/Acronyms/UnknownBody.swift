import Findings
import Lexicons
import RuleKit
import Stories
import TextBase

/// The name of an institution that no lexicon lists, before its abbreviation.
enum UnknownBody {
  /// From the first word of the name to the bracket. Nil where no word says that it is an institution, or where the words
  /// name a person or a listed body.
  static func name(before gloss: Gloss, _ story: borrowing Analysis) -> Range<Int>? {
    let end = gloss.name.upperBound
    let start = max(story.sentences[gloss.sentence].tokens.lowerBound, end - 9)
    var isInstitution = false
    var first = end
    while first > start, story.tokens[first - 1].kind == .word {
      first -= 1
      let word = story.tokens[first]
      if word.shape == .lower, story.language.habits.contains(.titleCase), !isSmall(first, story) { return nil }
      if story.names.gender(word.hash) != nil { return nil }
      if story.isIn(first, .institutionNouns) { isInstitution = true }
      guard isInstitution, word.isCapitalised, first == start || !story.tokens[first - 1].isCapitalised else { continue }
      // “The” at the start of a sentence.
      if story.isIn(first, .articles) { first += 1 }
      return isListed(first..<end, story) ? nil : first..<end
    }
    return nil
  }

  /// Whether a name has a word in common with those of a listed body: “Atomic Energy Office (IAEA)” is a loose word for it.
  static func shares(_ name: Range<Int>, _ entity: UInt32, _ story: borrowing Analysis) -> Bool {
    let language = story.language
    let names = language.name(language.entities[Int(entity)]) + " " + (language.expansion(of: Int(entity)) ?? "")
    let stems: [Substring] = names.lowercased().split(whereSeparator: { !$0.isLetter }).filter { $0.count > 3 }.map {
      $0.prefix(4)
    }
    return name.contains { token in
      story.tokens[token].scalars > 3 && stems.contains(story.text(token).lowercased().prefix(4))
    }
  }

  /// Whether a body can be expected to have its letters in the language of the copy: no other country is part of its name,
  /// and three letters, which fit by chance, are those of an institution.
  static func isOurs(_ gloss: Gloss, _ story: borrowing Analysis) -> Bool {
    guard gloss.letters >= 4 || gloss.name.contains(where: { story.isIn($0, .institutionNouns) }) else { return false }
    return !story.entityHits.contains { hit in
      hit.tokens.overlaps(gloss.name) && hit.tokens.contains { !story.isIn($0, .ownCountries) }
    }
  }

  private static func isListed(_ name: Range<Int>, _ story: borrowing Analysis) -> Bool {
    story.entityHits.contains { hit in
      hit.tokens.overlaps(name)
        && story.language.entities[Int(story.language.forms[hit.index].entity)].kind == .organisation
    }
  }

  private static func isSmall(_ token: Int, _ story: borrowing Analysis) -> Bool {
    story.isIn(token, .acronymFillers) || story.isIn(token, .articles) || story.isIn(token, .prepositions)
  }
}
