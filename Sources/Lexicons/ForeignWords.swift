import TextBase

/// Words of one language as a table under `und/foreign-words` lists them, with the languages in which they prove nothing.
struct ForeignWordList: Sendable {
  /// BCP 47 of the language they belong to: fr, ru-Latn.
  let tag: String
  private(set) var rows: [Row] = []
  /// Languages that the column “also” names, a bit each in `Row.also`.
  private(set) var alsoTags: [String] = []
  /// The last two letters of every ending in the list, as `ForeignWordTable.final` numbers them.
  private(set) var finals: Set<Int> = []

  struct Row: Sendable, BitwiseCopyable {
    var hash: UInt64
    /// Bit n: the letters are a word of `alsoTags[n]` too; turned round by `isAllBut`.
    var also: UInt32
    var isAllBut: Bool
  }

  /// The primary language.
  var primary: String { String(tag.prefix { $0 != "-" }) }

  /// Reads lines of a word or a phrase, a tab and the tags of “also”; lines that begin with # and the header are passed over.
  /// A word that begins with a hyphen is an ending.
  init(_ bytes: [UInt8], tag: String, _ scalars: ScalarTable) {
    self.tag = tag
    rows.reserveCapacity(bytes.count / 9)
    var cells: [UInt64: (also: UInt32, isAllBut: Bool)] = [:]
    var isHeader = true
    bytes.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        var end = at
        var tab = -1
        while end < bytes.count, bytes[end] != 0x0A {
          if bytes[end] == 0x09, tab < 0 { tab = end }
          end += 1
        }
        defer { at = end + 1 }
        guard end > at, bytes[at] != UInt8(ascii: "#") else { continue }
        guard !isHeader else {
          isHeader = false
          continue
        }
        var row = Row(hash: FNV.basis, also: 0, isAllBut: false)
        var place = at
        let wordEnd = tab < 0 ? end : tab
        if bytes[at] == UInt8(ascii: "-"), wordEnd - at >= ForeignWordTable.shortestEnding,
          let final = ForeignWordTable.final(bytes[wordEnd - 2], bytes[wordEnd - 1])
        {
          finals.insert(final)
        }
        var before: UInt64?
        while place < wordEnd {
          let (scalar, length) = UTF8Text.decode(bytes, place)
          let folded = WordHash.folded(scalar, scalars[scalar])
          if scalar == 0x20 {
            before = ForeignWordTable.phrase(before, row.hash)
            row.hash = FNV.basis
          } else if folded != 0 {
            row.hash = FNV.combine(row.hash, scalar: folded)
          }
          place += length
        }
        row.hash = ForeignWordTable.phrase(before, row.hash)
        if tab >= 0 {
          let cell = FNV.hash(bytes[tab + 1..<end])
          if cells[cell] == nil {
            cells[cell] = mask(String(decoding: UnsafeBufferPointer(rebasing: bytes[tab + 1..<end]), as: UTF8.self))
          }
          (row.also, row.isAllBut) = cells[cell]!
        }
        rows.append(row)
      }
    }
  }

  /// The bit of a language in `Row.also`; 0 for one that no row names.
  func bit(of tag: String) -> UInt32 { alsoTags.firstIndex(of: tag).map { 1 << UInt32($0) } ?? 0 }

  /// The hashes of `labels` that the list has too.
  func common(with labels: [UInt64: PlacedText]) -> [UInt64] {
    rows.lazy.map(\.hash).filter { labels[$0] != nil }
  }

  /// “de fr” or “all but de fr”.
  private mutating func mask(_ cell: String) -> (also: UInt32, isAllBut: Bool) {
    var tags = cell.split(separator: " ").map(String.init)
    let isAllBut = tags.starts(with: ["all", "but"])
    if isAllBut { tags.removeFirst(2) }
    var mask: UInt32 = 0
    for tag in tags {
      if !alsoTags.contains(tag), alsoTags.count < 32 { alsoTags.append(tag) }
      mask |= bit(of: tag)
    }
    return (mask, isAllBut)
  }
}

