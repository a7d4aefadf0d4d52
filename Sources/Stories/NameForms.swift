import Lexicons
import TextBase

/// What a name is compared by: the hash of its stem, its sound, its letters. Names come again from story to story, so what
/// the last ones gave is kept.
final class NameForms {
  struct Form: BitwiseCopyable {
    /// Of the bytes of the name; 0 in an empty place.
    fileprivate var key: UInt64 = 0
    /// Of the name without its case ending.
    var stemHash: UInt64 = 0
    // By these spellings are grouped; 0 for names that are too short.
    var sound: UInt64 = 0
    /// By the letters, doubled ones taken once.
    var single: UInt64 = 0
    /// By the letters in any order.
    var sum: UInt64 = 0
    /// By the first and the last three letters of long names.
    var head: UInt64 = 0
    var tail: UInt64 = 0
    /// Of the name with its ending. With it a form fills a line of the cache.
    var letters = NameLetterSet()

    fileprivate init() {}

    /// Of a name that is compared with no other one.
    init(stemHash: UInt64) { self.stemHash = stemHash }
  }

  private static let count = 4096
  private let memo = UnsafeMutableRawPointer.allocate(byteCount: count * MemoryLayout<Form>.stride, alignment: 64)
    .bindMemory(to: Form.self, capacity: count)
  private var language: Language?
  /// Parts the names of one language from those of another, which have other endings.
  private var seed: UInt64 = 0
  private(set) var umlautsAreDigraphs = false
  private var keepsAccents = false
  private let letters = NameLetters()
  private struct TailLetter: BitwiseCopyable {
    var letter: UInt32
    var start: Int
  }
  /// The end of a word, its last letter first.
  private let tail = Scratch<TailLetter>(capacity: 8)

  init() { memo.initialize(repeating: Form(), count: NameForms.count) }

  deinit { memo.deallocate() }

  /// Turns to the names of a story in `language`.
  func begin(_ language: Language) {
    guard self.language !== language else { return }
    self.language = language
    seed = FNV.hash(language.tag.utf8)
    umlautsAreDigraphs = language.habits.contains(.umlautsAreDigraphs)
    keepsAccents = language.habits.contains(.accentsPartNames)
  }

  /// The hash of a name, itself of this hash, without its case ending.
  func stemHash(
    of core: ByteRange, _ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: EndingFilter, _ language: Language,
    _ scalars: ScalarTable
  ) -> UInt64 { stem(core, hash, bytes, endings, language, scalars).hash }

  /// The form of a name with this hash.
  func form(
    of core: ByteRange, _ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: EndingFilter, _ language: Language,
    _ scalars: ScalarTable
  ) -> Form {
    let key = ByteKey.of(bytes, core) ^ seed
    let place = Int(truncatingIfNeeded: key >> 40) & (NameForms.count - 1)
    if memo[place].key != key {
      let stem = stem(core, hash, bytes, endings, language, scalars)
      letters.read(bytes, stem.range, umlautsAreDigraphs: umlautsAreDigraphs)
      memo[place] = form(stem.hash)
      memo[place].key = key
      letters.readOn(bytes, ByteRange(stem.range.end, core.end), umlautsAreDigraphs: umlautsAreDigraphs)
      memo[place].letters = NameLetterSet(letters)
    }
    return memo[place]
  }

  /// The keys of the letters that were read.
  private func form(_ stemHash: UInt64) -> Form {
    let (text, count) = (letters.base, letters.count)
    var sum: UInt64 = 0
    var single = FNV.basis
    var before: UInt16 = 0
    for index in 0..<count {
      let letter = text[index]
      sum &+= FNV.combine(FNV.basis, scalar: UInt32(letter))
      if letter != before { single = FNV.combine(single, scalar: UInt32(letter)) }
      before = letter
    }
    // Of the stem: a case ending has two letters or none.
    let isLong = count >= NameForms.long - 2 && !keepsAccents
    var form = Form(stemHash: stemHash)
    form.sound = count < 3 ? 0 : keepsAccents ? stemHash : NameKey.of(letters)
    form.single = count < 4 || keepsAccents ? 0 : single
    form.sum = count < 5 || keepsAccents ? 0 : sum
    form.head = isLong ? key(0..<3) : 0
    form.tail = isLong ? key(count - 3..<count) : 0
    return form
  }

  /// Names of so many letters seldom differ by one letter inside.
  static let long = 7

  /// A hash of some letters of the word that was read last.
  private func key(_ range: Range<Int>) -> UInt64 {
    range.reduce(FNV.basis) { FNV.combine($0, scalar: UInt32(letters[$1])) }
  }

  // MARK: endings

  /// The word without the longest case ending that leaves three letters.
  private func stem(
    _ core: ByteRange, _ hash: UInt64, _ bytes: UnsafeBufferPointer<UInt8>, _ endings: EndingFilter, _ language: Language,
    _ scalars: ScalarTable
  ) -> (range: ByteRange, hash: UInt64) {
    guard !endings.isEmpty, let count = readTail(bytes, core, endings, scalars) else { return (core, hash) }
    let shortest = core.start + (bytes[core.start] < 0x80 ? 3 : 6)
    for longest in (0..<count).reversed() where tail[longest].start >= shortest {
      var ending = FNV.basis
      for place in (0...longest).reversed() where tail[place].letter != 0 {
        ending = FNV.combine(ending, scalar: tail[place].letter)
      }
      guard endings.mayHold(ending) else { continue }
      let id = language.id(of: ending)
      if id != 0, language.isIn(id, .nameEndings) {
        let stem = ByteRange(core.start, tail[longest].start)
        return (stem, WordHash.of(bytes, stem, scalars))
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
}

/// Which letters a name has, and how many: enough to tell nearly every two names apart that differ by more than a letter.
struct NameLetterSet: BitwiseCopyable {
  /// A bit for each letter, in 56 places; their number in the other eight bits.
  private let bits: UInt64

  init() { bits = 0 }

  init(_ letters: NameLetters) {
    var bits = UInt64(letters.count) << 56
    for place in 0..<letters.count { bits |= 1 << UInt64(letters[place] % 56) }
    self.bits = bits
  }

  var count: Int { Int(bits >> 56) }

  /// False only where the letters are not the same.
  @inline(__always)
  func mayBeSame(as other: NameLetterSet) -> Bool { bits == other.bits }

  /// False only where more than one letter was changed, put in or left out.
  @inline(__always)
  func mayDifferByOne(from other: NameLetterSet) -> Bool {
    ((bits ^ other.bits) & ~0 >> 8).nonzeroBitCount <= 2 && abs(count - other.count) <= 1
  }
}
