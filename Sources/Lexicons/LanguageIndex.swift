import TextBase

/// What is needed before a story's language is known: the function words and scripts of every language, and which
/// languages and packs there are.
public struct LanguageIndex: Sendable {
  /// At most 64; a bit each.
  public let tags: [String]
  /// Scripts of each language, ISO 15924.
  public let scripts: [[String]]
  public let packs: [String]
  /// "sha256:…" over every lexicon file, names and contents.
  public let digest: String
  /// Keys and the languages of each, side by side.
  private let slots: [UInt64]
  /// A byte of the hash for every slot, 0 for an empty one: words that are in no list, which are most, do not get as far as
  /// the slots, of which there is a quarter of a megabyte.
  private let marks: [UInt8]
  /// By script, the languages written in it.
  private let byScript: [UInt64]

  /// The languages of which the word is a function word, a bit each.
  @inline(__always)
  public func languages(of hash: UInt64) -> UInt64 {
    marks.withUnsafeBufferPointer { marks in
      let mask = marks.count &- 1
      let wanted = LanguageIndex.mark(hash)
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while true {
        let found = marks[slot]
        if found == wanted, slots[2 &* slot] == hash { return slots[2 &* slot &+ 1] }
        if found == 0 { return 0 }
        slot = (slot &+ 1) & mask
      }
    }
  }

  /// Asks for the memory in which a hash will be looked up.
  @inline(__always)
  public func fetch(_ hash: UInt64) {
    marks.withUnsafeBufferPointer { marks in
      let place = Int(truncatingIfNeeded: hash ^ hash >> 32) & (marks.count &- 1)
      Memory.fetch(marks.baseAddress.unsafelyUnwrapped + place)
    }
  }

  private static func mark(_ hash: UInt64) -> UInt8 { UInt8(truncatingIfNeeded: hash >> 56) | 1 }

  private static func marks(_ slots: [UInt64]) -> [UInt8] {
    stride(from: 0, to: slots.count, by: 2).map { slots[$0] == 0 ? 0 : mark(slots[$0]) }
  }

  /// The languages written in a script, a bit each.
  public func languages(inScript code: UInt8) -> UInt64 { byScript[Int(code)] }

  private static func byScript(_ scripts: [[String]]) -> [UInt64] {
    var languages = [UInt64](repeating: 0, count: 256)
    for (index, codes) in scripts.enumerated() {
      for code in codes { if let script = Script(iso: code) { languages[Int(script.code)] |= 1 << UInt64(index) } }
    }
    return languages
  }

  init(_ sources: [LanguageSource], packs: [String], digest: String) {
    let sorted = Array(sources.sorted { $0.profile.tag < $1.profile.tag }.prefix(64))
    tags = sorted.map(\.profile.tag)
    scripts = sorted.map(\.profile.scripts)
    byScript = LanguageIndex.byScript(scripts)
    self.packs = packs.sorted()
    self.digest = digest
    let scalars = ScalarTable()
    var table: [UInt64: UInt64] = [:]
    for (index, source) in sorted.enumerated() {
      for word in source.functionWords { table[WordHash.of(word.text, scalars), default: 0] |= 1 << UInt64(index) }
    }
    var size = 64
    while size < table.count * 3 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size * 2)
    for (hash, mask) in table.sorted(by: { $0.key < $1.key }) {
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (size - 1)
      while slots[2 * slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[2 * slot] = hash
      slots[2 * slot + 1] = mask
    }
    self.slots = slots
    marks = LanguageIndex.marks(slots)
  }

  func write(to image: inout ImageWriter) {
    image.put(tags)
    image.put(scripts.map { $0.joined(separator: " ") })
    image.put(packs)
    image.put(digest)
    image.put(slots)
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    tags = try image.texts()
    scripts = try image.texts().map { $0.split(separator: " ").map(String.init) }
    byScript = LanguageIndex.byScript(scripts)
    packs = try image.texts()
    digest = try image.text()
    let slots = try image.array(UInt64.self)
    let count = slots.count
    // An empty slot ends the search for a word that is not there.
    guard count > 1, count & (count - 1) == 0, stride(from: 0, to: count, by: 2).contains(where: { slots[$0] == 0 }) else {
      throw ImageReader.Damaged()
    }
    self.slots = slots
    marks = LanguageIndex.marks(slots)
  }
}