/// Words that betray another language in copy of one language. Open addressing over fingerprints of 32 bits: two words in
/// a billion are taken for each other.
public struct ForeignWordTable: Sendable {
  /// Languages, a bit each in what `subscript` returns.
  public let tags: [String]
  /// Their English names, in step.
  public let names: [String]
  let fingerprints: Table<UInt32>
  let homes: Table<UInt32>
  /// Two bits for every word, in the number that its hash gives: of the words that are not in the table, which are most,
  /// one in sixteen gets as far as that, which lies in memory as a whole megabyte.
  let filter: Table<UInt64>
  /// A bit for every two letters with which a listed ending closes: most words are told by these.
  let finals: Table<UInt64>

  /// Set beside the languages for a word that is a function word in one of them.
  public static let functionBit: UInt32 = 1 << 31
  /// Alone, for a word that travels: it betrays nothing, and neither does the word beside it.
  public static let loanBit: UInt32 = 1 << 30
  /// The list of words that travel.
  static let loans = "loans"
  /// Greek copy sets loans in Latin letters; a word of so many other languages is one there.
  static let international = 4

  public var isEmpty: Bool { tags.isEmpty }

  /// Words of the longest phrase.
  public static let longestPhrase = 6

  /// The hash of what stood before and one word more. From the hashes of the words, whatever space parts them.
  @inlinable public static func phrase(_ before: UInt64?, _ word: UInt64) -> UInt64 {
    before.map { ($0 ^ word) &* FNV.prime } ?? word
  }

  static func fingerprint(_ hash: UInt64) -> UInt32 { max(1, UInt32(truncatingIfNeeded: hash >> 32)) }

  /// The languages whose word this is, a bit each; 0 for a word that betrays nothing.
  public subscript(hash: UInt64) -> UInt32 {
    let bits = ForeignWordTable.bits(hash)
    guard filter.base[ForeignWordTable.number(hash, filter.count)] & bits == bits else { return 0 }
    let mask = fingerprints.count - 1
    let wanted = ForeignWordTable.fingerprint(hash)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let found = fingerprints.base[slot]
      if found == wanted { return homes.base[slot] }
      if found == 0 { return 0 }
      slot = (slot + 1) & mask
    }
  }

  static func filter(_ hashes: some Collection<UInt64>) -> [UInt64] {
    var size = 2
    while size * 8 < hashes.count { size *= 2 }
    var filter = [UInt64](repeating: 0, count: size)
    for hash in hashes { filter[number(hash, size)] |= bits(hash) }
    return filter
  }

  private static func number(_ hash: UInt64, _ count: Int) -> Int { Int(truncatingIfNeeded: hash >> 24) & (count &- 1) }

  private static func bits(_ hash: UInt64) -> UInt64 { 1 << (hash >> 52 & 63) | 1 << (hash >> 58) }

  /// Endings have four to seven letters.
  static let shortestEnding = 4
  private static let longestEnding = 7
  static let finalCount = 26 * 26

  /// The number of two small letters; nil for others.
  static func final(_ last: UInt8, _ end: UInt8) -> Int? {
    let a = Int(last) - 0x61
    let b = Int(end) - 0x61
    return (0..<26).contains(a) && (0..<26).contains(b) ? a * 26 + b : nil
  }

  /// Whether every one of these languages is written in another alphabet, and its words here in Latin letters.
  public func isSpelledOut(_ homes: UInt32) -> Bool {
    homes != 0 && tags.indices.allSatisfy { homes >> UInt32($0) & 1 == 0 || tags[$0].hasSuffix("-Latn") }
  }

  /// The languages that the ending of a word betrays, a bit each; the word is of small letters without accents.
  public func homes(ofEnding word: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let count = word.count
    guard count > ForeignWordTable.shortestEnding + 1, let final = ForeignWordTable.final(word[count - 2], word[count - 1]),
      finals.base[final >> 6] >> UInt64(final & 63) & 1 == 1
    else { return 0 }
    for length in ForeignWordTable.shortestEnding...min(ForeignWordTable.longestEnding, count - 2) {
      var hash = FNV.combine(FNV.basis, UInt8(ascii: "-"))
      for at in count - length..<count { hash = FNV.combine(hash, word[at]) }
      let found = self[hash]
      if found != 0 { return found }
    }
    return 0
  }

  init(from image: inout ImageReader) throws(ImageReader.Damaged) {
    tags = try image.texts()
    names = try image.texts()
    fingerprints = try Table(from: &image)
    homes = try Table(from: &image)
    filter = try Table(from: &image)
    finals = try Table(from: &image)
    let count = fingerprints.count
    guard count > 1, count & (count - 1) == 0, homes.count == count, filter.count > 1,
      filter.count & (filter.count - 1) == 0, finals.count > ForeignWordTable.finalCount / 64,
      (0..<count).contains(where: { fingerprints[$0] == 0 })
    else {
      throw ImageReader.Damaged()
    }
  }
}

