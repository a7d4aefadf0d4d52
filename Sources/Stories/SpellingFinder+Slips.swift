import Lexicons
import TextBase

/// What makes one of two spellings a slip of the other.
extension SpellingFinder {
  /// A way to tell that a long name with one letter amiss, which stands once, is a slip of another.
  private struct Slip: Sendable {
    /// How often the right name stands at least, and at most.
    var mentions: ClosedRange<Int>
    /// Letters that both end with, at least.
    var ending = 0
    /// The same where cases change the end of a name.
    var caseEnding = 0
    /// Whether words that a lexicon or the list of names knows may be meant.
    var isListed = false
    var holds: @Sendable (SpellingFinder, _ right: Int, _ wrong: Int, borrowing Analysis) -> Bool
  }

  private static let slips = [
    // A country or place as the lexicons have it, and once no word at all.
    Slip(mentions: 2...Int.max, isListed: true) { finder, right, wrong, story in
      story.isInEntity(finder.spellings[right].firstToken) && !finder.isListed(wrong, story)
        && !finder.hasNeighbours(wrong, story)
    },
    // Somebody who speaks, has a title or a given name, or is named in full once and by the surname later.
    Slip(mentions: 2...Int.max) { finder, right, wrong, story in
      [right, wrong].contains { finder.isPerson($0, story) || finder.isFullThenShort($0, story) }
    },
    // Somebody is introduced by a given name and never comes again; somebody else comes and was never introduced.
    Slip(mentions: 1...1, caseEnding: 4) { finder, right, wrong, story in
      finder.isIntroduced(right, story) && !finder.hasNeighbours(wrong, story)
    },
    // Somebody is named in full, and somebody else speaks who never was.
    Slip(mentions: 1...1, caseEnding: 4) { finder, right, wrong, story in
      finder.isFull(right, story) && finder.isPerson(wrong, story) && !finder.hasNeighbours(wrong, story)
    },
    // Two names that no lexicon knows, too long for two people or places to have them by chance, and only one was introduced.
    Slip(mentions: 1...Int.max, ending: 2, caseEnding: 4) { finder, right, wrong, story in
      finder.isIntroducedAsName(right, story) && !finder.hasNeighbours(wrong, story)
    },
  ]

  /// One letter differs inside a long name, and one of the ways above tells that it is a slip.
  func isLongSlip(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    guard letters[a].mayDifferByOne(from: letters[b]), min(spellings[a].count, spellings[b].count) == 1,
      let change = change(a, b, story)
    else { return false }
    let isListed = [a, b].contains { self.isListed($0, story) } || hasArticle(a, story) || hasArticle(b, story)
    for (right, wrong) in [(a, b), (b, a)] where count(wrong) == 1 {
      let mentions = count(right)
      guard tells(change, mentions, speaks: isPerson(wrong, story), story) else { continue }
      for slip in SpellingFinder.slips where slip.isListed || !isListed {
        guard change.suffix >= (hasCases(story) ? slip.caseEnding : slip.ending) else { continue }
        if slip.mentions.contains(mentions), slip.holds(self, right, wrong, story) { return true }
      }
    }
    return false
  }

  /// Whether a change of one letter is hardly another name. The more often the right one stands, the less it needs to be
  /// long; who speaks is a person; cases change the end of a name.
  private func tells(_ change: Change, _ mentions: Int, speaks: Bool, _ story: borrowing Analysis) -> Bool {
    let isLong = change.letters >= NameForms.long && max(change.prefix, change.suffix) >= 4
    guard isLong || change.letters >= NameForms.long - 1 && (mentions >= 3 || speaks) else { return false }
    let hasCases = self.hasCases(story) && (change.letters < 9 || change.endsInVowel)
    return change.suffix >= 2 || (mentions >= 2 || speaks) && !hasCases
  }

  /// Whether it stands behind another capitalised word, as part of a name; where nouns have capitals too, it must be a person's.
  private func isIntroducedAsName(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    if hasCapitalNouns { return isPerson(spelling, story) }
    return mentions.contains { $0.spelling == spelling && $0.token > 0 && isPartOfName($0.token - 1, story) }
  }

