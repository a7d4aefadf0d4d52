import Lexicons
import TextBase

/// Groups spellings by sound, by letters and by the words beside them, so that only likely pairs are compared.
struct SpellingFinder {
  let endings: Bool
  let umlautsAreDigraphs: Bool
  let keepsAccents: Bool
  /// All nouns have a capital, so that a capital alone tells no name.
  let hasCapitalNouns: Bool
  let elides: Bool
  private var letters = NameLetters()
  private(set) var spellings: [NameSpelling] = []
  private var sounds: [UInt64] = []
  /// By the letters, doubled ones taken once.
  private var singles: [UInt64] = []
  private var sums: [UInt64] = []
  /// Token and spelling of every mention.
  private(set) var mentions: [(token: Int, spelling: Int)] = []

  init(_ language: Language) {
    let tag = language.tag.prefix(2)
    endings = language.has(.nameEndings)
    umlautsAreDigraphs = tag == "de"
    hasCapitalNouns = tag == "de"
    keepsAccents = tag == "vi"
    elides = ["fr", "it", "ca"].contains(tag)
  }

  // MARK: collecting

  mutating func collect(_ story: borrowing Analysis, _ scalars: ScalarTable) {
    var table = HashIndex(capacity: story.capitalised.count)
    var paragraph = 0
    for token in story.capitalised {
      let word = story.tokens[token]
      guard word.shape == .capitalised || word.shape == .mixed, word.scalars >= 4, !word.flags.contains(.mixedScript)
      else { continue }
      if word.id != 0, story.language.classes(of: word.id).intersects(SpellingFinder.common) { continue }
      while story.paragraphs[paragraph].tokens.upperBound <= token { paragraph += 1 }
      guard isRead(story.paragraphs[paragraph]), let core = core(word, story), core.count >= 4 else { continue }
      let hash = word.joint == 0 ? word.hash : SpellingFinder.hash(story.bytes, core, scalars)
      let inside = word.flags.contains(.sentenceStart) ? 0 : 1
      let place = table.place(of: hash, next: spellings.count)
      if place < spellings.count {
        spellings[place].count += 1
        spellings[place].inside += inside
      } else {
        spellings.append(
          NameSpelling(first: core, firstToken: token, count: 1, inside: inside, hash: hash, stemHash: hash))
        let stem = stem(core, hash, story, scalars)
        spellings[place].stemHash = stem.hash
        letters.read(story.bytes, stem.range, umlautsAreDigraphs: umlautsAreDigraphs)
        sounds.append(letters.count < 3 ? 0 : keepsAccents ? stem.hash : NameKey.of(letters))
        var sum: UInt64 = 0
        var single = FNV.basis
        for index in 0..<letters.count {
          sum &+= FNV.combine(FNV.basis, scalar: UInt32(letters[index]))
          if index == 0 || letters[index] != letters[index - 1] { single = FNV.combine(single, scalar: UInt32(letters[index])) }
        }
        singles.append(letters.count < 4 || keepsAccents ? 0 : single)
        sums.append(letters.count < 5 || keepsAccents ? 0 : sum)
      }
      mentions.append((token, place))
    }
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
  private func core(_ word: Token, _ story: borrowing Analysis) -> ByteRange? {
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

  /// The word without the longest case ending that leaves three letters.
  private func stem(
    _ core: ByteRange, _ hash: UInt64, _ story: borrowing Analysis, _ scalars: ScalarTable
  ) -> (range: ByteRange, hash: UInt64) {
    guard endings else { return (core, hash) }
    // The last five letters, folded once; their beginnings.
    var letters = (UInt32(0), UInt32(0), UInt32(0), UInt32(0), UInt32(0))
    var starts = (0, 0, 0, 0, 0)
    var count = 0
    var at = core.end
    while at > core.start, count < 5, let (scalar, length) = UTF8Text.decodeLast(story.bytes, before: at) {
      // An accent that stands alone: rare, and the word is left whole.
      if scalar >= 0x300, scalar < 0x370 { return (core, hash) }
      at -= length
      letters = (WordHash.folded(scalar, scalars[scalar]), letters.0, letters.1, letters.2, letters.3)
      starts = (at, starts.0, starts.1, starts.2, starts.3)
      count += 1
    }
    let shortest = story.bytes[core.start] < 0x80 ? 3 : 6
    return withUnsafeBytes(of: letters) { letters in
      withUnsafeBytes(of: starts) { starts in
        let (letters, starts) = (letters.bindMemory(to: UInt32.self), starts.bindMemory(to: Int.self))
        for first in 0..<count where starts[first] - core.start >= shortest {
          var ending = FNV.basis
          for index in first..<count where letters[index] != 0 { ending = FNV.combine(ending, scalar: letters[index]) }
          let id = story.language.id(of: ending)
          if id != 0, story.language.isIn(id, .nameEndings) {
            let stem = ByteRange(core.start, starts[first])
            return (stem, SpellingFinder.hash(story.bytes, stem, scalars))
          }
        }
        return (core, hash)
      }
    }
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

  mutating func pairs(_ story: borrowing Analysis, _ scalars: ScalarTable) -> [SpellingPair] {
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
    byNeighbour(story) { a, b in
      if isNear(a, b, story) { add(a, b, .nearby) }
    }
    return result
  }

  /// Calls `body` with every two spellings of one key.
  private func group(_ keys: [UInt64], _ body: (Int, Int) -> Void) {
    var table = HashIndex(capacity: keys.count)
    var groups: [(first: Int, last: Int)] = []
    var next = [Int](repeating: -1, count: keys.count)
    for index in keys.indices where keys[index] != 0 {
      let place = table.place(of: keys[index], next: groups.count)
      if place == groups.count {
        groups.append((index, index))
        continue
      }
      var other = groups[place].first
      while other >= 0 {
        body(other, index)
        other = next[other]
      }
      next[groups[place].last] = index
      groups[place].last = index
    }
  }

  /// Calls `body` with every two spellings that stand behind, or before, the same capitalised word.
  private func byNeighbour(_ story: borrowing Analysis, _ body: (Int, Int) -> Void) {
    var keys: [UInt64] = []
    var owners: [Int] = []
    // Once each: in a long file the same two words meet thousands of times.
    var known: Set<UInt64> = []
    for index in mentions.indices.dropFirst() {
      let (before, here) = (mentions[index - 1], mentions[index])
      guard here.token == before.token + 1, before.spelling != here.spelling,
        !story.tokens[here.token].flags.contains(.lineStart), story.tokens[before.token].joint == 0
      else { continue }
      for (key, owner) in [
        (spellings[before.spelling].stemHash, here.spelling), (~spellings[here.spelling].stemHash, before.spelling),
      ] where known.insert(FNV.combine(key, scalar: UInt32(truncatingIfNeeded: owner))).inserted {
        keys.append(key)
        owners.append(owner)
      }
    }
    group(keys) { a, b in body(owners[a], owners[b]) }
  }
}

/// Numbers hashes in the order in which they first come.
private struct HashIndex {
  private var keys: [UInt64]
  private var places: [Int32]

  init(capacity: Int) {
    var size = 32
    while size < capacity * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    places = Array(repeating: 0, count: size)
  }

  /// The number of `hash`, or `next` when it is new.
  mutating func place(of hash: UInt64, next: Int) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
    while keys[slot] != 0 {
      if keys[slot] == hash { return Int(places[slot]) }
      slot = (slot + 1) & mask
    }
    keys[slot] = hash
    places[slot] = Int32(next)
    return next
  }
}
