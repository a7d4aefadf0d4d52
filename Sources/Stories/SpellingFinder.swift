import Lexicons
import TextBase

/// Groups spellings by sound, by letters and by the words beside them, so that only likely pairs are compared. One a worker:
/// its memory serves story after story.
final class SpellingFinder {
  private(set) var endings = false
  private(set) var umlautsAreDigraphs = false
  private(set) var keepsAccents = false
  /// All nouns have a capital, so that a capital alone tells no name.
  private(set) var hasCapitalNouns = false
  private(set) var elides = false
  private let letters = NameLetters()
  /// For comparing two words.
  let pairOfLetters = (NameLetters(), NameLetters())
  private var index = HashIndex()
  private var known = HashIndex()
  private(set) var spellings: [NameSpelling] = []
  private var sounds: [UInt64] = []
  /// By the letters, doubled ones taken once.
  private var singles: [UInt64] = []
  private var sums: [UInt64] = []
  /// Token and spelling of every mention.
  private(set) var mentions: [(token: Int, spelling: Int)] = []

  private var neighbourKeys: [UInt64] = []
  private var neighbourOwners: [Int] = []
  private var groups: [(first: Int, last: Int)] = []
  private var nextInGroup: [Int] = []

  /// Forgets the story before.
  func begin(_ language: Language) {
    spellings.removeAll(keepingCapacity: true)
    sounds.removeAll(keepingCapacity: true)
    singles.removeAll(keepingCapacity: true)
    sums.removeAll(keepingCapacity: true)
    mentions.removeAll(keepingCapacity: true)
    let tag = language.tag.prefix(2)
    endings = language.has(.nameEndings)
    umlautsAreDigraphs = tag == "de"
    hasCapitalNouns = tag == "de"
    keepsAccents = tag == "vi"
    elides = ["fr", "it", "ca"].contains(tag)
  }

  // MARK: collecting

  func collect(_ story: borrowing Analysis, _ scalars: ScalarTable) {
    index.begin(capacity: story.capitalised.count)
    var paragraph = 0
    for token in story.capitalised {
      let word = story.tokens[token]
      guard word.shape == .capitalised || word.shape == .mixed, word.scalars >= 4, !word.flags.contains(.mixedScript)
      else { continue }
      if word.id != 0, story.language.classes(of: word.id).intersects(SpellingFinder.common) { continue }
      while story.paragraphs[paragraph].tokens.upperBound <= token { paragraph += 1 }
      guard isRead(story.paragraphs[paragraph]), let core = core(word, story), core.count >= 4 else { continue }
      // IPv4 and IPv6, A320 and A321, a name that runs into a year.
      if hasDigit(core, story) { continue }
      let hash = word.joint == 0 ? word.hash : SpellingFinder.hash(story.bytes, core, scalars)
      let inside = word.flags.contains(.sentenceStart) ? 0 : 1
      let place = index.place(of: hash, next: spellings.count)
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

  private func hasDigit(_ range: ByteRange, _ story: borrowing Analysis) -> Bool {
    story.bytes[range.start..<range.end].contains { $0 >= 0x30 && $0 <= 0x39 }
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
    byNeighbour(story) { a, b in
      if isNear(a, b, story) { add(a, b, .nearby) }
    }
    return result
  }

  /// Calls `body` with every two spellings of one key.
  private func group(_ keys: [UInt64], _ body: (Int, Int) -> Void) {
    index.begin(capacity: keys.count)
    groups.removeAll(keepingCapacity: true)
    nextInGroup.removeAll(keepingCapacity: true)
    for member in keys.indices {
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

  /// Calls `body` with every two spellings that stand behind, or before, the same capitalised word.
  private func byNeighbour(_ story: borrowing Analysis, _ body: (Int, Int) -> Void) {
    neighbourKeys.removeAll(keepingCapacity: true)
    neighbourOwners.removeAll(keepingCapacity: true)
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
    let owners = neighbourOwners
    group(neighbourKeys) { a, b in body(owners[a], owners[b]) }
  }

  /// `owner` stands beside the word with this key.
  private func note(_ key: UInt64, _ owner: Int) {
    let next = neighbourKeys.count
    guard known.place(of: FNV.combine(key, scalar: UInt32(truncatingIfNeeded: owner)), next: next) == next else { return }
    neighbourKeys.append(key)
    neighbourOwners.append(owner)
  }
}

/// Numbers hashes in the order in which they first come. Its memory is kept: what belongs to an earlier use is told by
/// its number.
private struct HashIndex {
  private struct Slot {
    var key: UInt64 = 0
    var place: Int32 = 0
    var use: UInt32 = 0
  }
  private var slots = [Slot](repeating: Slot(), count: 256)
  private var mask = 255
  private var use: UInt32 = 0

  /// Forgets everything and makes room for `capacity` hashes.
  mutating func begin(capacity: Int) {
    if capacity * 2 > slots.count || use == .max {
      var size = slots.count
      while size < capacity * 2 { size *= 2 }
      slots = Array(repeating: Slot(), count: size)
      use = 0
    }
    // A small part serves a small story, so that its slots stay in the cache.
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = min(size, slots.count) - 1
    use += 1
  }

  /// The number of `hash`, or `next` when it is new.
  mutating func place(of hash: UInt64, next: Int) -> Int {
    let (mask, use) = (mask, use)
    return slots.withUnsafeMutableBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while slots[slot].use == use {
        if slots[slot].key == hash { return Int(slots[slot].place) }
        slot = (slot + 1) & mask
      }
      slots[slot] = Slot(key: hash, place: Int32(next), use: use)
      return next
    }
  }
}
