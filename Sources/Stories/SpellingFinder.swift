import Lexicons
import TextBase

/// Groups spellings by sound, by letters and by the words beside them, so that only likely pairs are compared. One a worker:
/// its memory serves story after story.
final class SpellingFinder {
  private(set) var umlautsAreDigraphs = false
  private(set) var keepsAccents = false
  /// All nouns have a capital, so that a capital alone tells no name.
  private(set) var hasCapitalNouns = false
  private let letters = NameLetters()
  private struct TailLetter: BitwiseCopyable {
    var letter: UInt32
    var start: Int
  }
  /// The end of a word, its last letter first.
  private let tail = Scratch<TailLetter>(capacity: 8)
  /// For comparing two words.
  let pairOfLetters = (NameLetters(), NameLetters())
  private let index = HashIndex()
  private let known = HashIndex()
  private let twins = TwinFilter()
  private(set) var spellings: [NameSpelling] = []
  private let sounds = Scratch<UInt64>()
  /// By the letters, doubled ones taken once.
  private let singles = Scratch<UInt64>()
  private let sums = Scratch<UInt64>()
  /// Token and spelling of every mention.
  private(set) var mentions: [(token: Int, spelling: Int)] = []

  private let neighbourKeys = Scratch<UInt64>()
  private let neighbourOwners = Scratch<Int>()
  private var groups: [(first: Int, last: Int)] = []
  private var nextInGroup: [Int] = []

  /// Forgets the story before.
  func begin(_ language: Language, words: Int) {
    spellings.removeAll(keepingCapacity: true)
    sounds.begin(room: words)
    singles.begin(room: words)
    sums.begin(room: words)
    mentions.removeAll(keepingCapacity: true)
    let tag = language.tag.prefix(2)
    umlautsAreDigraphs = tag == "de"
    hasCapitalNouns = tag == "de"
    keepsAccents = tag == "vi"
  }

  // MARK: collecting

  func collect(_ story: borrowing Analysis, _ scalars: ScalarTable) {
    index.begin(capacity: story.capitalised.count)
    let (language, traits) = (story.language, story.traits)
    var paragraph = -1
    var end = 0
    var isReadHere = false
    for token in story.capitalised {
      let word = story.tokens[token]
      guard word.shape == .capitalised || word.shape == .mixed, word.scalars >= 4, !word.flags.contains(.mixedScript)
      else { continue }
      if word.id != 0, language.classes(of: word.id).intersects(SpellingFinder.common) { continue }
      while end <= token {
        paragraph += 1
        end = story.paragraphs[paragraph].tokens.upperBound
        isReadHere = isRead(story.paragraphs[paragraph])
      }
      guard isReadHere, let core = core(word, story, elides: language.elides), core.count >= 4 else { continue }
      // IPv4 and IPv6, A320 and A321, a name that runs into a year.
      if hasDigit(core, story) { continue }
      let hash = word.joint == 0 ? word.hash : SpellingFinder.hash(story.bytes, core, scalars)
      let inside = word.flags.contains(.sentenceStart) ? 0 : 1
      let place = index.place(of: hash, next: spellings.count)
      if place < spellings.count {
        spellings[place].count += 1
        spellings[place].inside += inside
      } else {
        let stem = stem(core, hash, story, traits.nameEndings, scalars)
        spellings.append(
          NameSpelling(first: core, firstToken: token, count: 1, inside: inside, hash: hash, stemHash: stem.hash))
        letters.read(story.bytes, stem.range, umlautsAreDigraphs: umlautsAreDigraphs)
        addKeys(stem.hash)
      }
      mentions.append((token, place))
    }
  }

  /// The keys of the letters that were read, by which the spelling is grouped; 0 for none.
  private func addKeys(_ stemHash: UInt64) {
    let (text, count) = (letters.base, letters.count)
    sounds.append(count < 3 ? 0 : keepsAccents ? stemHash : NameKey.of(letters))
    var sum: UInt64 = 0
    var single = FNV.basis
    var before: UInt16 = 0
    for index in 0..<count {
      let letter = text[index]
      sum &+= FNV.combine(FNV.basis, scalar: UInt32(letter))
      if letter != before { single = FNV.combine(single, scalar: UInt32(letter)) }
      before = letter
    }
    singles.append(count < 4 || keepsAccents ? 0 : single)
    sums.append(count < 5 || keepsAccents ? 0 : sum)
  }

  static let common = WordClassSet.of(
    .function, .month, .weekday, .titleMale, .titleFemale, .titleAny, .articles, .prepositions, .pronounsMale,
    .pronounsFemale)

  private func isRead(_ paragraph: Paragraph) -> Bool {
    guard paragraph.language == nil else { return false }
    switch paragraph.field {
    case .body, .headline, .dateline, .summary, .subheading, .caption: return true
    case .byline, .authorBox, .credit, .link, .note: return false
    }
  }

  /// The name in l’Eilidh, Sainsbury’s, Jeremy’ego; O’Brien whole. Nil when no capital is left.
  private func core(_ word: Token, _ story: borrowing Analysis, elides: Bool) -> ByteRange? {
    let range = word.range
    guard word.joint > 0 else { return range }
    let apostrophe = range.start + Int(word.joint)
    let behind = apostrophe + UTF8Text.decode(story.bytes, apostrophe).length
    let isLower = story.bytes[range.start] >= 0x61 && story.bytes[range.start] <= 0x7A
    if isLower { return ByteRange(behind, range.end) }
    // A name of one or two letters and an apostrophe goes on behind it, unless the article is elided.
    if apostrophe - range.start <= 2 { return elides ? ByteRange(behind, range.end) : range }
    return range.end - behind <= 8 ? ByteRange(range.start, apostrophe) : range
  }

