import Lexicons
import TextBase

/// What makes one of two spellings a slip of the other.
extension SpellingFinder {
  /// A way to tell that a long name with one letter amiss, which stands once, is a slip of another.
  private struct Slip: Sendable {
    /// How often the right name stands at least, and at most.
    var mentions: ClosedRange<Int>
    /// Letters that both end with, where cases change the end of a name.
    var ending = 0
    /// Whether words that a lexicon or the list of names knows may be meant.
    var isListed = false
    var holds: @Sendable (SpellingFinder, _ right: Int, _ wrong: Int, borrowing Analysis) -> Bool
  }

  private static let slips = [
    // A country or place as the lexicons have it, and once no word at all.
    Slip(mentions: 2...Int.max, isListed: true) { finder, right, wrong, story in
      let (known, slip) = (finder.spellings[right].firstToken, finder.spellings[wrong])
      return story.isInEntity(known) && !story.isInEntity(slip.firstToken) && story.tokens[slip.firstToken].id == 0
        && story.names.gender(slip.hash) == nil && !finder.hasNeighbours(wrong, story)
    },
    // Somebody who speaks, has a title or a given name, or is named in full once and by the surname later.
    Slip(mentions: 2...Int.max) { finder, right, wrong, story in
      [right, wrong].contains { finder.isPerson($0, story) || finder.isFullThenShort($0, story) }
    },
    // Somebody is introduced by a given name and never comes again; somebody else comes and was never introduced.
    Slip(mentions: 1...1, ending: 4) { finder, right, wrong, story in
      finder.isIntroduced(right, story) && !finder.hasNeighbours(wrong, story)
    },
  ]

  /// One letter differs inside a long name, and one of the ways above tells that it is a slip.
  func isLongSlip(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    let (first, second) = (spellings[a], spellings[b])
    guard min(first.count, second.count) == 1, isNear(a, b, story) else { return false }
    let letters = max(pairOfLetters.0.count, pairOfLetters.1.count)
    let suffix = shared(pairOfLetters.0, pairOfLetters.1).suffix
    // The more often the right name stands, the less it needs to be long.
    guard letters >= (max(first.count, second.count) >= 3 ? NameForms.long - 1 : NameForms.long) else { return false }
    let isListed = [a, b].contains { self.isListed($0, story) } || hasArticle(a, story) || hasArticle(b, story)
    for slip in SpellingFinder.slips where slip.isListed || !isListed {
      guard suffix >= slip.ending || story.language.has(.articles) else { continue }
      for (right, wrong) in [(a, b), (b, a)] where spellings[wrong].count == 1 {
        if slip.mentions.contains(spellings[right].count), slip.holds(self, right, wrong, story) { return true }
      }
    }
    return false
  }

  /// Whether a lexicon knows the word or the name.
  private func isListed(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    let (token, hash) = (spellings[spelling].firstToken, spellings[spelling].hash)
    return story.tokens[token].id != 0 || story.names.gender(hash) != nil || story.isInEntity(token)
  }

  private func hasNeighbours(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    let (before, behind) = neighbours(spelling, story)
    return !before.isEmpty || !behind.isEmpty
  }

  /// Whether the name stands behind another capitalised word once and alone later, as surnames do.
  private func isFullThenShort(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    var isFull = false
    var isShort = false
    for mention in mentions where mention.spelling == spelling {
      let before = mention.token - 1
      guard before >= 0, !isPartOfName(mention.token + 1, story) else { continue }
      if isPartOfName(before, story) { isFull = true } else { isShort = true }
    }
    return isFull && isShort
  }

  /// Whether a listed given name stands before it.
  private func isIntroduced(_ spelling: Int, _ story: borrowing Analysis) -> Bool {
    mentions.contains { $0.spelling == spelling && $0.token > 0 && isGivenName($0.token - 1, story) }
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

  /// One letter differs, inside the word.
  func isNear(_ a: Int, _ b: Int, _ story: borrowing Analysis) -> Bool {
    let (x, y) = texts(a, b, story)
    guard min(x.count, y.count) >= 5, abs(x.count - y.count) <= 1 else { return false }
    let (prefix, suffix) = shared(x, y)
    return prefix >= 1 && suffix >= 2 && max(x.count, y.count) - prefix - suffix == 1
  }
}