/// The columns of a `ForeignWordTable`, as they are compiled.
struct ForeignWordColumns {
  private(set) var tags: [String] = []
  private(set) var names: [String] = []
  private(set) var fingerprints: [UInt32] = [0, 0]
  private(set) var homes: [UInt32] = [0, 0]
  private(set) var filter: [UInt64] = [0, 0]
  private(set) var finals = [UInt64](repeating: 0, count: ForeignWordTable.finalCount / 64 + 1)

  init() {}

  /// The table for copy in `language`; empty where the lists do not say which of its words are also words there.
  init(
    _ lists: [ForeignWordList], for language: LanguageProfile, among languages: [String: LanguageProfile],
    functionWords: [String: Set<UInt64>]
  ) {
    let mixesLatin = language.scripts.contains("Grek")
    var loans: Set<UInt64> = []
    /// Loans elsewhere, and words of its own here, which explain no word beside them: tempo in Italian.
    var natives: Set<UInt64> = []
    for list in lists where list.tag == ForeignWordTable.loans {
      let own = list.bit(of: language.tag)
      loans.formUnion(list.rows.lazy.map(\.hash))
      natives.formUnion(list.rows.lazy.filter { $0.also & own != 0 }.map(\.hash))
    }
    if mixesLatin {
      for list in lists {
        for row in list.rows where !row.isAllBut && row.also.nonzeroBitCount >= ForeignWordTable.international {
          loans.insert(row.hash)
        }
      }
    }
    /// Scripts of a list: Latin for ru-Latn.
    func scripts(_ list: ForeignWordList) -> [String] {
      list.tag.hasSuffix("-Latn") ? ["Latn"] : languages[list.tag]?.scripts ?? []
    }
    func sharesScript(_ list: ForeignWordList) -> Bool { scripts(list).contains { language.scripts.contains($0) } }
    // In the same script only the column “also” tells the words apart; words in Latin letters stand out in any other.
    let isKnown = lists.contains { sharesScript($0) && $0.alsoTags.contains(language.tag) }
    var entries: [UInt64: UInt32] = [:]
    var finals = [UInt64](repeating: 0, count: ForeignWordTable.finalCount / 64 + 1)
    var tags: [String] = []
    for list in lists.prefix(30) where list.tag != language.tag && list.tag != ForeignWordTable.loans {
      let isSame = sharesScript(list)
      guard isSame ? isKnown : scripts(list).contains("Latn") else { continue }
      let home: UInt32 = 1 << UInt32(tags.count)
      tags.append(list.tag)
      let own = list.bit(of: language.tag)
      let functions = functionWords[list.tag] ?? []
      for final in list.finals { finals[final >> 6] |= 1 << UInt64(final & 63) }
      for row in list.rows {
        if isSame, (row.also & own != 0) != row.isAllBut { continue }
        if loans.contains(row.hash) { continue }
        entries[row.hash, default: 0] |= home | (functions.contains(row.hash) ? ForeignWordTable.functionBit : 0)
      }
    }
    if !tags.isEmpty { for hash in loans.subtracting(natives) { entries[hash] = ForeignWordTable.loanBit } }
    self.tags = tags
    self.names = tags.map { tag in languages[String(tag.prefix { $0 != "-" })]?.name ?? tag }
    var size = 2
    while size < entries.count + entries.count / 2 { size *= 2 }
    var fingerprints = [UInt32](repeating: 0, count: size)
    var homes = fingerprints
    for (hash, mask) in entries.sorted(by: { $0.key < $1.key }) {
      var slot = Int(truncatingIfNeeded: hash) & (size - 1)
      while fingerprints[slot] != 0 { slot = (slot + 1) & (size - 1) }
      fingerprints[slot] = ForeignWordTable.fingerprint(hash)
      homes[slot] = mask
    }
    self.fingerprints = fingerprints
    self.homes = homes
    filter = ForeignWordTable.filter(entries.keys)
    self.finals = finals
  }

  func write(to image: inout ImageWriter) {
    image.put(tags)
    image.put(names)
    image.put(fingerprints)
    image.put(homes)
    image.put(filter)
    image.put(finals)
  }
}
