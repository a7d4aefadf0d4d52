import Lexicons
import Stories
import TextBase

/// Where the phrase that ends in a person's name stands: the name and the titles before it.
enum NamePhrase {
  /// At the start of its sentence.
  case opensSentence
  /// Behind a mark or a word such as “that”.
  case opensClause
  /// In the middle of a longer phrase: “the husband of the minister Anna Holt”.
  case isBound

  private static let titles = WordClassSet.of(
    .articles, .roleMale, .roleFemale, .titleMale, .titleFemale, .titleAny, .biographyJobs)

  static func of(_ person: PersonName, _ story: borrowing Analysis) -> NamePhrase {
    let start = story.sentences[person.sentence].tokens.lowerBound
    var at = person.given - 1
    while at >= start {
      let word = story.tokens[at]
      guard word.kind == .word else { return story.isDash(at) && !word.flags.contains(.spaceBefore) ? .isBound : .opensClause }
      if let title = story.classHits(beginningIn: start..<at + 1).first(where: {
        $0.tokens.upperBound == at + 1 && titles.contains(bit: $0.index)
      }) {
        at = title.tokens.lowerBound - 1
        continue
      }
      // l’attrice, but not d’actrice.
      if word.flags.contains(.elided), story.scalar(at: Int(word.start)) | 0x20 != 0x6C || word.joint != 1 { return .isBound }
      let classes = story.language.classes(of: word.id)
      if classes.contains(.prepositions) {
        // The Portuguese article “a” is a preposition too.
        guard classes.contains(.articles), at == start || story.tokens[at - 1].kind != .word else { return .isBound }
      }
      guard classes.intersects(titles) else {
        return classes.contains(.function) && !classes.contains(.prepositions) ? .opensClause : .isBound
      }
      at -= 1
    }
    return .opensSentence
  }
}

extension Analysis {
  /// The word behind a subject and its “was”, which a participle that agrees with the subject may be; nil behind “has”.
  /// With `isBare`, no verb need stand between.
  func participle(behind subject: Int, in sentence: Range<Int>, isBare: Bool = false) -> Int? {
    var at = subject + 1
    var verb: Int?
    while sentence.contains(at), tokens[at].kind == .word {
      let isNegated = tokens[at].flags.contains(.elided) && scalar(at: Int(tokens[at].start)) | 0x20 == 0x6E  // n’est
      if tokens[at].flags.contains(.elided), !isNegated { return nil }
      if isIn(at, .copulas) { verb = at } else if !isIn(at, .verbCompanions) { break }
      at += 1
      guard at - subject <= 5 else { return nil }
    }
    guard sentence.contains(at), tokens[at].shape == .lower else { return nil }
    guard let verb else { return isBare ? at : nil }
    return isIn(verb, .perfectAuxiliaries) ? nil : at
  }

  /// Whether a word is written for both genders: élu·e, заявил(а), nacido/a.
  func isForBoth(_ word: Int) -> Bool {
    let end = Int(tokens[word].end)
    switch scalar(at: end) {
    case 0x28, 0x2F, 0xB7, 0x2022, 0x2A, 0x5F, 0x40, 0x2D: return true
    case 0x2E:
      return word + 2 < tokens.count && tokens[word + 2].shape == .lower && !tokens[word + 2].flags.contains(.spaceBefore)
    default: return false
    }
  }
}