  /// How often a name stands, in all its cases.
  private func count(_ spelling: Int) -> Int {
    spellings.indices.reduce(0) { $0 + (isSame($1, spelling) ? spellings[$1].count : 0) }
  }

  /// Whether a lexicon knows the word or the name.
  private func isListed(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    isInVocabulary(spelling, story) || story.names.gender(spellings[spelling].hash) != nil
      || story.isInEntity(spellings[spelling].firstToken)
  }

  /// Whether the language has the word: “L’Indonéssie” goes by the id of its article.
  func isInVocabulary(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    let word = story.tokens[spellings[spelling].firstToken]
    let isOfArticle = word.flags.contains(.possessive) && spellings[spelling].first.start > Int(word.start)
    return word.id != 0 && !isOfArticle
  }

  private func hasNeighbours(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    let (before, behind) = neighbours(spelling, story)
    return !before.isEmpty || !behind.isEmpty
  }

  /// Whether the name stands behind another capitalised word once and alone later, as surnames do.
  private func isFullThenShort(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    var isFull = false
    var isShort = false
    for mention in mentions where isSame(mention.spelling, spelling) {
      let before = mention.token - 1
      guard before >= 0, !isPartOfName(mention.token + 1, story) else { continue }
      if isPartOfName(before, story) { isFull = true } else { isShort = true }
    }
    return isFull && isShort
  }

  /// Whether a listed given name stands before it.
  private func isIntroduced(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    mentions.contains { isSame($0.spelling, spelling) && $0.token > 0 && isGivenName($0.token - 1, story) }
  }

  /// Whether it stands behind another capitalised word, as the second half of a name.
  private func isFull(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    mentions.contains {
      $0.spelling == spelling && $0.token > 0 && isPartOfName($0.token - 1, story) && !isPartOfName($0.token + 1, story)
    }
  }

  private func isPartOfName(_ token: Int, _ story: borrowing Analysis) -> Bool {
    guard story.tokens.indices.contains(token) else { return false }
    let word = story.tokens[token]
    return word.isCapitalised && word.kind == .word && !word.flags.contains(.sentenceStart)
      && !story.language.classes(of: word.id).intersects(SpellingFinder.common)
  }

  // MARK: comparing

