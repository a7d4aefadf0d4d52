import Lexicons
import TextBase

/// Groups spellings by sound, by letters and by the words beside them, so that only likely pairs are compared. One a worker:
/// its memory serves story after story.
final class SpellingFinder {
  private(set) var umlautsAreDigraphs = false
  /// All nouns have a capital, so that a capital alone tells no name.
  private(set) var hasCapitalNouns = false
  private let forms = NameForms()
  /// For comparing two words.
  let pairOfLetters = (NameLetters(), NameLetters())
  private let index = HashIndex()
  private let known = HashIndex()
  /// Of the members whose keys share some bits the first and the last; -1 where there is none.
  private let firstOfKeys = Scratch<Int32>(capacity: 2048)
  private let lastOfKeys = Scratch<Int32>(capacity: 2048)
  private let nextOfKeys = Scratch<Int32>(capacity: 2048)
  private(set) var spellings: [NameSpelling] = []
  private let sounds = Scratch<UInt64>()
  /// By the letters, doubled ones taken once.
  let singles = Scratch<UInt64>()
  private let sums = Scratch<UInt64>()
  /// By the first and the last three letters of long names: one letter amiss leaves one of them whole.
  private let heads = Scratch<UInt64>()
  private let tails = Scratch<UInt64>()
  /// Of each spelling.
  let letters = Scratch<NameLetterSet>()
  /// Token and spelling of every mention.
  private(set) var mentions: [(token: Int, spelling: Int)] = []

  private let neighbourKeys = Scratch<UInt64>()
  private let neighbourOwners = Scratch<Int>()

  /// Forgets the story before.
  func begin(_ language: Language, words: Int) {
    spellings.removeAll(keepingCapacity: true)
    sounds.begin(room: words)
    singles.begin(room: words)
    sums.begin(room: words)
    heads.begin(room: words)
    tails.begin(room: words)
    letters.begin(room: words)
    mentions.removeAll(keepingCapacity: true)
    forms.begin(language)
    umlautsAreDigraphs = forms.umlautsAreDigraphs
    hasCapitalNouns = language.habits.contains(.capitalNouns)
  }

  // MARK: collecting

  func collect(_ story: borrowing Analysis, _ scalars: ScalarTable) {
    index.begin(capacity: story.capitalised.count)
    let (language, endings) = (story.language, story.traits.nameEndings)
    var paragraph = -1
    var end = 0
    var isReadHere = false
    for token in story.capitalised {
      let word = story.tokens[token]
      // In one go: what stands at the start of a sentence, and what is a name, nothing foretells.
      let isCapitalised = SpellingFinder.shapes >> word.shape.rawValue & 1
      let isLong: UInt8 = word.scalars >= 4 ? 1 : 0
      let isMixed: UInt8 = word.flags.contains(.mixedScript) ? 1 : 0
      let isCommon: UInt8 = language.classes(of: word.id).intersects(SpellingFinder.common) ? 1 : 0
      guard isCapitalised & isLong & ~(isMixed | isCommon) == 1 else { continue }
      while end <= token {
        paragraph += 1
        end = story.paragraphs[paragraph].tokens.upperBound
        isReadHere = isRead(story.paragraphs[paragraph])
      }
      guard isReadHere, let core = core(word, story, elides: language.elides), core.count >= 4 else { continue }
      // IPv4 and IPv6, A320 and A321, a name that runs into a year.
      if hasDigit(core, story) { continue }
      let hash = word.joint == 0 ? word.hash : WordHash.of(story.bytes, core, scalars)
      let inside = word.flags.contains(.sentenceStart) ? 0 : 1
      let place = index.place(of: hash, next: spellings.count)
      if place < spellings.count {
        spellings[place].count += 1
        spellings[place].inside += inside
      } else {
        // Behind a comma it is a pronoun as a rule: das Geständnis, das Papanikolaou ablegte.
        let isNoun =
          hasCapitalNouns && token > 0 && story.isIn(token - 1, .articles) && !(token > 1 && story.isMark(token - 2, 0x2C))
        // No pair is made of it, so it needs no keys.
        let form =
          isNoun
          ? NameForms.Form(stemHash: forms.stemHash(of: core, hash, story.bytes, endings, language, scalars))
          : forms.form(of: core, hash, story.bytes, endings, language, scalars)
        spellings.append(
          NameSpelling(first: core, firstToken: token, count: 1, inside: inside, hash: hash, stemHash: form.stemHash))
        sounds.append(form.sound)
        singles.append(form.single)
        sums.append(form.sum)
        heads.append(form.head)
        tails.append(form.tail)
        letters.append(form.letters)
      }
      mentions.append((token, place))
    }
  }

