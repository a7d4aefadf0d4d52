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
  private let mask: Int
  /// By script, the languages written in it.
  private let byScript: [UInt64]

  /// The languages of which the word is a function word, a bit each.
  @inline(__always)
  public func languages(of hash: UInt64) -> UInt64 {
    slots.withUnsafeBufferPointer { slots in
      var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & mask
      while slots[2 * slot] != 0 {
        if slots[2 * slot] == hash { return slots[2 * slot + 1] }
        slot = (slot + 1) & mask
      }
      return 0
    }
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
    mask = size - 1
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
    mask = count / 2 - 1
  }
}