  private func texts(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> (NameLetters, NameLetters) {
    let (x, y) = pairOfLetters
    x.read(story.bytes, spellings[a].first, umlautsAreDigraphs: umlautsAreDigraphs)
    y.read(story.bytes, spellings[b].first, umlautsAreDigraphs: umlautsAreDigraphs)
    return (x, y)
  }

  /// The letters that two words share at both ends.
  private func shared(_ x: NameLetters, _ y: NameLetters) -> (prefix: Int, suffix: Int) {
    var prefix = 0
    while prefix < min(x.count, y.count), x[prefix] == y[prefix] { prefix += 1 }
    var suffix = 0
    while suffix < min(x.count, y.count) - prefix, x[x.count - 1 - suffix] == y[y.count - 1 - suffix] { suffix += 1 }
    return (prefix, suffix)
  }

  func isTransposed(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    let (x, y) = texts(a, b, story)
    let (prefix, suffix) = shared(x, y)
    return x.count == y.count && x.count >= 5 && prefix >= 1 && (suffix >= 1 || x.count >= 6) && x.count - prefix - suffix == 2
      && x[prefix] == y[prefix + 1] && x[prefix + 1] == y[prefix]
  }

  /// Whether the two letters that changed places are e and i, by which verbs change their stem: schreiben, schrieben.
  func swapsDiphthong(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    let (x, y) = texts(a, b, story)
    let place = shared(x, y).prefix
    guard place + 1 < x.count else { return false }
    let pair = [x[place], x[place + 1]].sorted()
    return pair == [0x65, 0x69]
  }

  /// Two letters that do not stand beside each other have changed places: Hakimi, Hamiki.
  func isExchanged(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    guard letters[a].mayBeSame(as: letters[b]) else { return false }
    let (x, y) = texts(a, b, story)
    guard x.count == y.count, x.count >= 6, x[0] == y[0] else { return false }
    let places = (0..<x.count).filter { x[$0] != y[$0] }
    return places.count == 2 && x[places[0]] == y[places[1]] && x[places[1]] == y[places[0]]
  }

  /// One letter differs, inside the word.
  func isNear(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool { change(a, b, story).map { $0.suffix >= 2 } ?? false }

  /// One letter differs between a given name and what is no word and no name that a list has: Lynsey, Lynsy before one surname.
  func isGivenNameSlip(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    guard !hasCases(story), change(a, b, story) != nil else { return false }
    let isName = story.names.gender(spellings[a].hash) != nil
    guard isName != (story.names.gender(spellings[b].hash) != nil) else { return false }
    let unknown = isName ? b : a
    return spellings[unknown].count == 1 && !isInVocabulary(unknown, story)
  }

  /// A letter too many, or one of two left out, makes no name of what is known: Indonessia, Justtin Thomas, the Campaign
  /// Commitee. A given name that few countries have may have another spelling that no list has: Citlali, Citlalli. Capitals
  /// alone do not tell a name where all nouns have them.
  func isSlipOfKnown(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    guard singles.base[a] != 0, singles.base[a] == singles.base[b] else { return false }
    return isUnknown(a, story) && isKnown(b, asSlip: a, story) || isUnknown(b, story) && isKnown(a, asSlip: b, story)
  }

  private func isKnown(_ known: Int, asSlip slip: Int, _ story: borrowing Analysis) -> Bool {
    story.isInEntity(spellings[known].firstToken)
      || story.names.originCount(spellings[known].hash) >= 3 && isFirstName(known, story) && isFirstName(slip, story)
      || !hasCapitalNouns && isForeignWord(known, story) && isInTitle(slip, story)
  }

  /// A long word that comes once and that no list has.
  private func isUnknown(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    spellings[spelling].count == 1 && story.tokens[spellings[spelling].firstToken].scalars >= 7 && !isListed(spelling, story)
      && !isForeignWord(spelling, story)
  }

  /// Whether another capitalised word stands right behind it.
  private func isFirstName(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    mentions.contains { $0.spelling == spelling && isPartOfName($0.token + 1, story) }
  }

  /// The last letter differs, or is too many, behind one given name: Mireille Aubert, Mireille Auber. Where cases change the end
  /// of a name it tells nothing.
  func isEndSlip(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    guard !hasCases(story), letters[a].mayDifferByOne(from: letters[b]),
      min(letters[a].count, letters[b].count) >= 5
    else { return false }
    let (x, y) = texts(a, b, story)
    let (prefix, suffix) = shared(x, y)
    guard suffix == 0, max(x.count, y.count) - prefix == 1 else { return false }
    var before: Set<UInt64> = []
    for mention in mentions where mention.spelling == a {
      if let name = givenName(before: mention.token, story) { before.insert(name) }
    }
    return !before.isEmpty
      && mentions.contains { mention in
        mention.spelling == b && givenName(before: mention.token, story).map { before.contains($0) } ?? false
      }
  }

  private func givenName(before token: Int, _ story: borrowing Analysis) -> UInt64? {
    let given = token - 1
    guard given >= 0, story.tokens[given].isCapitalised, isGivenName(given, story) else { return nil }
    return story.tokens[given].hash
  }

  /// One letter of the longer of two words, those before and those behind it.
  private struct Change {
    var letters, prefix, suffix: Int
    var endsInVowel: Bool
  }

  private func change(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Change? {
    // Most pairs end here: in German, where all nouns have a capital, to read the letters of each took 2 % of the instructions.
    guard letters[a].mayDifferByOne(from: letters[b]), min(letters[a].count, letters[b].count) >= 5 else { return nil }
    let (x, y) = texts(a, b, story)
    let (prefix, suffix) = shared(x, y)
    let letters = max(x.count, y.count)
    guard prefix >= 1, suffix >= 1, letters - prefix - suffix == 1 else { return nil }
    return Change(
      letters: letters, prefix: prefix, suffix: suffix, endsInVowel: NameLetters.isVowel(UInt32(x[x.count - 1])))
  }

  /// Whether two spellings are one name in two cases.
  func isSame(_ a: Int, _ b: Int) -> Bool { a == b || spellings[a].stemHash == spellings[b].stemHash }
}