  private func hasDigit(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    for at in range.start..<range.end where story.bytes[at] &- 0x30 <= 9 { return true }
    return false
  }

  /// The word without the longest case ending that leaves three letters.
  private func stem(
    _ core: ByteRange, _ hash: UInt64, _ story: borrowing Analysis, _ endings: EndingFilter, _ scalars: ScalarTable
  ) -> (range: ByteRange, hash: UInt64) {
    guard !endings.isEmpty, let count = readTail(story.bytes, core, endings, scalars) else { return (core, hash) }
    let shortest = core.start + (story.bytes[core.start] < 0x80 ? 3 : 6)
    for longest in (0..<count).reversed() where tail[longest].start >= shortest {
      var ending = FNV.basis
      for place in (0...longest).reversed() where tail[place].letter != 0 {
        ending = FNV.combine(ending, scalar: tail[place].letter)
      }
      guard endings.mayHold(ending) else { continue }
      let id = story.language.id(of: ending)
      if id != 0, story.language.isIn(id, .nameEndings) {
        let stem = ByteRange(core.start, tail[longest].start)
        return (stem, SpellingFinder.hash(story.bytes, stem, scalars))
      }
    }
    return (core, hash)
  }

  /// Reads the last five letters, folded, from the end; how many there are. Nil for a word without any ending, and where an
  /// accent stands alone: rare, and the word is left whole.
  private func readTail(
    _ bytes: UnsafeBufferPointer<UInt8>, _ core: ByteRange, _ endings: EndingFilter, _ scalars: ScalarTable
  ) -> Int? {
    tail.begin(room: 5)
    var at = core.end
    while at > core.start, tail.count < 5, let (scalar, length) = UTF8Text.decodeLast(bytes, before: at) {
      if scalar >= 0x300, scalar < 0x370 { return nil }
      at -= length
      let letter = WordHash.folded(scalar, scalars[scalar])
      if tail.count == 0, letter != 0, !endings.mayClose(with: letter) { return nil }
      tail.append(TailLetter(letter: letter, start: at))
    }
    return tail.count
  }

  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: ByteRange, _ scalars: ScalarTable) -> UInt64 {
    var hash = FNV.basis
    var at = range.start
    while at < range.end {
      let (scalar, length) = UTF8Text.decode(bytes, at)
      if scalar >= 0x300, scalar < 0x370 {
        return WordHash.of(String(decoding: bytes[range.start..<range.end], as: UTF8.self), scalars)
      }
      let folded = WordHash.folded(scalar, scalars[scalar])
      if folded != 0 { hash = FNV.combine(hash, scalar: folded) }
      at += length
    }
    return hash
  }

  // MARK: pairing

  func pairs(_ story: borrowing Analysis, _ scalars: ScalarTable) -> [SpellingPair] {
    guard spellings.count > 1 else { return [] }
    var seen: Set<UInt64> = []
    var result: [SpellingPair] = []
    func add(_ a: Int, _ b: Int, _ likeness: SpellingPair.Likeness) {
      // A file of a thousand stories in one would have pairs without end.
      guard seen.count < 200, a != b, spellings[a].stemHash != spellings[b].stemHash,
        seen.insert(UInt64(min(a, b)) << 32 | UInt64(max(a, b))).inserted,
        let pair = pair(min(a, b), max(a, b), likeness, story, scalars)
      else { return }
      result.append(pair)
    }
    group(sounds) { add($0, $1, .sameSound) }
    group(singles) { add($0, $1, .sameSound) }
    group(sums) { a, b in
      if isTransposed(a, b, story) { add(a, b, .transposed) }
    }
    findNeighbours(story)
    group(neighbourKeys) { first, second in
      let (a, b) = (neighbourOwners[first], neighbourOwners[second])
      if isNear(a, b, story) { add(a, b, .nearby) }
    }
    return result
  }

  /// Calls `body` with every two places of one key.
  private func group(_ keys: Scratch<UInt64>, _ body: (Int, Int) -> Void) {
    guard twins.mayHoldTwins(keys) else { return }
    index.begin(capacity: keys.count)
    groups.removeAll(keepingCapacity: true)
    nextInGroup.removeAll(keepingCapacity: true)
    for member in 0..<keys.count {
      nextInGroup.append(-1)
      guard keys[member] != 0 else { continue }
      let place = index.place(of: keys[member], next: groups.count)
      if place == groups.count {
        groups.append((member, member))
        continue
      }
      var other = groups[place].first
      while other >= 0 {
        body(other, member)
        other = nextInGroup[other]
      }
      nextInGroup[groups[place].last] = member
      groups[place].last = member
    }
  }

  /// Notes which spellings stand behind, or before, which capitalised words.
  private func findNeighbours(_ story: borrowing Analysis) {
    neighbourKeys.begin(room: mentions.count * 2)
    neighbourOwners.begin(room: mentions.count * 2)
    // Once each: in a long file the same two words meet thousands of times.
    known.begin(capacity: mentions.count * 2)
    for place in mentions.indices.dropFirst() {
      let (before, here) = (mentions[place - 1], mentions[place])
      guard here.token == before.token + 1, before.spelling != here.spelling,
        !story.tokens[here.token].flags.contains(.lineStart), story.tokens[before.token].joint == 0
      else { continue }
      note(spellings[before.spelling].stemHash, here.spelling)
      note(~spellings[here.spelling].stemHash, before.spelling)
    }
  }

  /// `owner` stands beside the word with this key.
  private func note(_ key: UInt64, _ owner: Int) {
    let next = neighbourKeys.count
    guard known.place(of: FNV.combine(key, scalar: UInt32(truncatingIfNeeded: owner)), next: next) == next else { return }
    neighbourKeys.append(key)
    neighbourOwners.append(owner)
  }
}