  /// Capitalised and mixed.
  private static let shapes: UInt8 = 1 << Token.Shape.capitalised.rawValue | 1 << Token.Shape.mixed.rawValue

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
      if spellings[a].stemHash != spellings[b].stemHash, isTransposed(a, b, story) { add(a, b, .transposed) }
    }
    findNeighbours(story)
    group(neighbourKeys) { first, second in
      let (a, b) = (neighbourOwners[first], neighbourOwners[second])
      guard spellings[a].stemHash != spellings[b].stemHash else { return }
      if isNear(a, b, story) || isEndSlip(a, b, story) || isExchanged(a, b, story) || isGivenNameSlip(a, b, story) {
        add(a, b, .nearby)
      }
    }
    group(heads) { a, b in
      if isLongSlip(a, b, story) { add(a, b, .nearby) }
    }
    group(tails) { a, b in
      if isLongSlip(a, b, story) { add(a, b, .nearby) }
    }
    return result
  }

  /// Calls `body` with every two places of one key.
  private func group(_ keys: Scratch<UInt64>, _ body: (Int, Int) -> Void) {
    // Most keys stand once, and share their bits with no other.
    var size = 1024
    while size < keys.count * 4 { size *= 2 }
    firstOfKeys.fill(size, -1)
    lastOfKeys.begin(room: size)
    nextOfKeys.begin(room: keys.count)
    let (first, last, next) = (firstOfKeys.base, lastOfKeys.base, nextOfKeys.base)
    for member in 0..<keys.count where keys.base[member] != 0 {
      let key = keys.base[member]
      let bits = Int(truncatingIfNeeded: key >> 40) & (size - 1)
      let number = Int32(truncatingIfNeeded: member)
      next[member] = -1
      var other = first[bits]
      if other < 0 {
        first[bits] = number
      } else {
        next[Int(last[bits])] = number
        while other != number {
          if keys.base[Int(other)] == key { body(Int(other), member) }
          other = next[Int(other)]
        }
      }
      last[bits] = number
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
      guard before.spelling != here.spelling, isNext(here.token, to: before.token, story),
        story.tokens[before.token].joint == 0
      else { continue }
      note(spellings[before.spelling].stemHash, here.spelling)
      note(~spellings[here.spelling].stemHash, before.spelling)
    }
  }

  /// Whether a word stands right behind another one, or with nothing but a hyphen between: Ogier-Kamara.
  private func isNext(_ token: Int, to before: Int, _ story: borrowing Analysis) -> Bool {
    guard !story.tokens[token].flags.contains(.lineStart) else { return false }
    return token == before + 1
      || token == before + 2 && story.isDash(before + 1) && !story.tokens[before + 1].flags.contains(.spaceBefore)
        && !story.tokens[token].flags.contains(.spaceBefore)
  }

  /// `owner` stands beside the word with this key.
  private func note(_ key: UInt64, _ owner: Int) {
    let next = neighbourKeys.count
    guard known.place(of: FNV.combine(key, scalar: UInt32(truncatingIfNeeded: owner)), next: next) == next else { return }
    neighbourKeys.append(key)
    neighbourOwners.append(owner)
  }
}
